"""Settings: the templates that talks are prepared with."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from core.errors import RuleError
from core.forms import OnceForm
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.prompts import TemplateForm
from dialogue.library import Ready, ready_in
from dialogue.models import PromptTemplate
from dialogue.services import prompts
from dialogue.views.sheet import add_problems, once_key


@admins_only
@require_safe
def prompt_list(request: Request) -> HttpResponse:
    """The templates in use."""
    in_use = PromptTemplate.objects.of_organisation().in_use().with_prompts()
    ready = ready_in(get_language() or "").values()
    context = {"templates": in_use, "ready": ready, "once_key": once_key}
    return page(request, "dialogue/prompts.html", context, fragment="list")


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: Request) -> HttpResponse:
    """Add a template, perhaps beginning with one of the library (`?library=code`)."""
    ready = ready_in(get_language() or "").get(request.GET.get("library", ""))
    form = TemplateForm(request.POST or None, initial=initial_of(ready))

    def do() -> None:
        prompts.introduce(
            by=request.user,
            at=timezone.now(),
            name=form.cleaned_data["name"],
            questions=form.texts,
        )

    return write(request, form, None, do)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a template; talks that are planned keep what they were asked."""
    template = load(request, pk)
    form = TemplateForm(request.POST or None, initial=initial_of(template))

    def do() -> None:
        prompts.change(
            template,
            by=request.user,
            at=timezone.now(),
            name=form.cleaned_data["name"],
            questions=form.texts,
        )

    return write(request, form, template, do)


@admins_only
@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Offer a template no more."""
    template = load(request, pk)
    return act(request, lambda: prompts.retire(template, by=request.user, at=timezone.now()))


@admins_only
@require_POST
def make_usual(request: Request, pk: UUID) -> HttpResponse:
    """Let talks take this one when nobody chooses."""
    template = load(request, pk)
    return act(request, lambda: prompts.make_usual(template, by=request.user, at=timezone.now()))


def initial_of(source: Ready | PromptTemplate | None) -> dict[str, str]:
    """What a form begins with: the words of the library, or of the template itself."""
    if source is None:
        return {}
    if isinstance(source, Ready):
        return {"name": source.name, "questions": "\n".join(source.questions)}
    texts = source.prompts.order_by("position").values_list("text", flat=True)
    return {"name": source.name, "questions": "\n".join(texts)}


def load(request: Request, pk: UUID) -> PromptTemplate:
    """Load a template for an admin; whether it exists is told to nobody else."""
    return get_object_or_404(PromptTemplate.objects.of_organisation(), pk=pk)


def act(request: Request, do: Callable[[], object], *, back: str = "prompt_list") -> HttpResponse:
    """Do it once; a refusal has its own page (`core.middleware.RuleErrorMiddleware`)."""
    form = OnceForm(request.POST)
    form.is_valid()
    return see_other(request, send(request, form, do, back))


def write(
    request: Request,
    form: TemplateForm,
    template: PromptTemplate | None,
    do: Callable[[], object],
    *,
    back: str = "prompt_list",
    template_name: str = "dialogue/prompt_form.html",
) -> HttpResponse:
    """Show the form, or save what was sent; what was typed stays where it is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, send(request, form, do, back))
        except RuleError as error:
            add_problems(form, error)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "template": template}
    return page(request, template_name, context, status=status)


def send(request: Request, form: OnceForm, do: Callable[[], object], back: str) -> str:
    def run() -> str:
        do()
        say(request, _("Saved."))
        return reverse(back)

    return once(request.user, form.cleaned_data.get("idempotency_key"), timezone.now(), run)
