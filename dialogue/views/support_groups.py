"""Support groups: found one, ask to join, invite, say yes, leave."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import team_places
from accounts.models import Person, Team
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.support_groups import GroupForm, InviteForm
from dialogue.models import GroupQuestion
from dialogue.policies.support_groups import is_member
from dialogue.selectors.support_groups import capabilities_of, group_lines, group_page
from dialogue.services import support_groups as services

PER_PAGE = 50
OPTIONS = 20


def load(request: Request, pk: UUID) -> Team:
    """Return the group, as far as the reader may see it."""
    return get_object_or_404(Team.objects.visible_to(request.user).groups().with_size(), pk=pk)


@require_safe
def groups(request: Request) -> HttpResponse:
    """List every support group, one's own first."""
    found = Team.objects.visible_to(request.user).groups().with_size().own_first(request.user)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = group_lines(list(shown.object_list), request.user)
    return page(request, "dialogue/groups.html", {"page": shown, "lines": lines})


@require_safe
def group(request: Request, pk: UUID) -> HttpResponse:
    """Show a group, who is in it, and what waits for an answer."""
    return group_shown(request, load(request, pk))


def group_shown(
    request: Request, found: Team, *, form: InviteForm | None = None, sentence: str = ""
) -> HttpResponse:
    """Show the page of a group; a refused form or a sentence makes it a 422."""
    people = Person.objects.visible_to(request.user).here()
    members = people.in_team(found).with_home_team().by_name()
    words = request.POST.get("q", "")[:200]
    asked = form["person"].value() if form else None
    context = {
        "picture": group_page(found, request.user),
        "page": Paginator(members, PER_PAGE).get_page(request.GET.get("page")),
        "sections": team_places.sections(found, request.user),
        "form": form or InviteForm(),
        "chosen": people.filter(pk__in=[asked] if asked and not (form and form.errors) else []),
        "found": people.matching(words).by_name()[:OPTIONS] if words else [],
        "q": words,
        "sentence": sentence,
    }
    refused = sentence or (form is not None and form.errors)
    return page(request, "dialogue/group.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: Request) -> HttpResponse:
    """Found a group; anybody may."""

    def act(form: GroupForm) -> str:
        made = services.found(**form.words, by=request.user, at=timezone.now())
        say(request, _("%(name)s is founded. Ask others to join.") % {"name": made.name})
        return reverse("group", args=[made.pk])

    return form_page(request, GroupForm(request.POST or None), None, act)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Say anew what a group is called and around what it meets; its members may."""
    group = load(request, pk)
    if not is_member(request.user, group):
        raise PermissionDenied

    def act(form: GroupForm) -> str:
        services.edit(group, **form.words, by=request.user, at=timezone.now())
        return reverse("group", args=[pk])

    words = {"name": group.name, "purpose": group.about, "capabilities": capabilities_of(group)}
    return form_page(request, GroupForm(request.POST or None, initial=words), group, act)


def form_page(
    request: Request, form: GroupForm, group: Team | None, act: Callable[[GroupForm], str]
) -> HttpResponse:
    """Act once on a form that is right; show it again with what is to be corrected."""
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["idempotency_key"]
        try:
            return see_other(request, once(request.user, key, timezone.now(), lambda: act(form)))
        except RuleError as error:
            form.add_error(next(iter(error.fields), None), error.sentence)
    context = {"form": form, "group": group}
    status = 422 if form.errors else 200
    return page(request, "dialogue/group_form.html", context, status=status)


@require_POST
def join(request: Request, pk: UUID) -> HttpResponse:
    """Ask to join; invited before, one is in at once."""
    return answered(request, load(request, pk), services.ask, _("The group will see your wish."))


@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Belong to the group no longer."""
    group = load(request, pk)
    said = _("You have left %(team)s.") % {"team": group.name}
    return answered(request, group, services.leave, said)


def answered(
    request: Request, group: Team, act: Callable[..., GroupQuestion | None], said: str
) -> HttpResponse:
    """Act on a group as oneself, say so, and go back to its page."""
    try:
        question = act(group, by=request.user, at=timezone.now())
    except RuleError as error:
        return group_shown(request, group, sentence=error.sentence)
    is_in = act is services.ask and question is None
    say(request, _("You are in %(team)s now.") % {"team": group.name} if is_in else said)
    return see_other(request, reverse("group", args=[group.pk]))


@require_POST
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Ask somebody to join, as a member."""
    group = load(request, pk)
    form = InviteForm(request.POST)
    if "find" in request.POST:
        return group_shown(request, group, form=InviteForm(initial=request.POST.dict()))
    if form.is_valid():
        others = Person.objects.visible_to(request.user)
        person = get_object_or_404(others, pk=form.cleaned_data["person"])
        try:
            services.invite(group, person=person, by=request.user, at=timezone.now())
        except RuleError as error:
            form.add_error("person", error.sentence)
        else:
            say(request, _("%(name)s will see your question.") % {"name": person.name})
            return see_other(request, reverse("group", args=[pk]))
    return group_shown(request, group, form=form)


@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Say yes to somebody who would like to join, or to an invitation."""
    return settle(request, pk, services.accept)


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Decline or take back a question."""
    return settle(request, pk, services.close)


def settle(request: Request, pk: UUID, act: Callable[..., None]) -> HttpResponse:
    """Answer a question, and show the group with it."""
    questions = GroupQuestion.objects.visible_to(request.user).with_people()
    question = get_object_or_404(questions, pk=pk)
    try:
        act(question, by=request.user, at=timezone.now())
    except RuleError as error:
        return group_shown(request, load(request, question.group_id), sentence=error.sentence)
    return see_other(request, reverse("group", args=[question.group_id]))
