"""Propose a capability, another wording of one, or that it counts no more."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import drafts
from core.http import Request, page, see_other
from core.models import Draft
from core.toasts import say
from goals.forms import CapabilityForm, ChangeCapabilityForm, RetireCapabilityForm, sent
from goals.models import Capability, CapabilityProposal
from goals.selectors.wording import Wording, changed
from goals.services import capabilities
from goals.views.capabilities import load_capability
from goals.views.loading import uuids

USUAL = 5


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Write a new capability; what is typed saves itself as a draft."""
    form, at = propose_form(request), timezone.now()

    def act() -> str:
        reason = form.cleaned_data["reason"]
        words = form.wording()
        made = capabilities.propose(words, reason=reason, by=request.user, at=at)
        drafts.discard(request.user, draft_key(form.cleaned_data["idempotency_key"]))
        return proposal_url(made)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Proposed"))
        return see_other(request, url)
    key = draft_key(form["idempotency_key"].value())
    context = {
        "form": form,
        "fewer": max(form.levels - 1, capabilities.FEWEST),
        "more": min(form.levels + 1, capabilities.MOST),
        "draft_key": key,
        "draft": drafts.find(request.user, key),
        "other_drafts": list(begun(request).exclude(key=key)[:3]),
    }
    status = 422 if form.is_bound else 200
    return page(request, "goals/capability_write.html", context, status=status)


def draft_key(key: UUID | str | None) -> str:
    return f"capability/{key}".replace("\x00", "")  # no column holds it


def begun(request: Request) -> Any:
    return Draft.objects.visible_to(request.user).under("capability/")


def propose_form(request: Request) -> CapabilityForm:
    """Return the form as it was sent, with another number of levels, from a draft, or new."""
    if request.method == "POST" and "levels" in request.POST:
        words = {name: request.POST.get(name, "") for name in request.POST}
        words["level_count"] = str(count := level_count(request.POST.get("levels")))
        return CapabilityForm(initial=words, levels=count)
    if request.method == "POST":
        return CapabilityForm(request.POST, levels=level_count(request.POST.get("level_count")))
    ids = uuids([request.GET.get("draft", "")])
    key = ids[0] if ids else uuid4()
    draft = drafts.find(request.user, draft_key(key)) if ids else None
    words = draft.fields if draft else {}
    drafted = [name for name in words if name.startswith("levels.") and name.endswith(".name")]
    count = level_count(str(len(drafted) or USUAL))
    return CapabilityForm(initial={**words, "idempotency_key": key}, levels=count)


def level_count(text: str | None) -> int:
    """Return how many levels are wished for, within bounds; whatever is no number means five."""
    count = int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else USUAL
    return min(max(count, capabilities.FEWEST), capabilities.MOST)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Word an adopted capability anew; when it was reworded in between, both are shown."""
    capability = load_to_change(request, pk)
    draft = newest_draft(request, capability)
    form, at = change_form(request, capability, draft), timezone.now()

    def act() -> str:
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        made = capabilities.propose_change(
            capability, words=form.wording(), reason=reason, version=version, by=request.user, at=at
        )
        forget_drafts(request, capability)
        return proposal_url(made)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Proposed"))
        return see_other(request, url)
    return change_page(request, capability, form, draft)


def change_page(
    request: Request, capability: Capability, form: ChangeCapabilityForm, draft: Draft | None
) -> HttpResponse:
    """Show the form; beside it the words that stand, if those one began with no longer do."""
    key = change_key(capability)
    is_current = draft is not None and draft.key == key
    is_stale = caught_up(form, capability) or (draft is not None and not is_current)
    context = {
        "capability": capability,
        "form": form,
        "standing": changed(Wording.of(capability), typed(form)) if is_stale else (),
        "is_stale": is_stale,
        "draft_key": key,
        "draft": draft if is_current else None,
    }
    status = 422 if form.is_bound else 200
    return page(request, "goals/capability_write.html", context, status=status)


def change_key(capability: Capability) -> str:
    """A draft is kept over one version, so that a later one is never reworded unseen."""
    return f"capability-change/{capability.pk}/{capability.version}"


def newest_draft(request: Request, capability: Capability) -> Draft | None:
    kept = Draft.objects.visible_to(request.user)
    return kept.under(f"capability-change/{capability.pk}/").first()


def forget_drafts(request: Request, capability: Capability) -> None:
    kept = Draft.objects.visible_to(request.user)
    kept.under(f"capability-change/{capability.pk}/").delete()


def change_form(
    request: Request, capability: Capability, draft: Draft | None
) -> ChangeCapabilityForm:
    """Return the form as it was sent, as it was left in a draft, or as the capability stands."""
    words = Wording.of(capability)
    count = len(words.levels)
    if request.method == "POST":
        return ChangeCapabilityForm(request.POST, levels=count)
    standing: dict[str, Any] = {"name": words.name, "description": words.description}
    for number, (name, behaviour) in enumerate(words.levels):
        standing |= {f"levels.{number}.name": name, f"levels.{number}.behaviour": behaviour}
    began = draft.fields if draft else {}
    initial = {**standing, **began, "version": capability.version}
    return ChangeCapabilityForm(initial=initial, levels=count)


def caught_up(form: ChangeCapabilityForm | RetireCapabilityForm, capability: Capability) -> bool:
    """Let a form that was sent over old words be sent again over those that stand."""
    if not form.is_bound or form["version"].value() == str(capability.version):
        return False
    form.data = {**form.data, "version": str(capability.version)}
    return True


def typed(form: ChangeCapabilityForm) -> Wording:
    """Return what stands in the form, unchecked."""
    levels = tuple(
        (str(name.value() or ""), str(behaviour.value() or ""))
        for name, behaviour in form.level_fields()
    )
    return Wording(str(form["name"].value() or ""), str(form["description"].value() or ""), levels)


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Propose that an adopted capability counts no more."""
    capability = load_to_change(request, pk)
    at = timezone.now()
    sent_words = request.POST if request.method == "POST" else None
    form = RetireCapabilityForm(sent_words, initial={"version": capability.version})

    def act() -> str:
        return proposal_url(
            capabilities.propose_retiring(
                capability,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.user,
                at=at,
            )
        )

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Proposed"))
        return see_other(request, url)
    context = {"capability": capability, "form": form, "is_stale": caught_up(form, capability)}
    status = 422 if form.is_bound else 200
    return page(request, "goals/capability_retire.html", context, status=status)


def load_to_change(request: Request, pk: UUID) -> Capability:
    """Return a capability that counts now; of any other nobody words anything anew."""
    capability = load_capability(request, pk)
    if not capability.is_adopted:
        sentence = _("This capability is not adopted now. Only what counts can be changed.")
        raise capabilities.NotAdopted(sentence)
    return capability


def proposal_url(proposal: CapabilityProposal) -> str:
    return reverse("capability_proposal", args=[proposal.pk])
