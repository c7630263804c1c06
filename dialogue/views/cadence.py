"""Settings: the rhythm of talks; and for two people, their own."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from accounts.models import Coaching
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.cadence import RuleForm, usual_proposal
from dialogue.models import CadenceRule
from dialogue.selectors.cadence import (
    Proposal,
    applied_to,
    own_proposal,
    proposal_of,
    rules_in_force,
)
from dialogue.selectors.preview import preview
from dialogue.services import cadence as services

PER_PAGE = 50


@admins_only
@require_safe
def cadence(request: Request) -> HttpResponse:
    """Show which rules hold, and for how many pairs each decides."""
    rules = CadenceRule.objects.visible_to(request.user).open().with_targets().widest_first()
    shown = Paginator(rules, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "rules": rules_in_force(shown.object_list)}
    return page(request, "dialogue/cadence.html", context)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: Request) -> HttpResponse:
    """Set a rule for somebody who has none yet, or another one."""
    return edit(request, None, done=reverse("cadence"))


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_rule(request: Request, pk: UUID) -> HttpResponse:
    """Replace a rule by a changed one."""
    rule = get_object_or_404(
        CadenceRule.objects.visible_to(request.user).open().with_targets(), pk=pk
    )
    return edit(request, proposal_of(rule), done=reverse("cadence"), rule=rule)


@admins_only
@require_POST
def end_rule(request: Request, pk: UUID) -> HttpResponse:
    """End a rule; the next narrowest takes over."""
    rule = get_object_or_404(CadenceRule.objects.visible_to(request.user).with_targets(), pk=pk)
    services.end_rule(rule, by=request.user, at=timezone.now())
    say(request, _("The rule has ended"))
    return see_other(request, reverse("cadence"))


@require_http_methods(["GET", "HEAD", "POST"])
def own_rhythm(request: Request, pk: UUID) -> HttpResponse:
    """Two people choose their own rhythm, within the bounds of the rule that holds for them."""
    pair = get_object_or_404(
        Coaching.objects.visible_to(request.user).active().with_people(), pk=pk
    )
    applied = applied_to(pair)
    rule = applied.rule if applied.rule and applied.rule.coaching_id == pair.pk else None
    return edit(request, own_proposal(pair, applied), done=request.path, rule=rule, applied=applied)


@require_POST
def end_own_rhythm(request: Request, pk: UUID) -> HttpResponse:
    """Go back to the rule that holds for more people."""
    pair = get_object_or_404(Coaching.objects.visible_to(request.user).active(), pk=pk)
    rule = get_object_or_404(CadenceRule.objects.open().with_targets(), coaching=pair)
    services.end_rule(rule, by=request.user, at=timezone.now())
    say(request, _("Your own rule has ended"))
    return see_other(request, reverse("own_rhythm", args=[pair.pk]))


def edit(request: Request, fixed: Proposal | None, *, done: str, **shown: object) -> HttpResponse:
    """Show a rule to be written with its preview; save it, or only look at the preview."""
    form = RuleForm(request.POST or None, fixed=fixed, today=timezone.localdate())
    proposal = fixed or usual_proposal(timezone.localdate())
    if request.method == "POST" and form.is_valid():
        proposal = form.proposal()
        if "preview" not in request.POST and (answer := save(request, form, done)):
            return answer
    context = {
        "form": form,
        "fixed": fixed,
        "preview": None if form.errors else preview(proposal, at=timezone.now()),
        **shown,
    }
    status = 422 if form.errors else 200
    return page(request, "dialogue/cadence_rule.html", context, fragment="preview", status=status)


def save(request: Request, form: RuleForm, done: str) -> HttpResponse | None:
    """Set the rule once; nothing when the service refuses it, which the form then shows."""

    def act() -> str:
        services.set_rule(form.proposal(), by=request.user, at=timezone.now())
        say(request, _("The cadence is saved"))
        return done

    try:
        address = once(request.user, form.cleaned_data["idempotency_key"], timezone.now(), act)
    except RuleError as refused:
        form.refuse(refused)
        return None
    return see_other(request, address)
