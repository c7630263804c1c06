"""The principles on one page, the five-minute course, and the settings behind both."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from core import drafts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.toasts import say
from feedback import learning
from feedback.forms.learning import ConditionForm, PrinciplesForm, RewritingForm
from feedback.forms.texts import refuse
from feedback.models import CourseCondition
from feedback.selectors import learning as lessons
from feedback.selectors.guide import hints_on_piece
from feedback.services import learning as services


@require_safe
def learn(request: Request) -> HttpResponse:
    """Show the principles, and how far one is in the course."""
    context = {
        "wording": lessons.wording(request.user),
        "progress": lessons.progress(request.user),
    }
    return page(request, "feedback/learn.html", context)


@require_safe
def course(request: Request) -> HttpResponse:
    """Go on where one left off."""
    return redirect("lesson", lessons.progress(request.user).current.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: Request, slug: str) -> HttpResponse:
    """Show one lesson, and say something about the answer."""
    found = next((one for one in learning.course() if one.slug == slug), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        if not lessons.progress(request.user).opens(found):
            return redirect("course")
        return show(request, found)
    if isinstance(found, learning.Rewriting):
        return answer_in_words(request, found)
    return answer_by_choice(request, found)


def answer_by_choice(request: Request, found: learning.Choice) -> HttpResponse:
    """Say why the version chosen is the better one, or is not."""
    typed = request.POST.get("option", "")
    option = int(typed) if typed in {"0", "1"} else None
    try:
        services.choose(found, option, by=request.user, at=timezone.now())
    except RuleError as error:
        return show(request, found, status=422, mistake=error.sentence)
    return show(request, found, chosen=option)


def answer_in_words(request: Request, found: learning.Rewriting) -> HttpResponse:
    """Show the hints about one's own version beside an example."""
    form = RewritingForm(request.POST)
    text = form["text"].value() or ""
    try:
        services.rewrite(found, text, by=request.user, at=timezone.now())
    except RuleError as error:
        form.is_valid()
        refuse(form, error)
        return show(request, found, status=422, form=form)
    hints = hints_on_piece({"behaviour": text}, by=request.user)
    return show(request, found, form=form, written=text, hints=hints)


def show(request: Request, found: learning.Lesson, status: int = 200, **more: Any) -> HttpResponse:
    """Show a lesson with what was answered."""
    progress = lessons.progress(request.user)
    if isinstance(found, learning.Rewriting):
        kept = drafts.find(request.user, services.REWRITING)
        more = {"form": RewritingForm(initial=kept.fields if kept else None), "draft": kept, **more}
    context = {
        "lesson": found,
        "progress": progress,
        "number": progress.number_of(found),
        "next": progress.after(found),
        "key": services.REWRITING,
        **more,
    }
    return page(request, "feedback/lesson.html", context, status=status)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def learning_settings(request: Request) -> HttpResponse:
    """Say whether the course is a condition, and choose a language to edit."""
    if request.method == "POST":
        form = ConditionForm(request.POST)
        is_required = form.is_valid() and form.cleaned_data["is_required"]
        services.require_course(is_required, by=request.user, at=timezone.now())
        say(request, _("Saved"))
        return see_other(request, request.path)
    condition = ConditionForm(initial={"is_required": CourseCondition.objects.in_force()})
    wordings = [(get_language_info(code), code) for code in learning.LANGUAGES]
    context = {"form": condition, "wordings": wordings}
    return page(request, "feedback/learning_settings.html", context)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def principles_state(request: Request, language: str) -> HttpResponse:
    """Word the principles of one language."""
    if language not in learning.LANGUAGES:
        raise Http404
    standing = lessons.wording(request.user, language)
    if request.method != "POST":
        form = PrinciplesForm(initial={"text": standing.text, "version": standing.version})
        return show_principles(request, standing, form)
    form = PrinciplesForm(request.POST)
    if form.is_valid():
        try:
            services.state_principles(
                **form.cleaned_data, language=language, by=request.user, at=timezone.now()
            )
        except RuleError as error:
            refuse(form, error)
    if form.errors:
        now = lessons.wording(request.user, language)
        return show_principles(request, now, form, status=422)
    say(request, _("Saved. Everybody reads it like this from now on."))
    return see_other(request, reverse("learn"))


def show_principles(
    request: Request, standing: lessons.Wording, form: PrinciplesForm, status: int = 200
) -> HttpResponse:
    """Show the form; when somebody else saved in between, their text beside it."""
    is_stale = form.is_bound and str(form["version"].value()) != str(standing.version)
    context = {
        "form": form,
        "standing": standing,
        "is_stale": is_stale,
        "info": get_language_info(standing.language),
        "original": learning.principles(standing.language),
    }
    return page(request, "feedback/principles.html", context, status=status)


@admins_only
@require_POST
def principles_restore(request: Request, language: str) -> HttpResponse:
    """Put back the wording that comes with the app."""
    if language not in learning.LANGUAGES:
        raise Http404
    text = learning.principles(language)
    services.state_principles(
        text, language=language, version=None, by=request.user, at=timezone.now()
    )
    say(request, _("These are the principles that come with the app."))
    return see_other(request, reverse("learn"))
