"""One piece of feedback, and what its two sides do with it."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from core import drafts
from core.errors import RuleError
from core.http import Request, page, see_other, wants_fragment
from core.idempotency import once
from core.toasts import say
from feedback import policies, readers, selectors, services, steps
from feedback.forms import ReplyForm, ShareForm, ThankForm
from feedback.forms.people import known_people
from feedback.forms.texts import refuse
from feedback.models import Feedback

FOUND = 20


def load(request: Request, pk: UUID) -> Feedback:
    """Return the piece, if this person may read it; else there is nothing here."""
    return get_object_or_404(Feedback.objects.visible_to(request.user).with_links(), pk=pk)


@require_safe
def piece(request: Request, pk: UUID) -> HttpResponse:
    """Show it; opened by one of its sides, what was new in it counts as read."""
    feedback = selectors.readable(pk, viewer=request.user)
    if feedback is None:
        raise Http404
    services.mark_read(feedback, by=request.user, at=timezone.now())
    return show(request, feedback)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take it back, with `?all=1` all copies; the words are a draft again."""
    feedback = load(request, pk)
    act = services.withdraw_all if "all" in request.GET else services.withdraw
    draft = act(feedback, by=request.user, at=timezone.now())
    say(request, _("Taken back. The words are a draft again."))
    return see_other(request, reverse("feedback_compose", args=[draft]))


@require_POST
def send_now(request: Request, pk: UUID) -> HttpResponse:
    """Send at once what was to go out later."""
    sent = services.send_now(load(request, pk), by=request.user, at=timezone.now())
    name = {"name": sent.recipient.called}
    if sent.held_until:
        say(request, _("Goes out to %(name)s with the weekly batch") % name)
    else:
        undo = reverse("feedback_withdraw", args=[sent.pk])
        say(request, _("Sent to %(name)s") % name, undo=undo, undo_label=_("Take back"))
    return see_other(request, sent.get_absolute_url())


@require_POST
def file(request: Request, pk: UUID) -> HttpResponse:
    """Put away what one received."""
    feedback = load(request, pk)
    services.file(feedback, by=request.user, at=timezone.now())
    say(request, _("Filed"), undo=reverse("feedback_unfile", args=[pk]))
    return see_other(request, reverse("feedback_inbox"))


@require_POST
def unfile(request: Request, pk: UUID) -> HttpResponse:
    """Take out again what one filed."""
    feedback = load(request, pk)
    services.unfile(feedback, by=request.user, at=timezone.now())
    say(request, _("Back among what you received"))
    return see_other(request, feedback.get_absolute_url())


@require_POST
def thank(request: Request, pk: UUID) -> HttpResponse:
    """Say thanks, and perhaps what one will try."""
    feedback, form = load(request, pk), ThankForm(request.POST)
    if not form.is_valid():
        return show(request, feedback, thank_form=form)
    try:
        services.thank(feedback, **form.cleaned_data, by=request.user, at=timezone.now())
    except RuleError as error:
        return show(request, feedback, thank_form=refused(form, error))
    return done(request, feedback, _("%(name)s will see it") % {"name": feedback.giver.called})


@require_POST
def reply(request: Request, pk: UUID) -> HttpResponse:
    """Write in the thread."""
    feedback, form, now = load(request, pk), ReplyForm(request.POST), timezone.now()
    if not form.is_valid():
        return show(request, feedback, reply_form=form)
    typed = form.cleaned_data

    def act() -> str:
        services.reply(feedback, text=typed["text"], by=request.user, at=now)
        return feedback.get_absolute_url()

    try:
        once(request.user, typed["idempotency_key"], now, act)
    except RuleError as error:
        return show(request, feedback, reply_form=refused(form, error))
    return done(request, feedback, _("Sent"))


@require_POST
def share(request: Request, pk: UUID) -> HttpResponse:
    """Let somebody else read what one received."""
    feedback, form = load(request, pk), ShareForm(request.POST)
    if "find" in request.POST or not form.is_valid():
        return show(request, feedback, share_form=form)
    people = form.cleaned_data["people"]
    try:
        services.share(feedback, people=people, by=request.user, at=timezone.now())
    except RuleError as error:
        return show(request, feedback, share_form=refused(form, error))
    names = ", ".join(person.called for person in people)
    return done(request, feedback, _("Shared with %(names)s") % {"names": names})


@require_POST
def unshare(request: Request, pk: UUID) -> HttpResponse:
    """Take back what one shared."""
    feedback, people = load(request, pk), known_people(request.POST.getlist("people"))
    services.unshare(feedback, people=people, by=request.user, at=timezone.now())
    return done(request, feedback, _("Not shared any more"))


@require_POST
def take_off_wall(request: Request, pk: UUID) -> HttpResponse:
    """Take praise off the wall."""
    feedback = load(request, pk)
    services.take_off_wall(feedback, by=request.user, at=timezone.now())
    return done(request, feedback, _("Taken off the wall"))


@require_POST
def put_back_on_wall(request: Request, pk: UUID) -> HttpResponse:
    """Put praise back on the wall."""
    feedback = load(request, pk)
    services.put_back_on_wall(feedback, by=request.user, at=timezone.now())
    return done(request, feedback, _("Back on the wall"))


def refused(form: Form, error: RuleError) -> Form:
    """Return the form with what the service refused beside its fields."""
    refuse(form, error)
    return form


def done(request: Request, feedback: Feedback, words: str) -> HttpResponse:
    """Say that it worked; htmx gets the piece as it is now."""
    say(request, words)
    if wants_fragment(request):
        return show(request, load(request, feedback.pk))
    return see_other(request, feedback.get_absolute_url())


def show(request: Request, feedback: Feedback, **forms: Form) -> HttpResponse:
    """Show the piece with all that this reader may see and do; 422 if a form needs another look."""
    person, shares = request.user, readers.standing_shares(feedback)
    context: dict[str, Any] = {
        "feedback": feedback,
        "own": policies.owns(person, feedback),
        "gave": feedback.giver_id == person.pk,
        "reading": readers.after(feedback, viewer=person, shares=shares),
        "part": wants_fragment(request),
        "about_talk": feedback.checkin and policies.is_side(person, feedback),
        "can_withdraw": can_still_withdraw(person, feedback),
        "releases": readers.releases_for(feedback, viewer=person),
        **forms,
    }
    if policies.can_read_thread(person, feedback):
        context |= thread(person, feedback, context)
    if context["own"]:
        context |= {"shares": shares, **sharing(request, feedback, context)}
        context["started_goals"] = selectors.started_from(feedback, viewer=person)
        context["steps"] = steps.sections(feedback, person)
    wrong = any(form.is_bound and form.errors for form in forms.values())
    status = 422 if wrong and "find" not in request.POST else 200
    return page(request, "feedback/piece.html", context, fragment="piece", status=status)


def can_still_withdraw(person: Person, feedback: Feedback) -> bool:
    """Tell whether the button is worth showing."""
    if feedback.withdrawn_at or not policies.can_withdraw(person, feedback):
        return False
    return timezone.now() <= feedback.withdraw_until


def thread(person: Person, feedback: Feedback, given: dict[str, Any]) -> dict[str, Any]:
    """Return what the two sides exchanged, and the forms to go on, with what was begun in them."""
    keys = {"thanks_key": f"thanks/{feedback.pk}", "reply_key": f"reply/{feedback.pk}"}
    begun = drafts.find_each(person, list(keys.values()))
    thanks = begun.get(keys["thanks_key"]) if given["own"] else None
    text = begun.get(keys["reply_key"])
    current = {"text": feedback.thanks, "will_try": feedback.will_try}
    thank_form = ThankForm(initial=thanks.fields if thanks else current)
    return {
        **keys,
        "thanks_draft": thanks,
        "reply_draft": text,
        "replies": selectors.replies_in(feedback, viewer=person),
        "thank_form": given.get("thank_form") or thank_form,
        "reply_form": given.get("reply_form") or ReplyForm(initial=text.fields if text else None),
        "other": feedback.recipient if given["gave"] else feedback.giver,
    }


def sharing(request: Request, feedback: Feedback, given: dict[str, Any]) -> dict[str, Any]:
    """Return whom the recipient may want to show it to; coaches may read it anyway."""
    reading = {person.pk for person in given["reading"].people}
    asks_coaches = feedback.readers != Feedback.Readers.COACHES
    coaches = readers.coaches_of(request.user) if asks_coaches else []
    form = given.get("share_form") or ShareForm()
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    others = Person.objects.here().exclude(pk__in=reading)
    return {
        "coaches": [one for one in coaches if one.pk not in reading],
        "share_form": form,
        "chosen": known_people(form["people"].value() or []),
        "q": q,
        "found": others.matching(q).by_name()[:FOUND] if q else [],
    }
