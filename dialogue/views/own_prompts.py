"""Prompts of one's own, and the library that everybody can take from."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import Request, page
from dialogue.forms.prompts import TemplateForm
from dialogue.library import ready_in
from dialogue.models import PromptTemplate
from dialogue.services import prompts
from dialogue.views.prompts import act, initial_of, write
from dialogue.views.sheet import once_key

LIST, FORM = "own_prompts", "dialogue/own_prompt_form.html"


@require_safe
def own_prompts(request: Request) -> HttpResponse:
    """One's own sets, and the library."""
    mine = PromptTemplate.objects.own_of(request.user).in_use().with_prompts()
    ready = ready_in(get_language() or "").values()
    context = {"templates": mine, "ready": ready, "once_key": once_key}
    return page(request, "dialogue/own_prompts.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: Request) -> HttpResponse:
    """Add a set of one's own, perhaps beginning with one of the library (`?library=code`)."""
    ready = ready_in(get_language() or "").get(request.GET.get("library", ""))
    form = TemplateForm(request.POST or None, initial=initial_of(ready))

    def do() -> None:
        given = form.cleaned_data
        prompts.introduce_own(
            by=request.user, at=timezone.now(), name=given["name"], questions=form.texts
        )

    return write(request, form, None, do, back=LIST, template_name=FORM)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a set of one's own; talks that are planned keep what they were asked."""
    template = load(request, pk)
    form = TemplateForm(request.POST or None, initial=initial_of(template))

    def do() -> None:
        given = form.cleaned_data
        prompts.change(
            template, by=request.user, at=timezone.now(), name=given["name"], questions=form.texts
        )

    return write(request, form, template, do, back=LIST, template_name=FORM)


@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Offer oneself a set no more."""
    template = load(request, pk)

    def do() -> None:
        prompts.retire(template, by=request.user, at=timezone.now())

    return act(request, do, back=LIST)


def load(request: Request, pk: UUID) -> PromptTemplate:
    """Load a set of one's own; those of others do not exist."""
    return get_object_or_404(PromptTemplate.objects.own_of(request.user), pk=pk)
