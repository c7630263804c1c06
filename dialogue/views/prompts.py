"""Settings: the templates that talks are prepared with."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import admins_only
from core.errors import RuleError
from core.forms import OnceForm
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.prompts import TemplateForm
from dialogue.models import PromptTemplate
from dialogue.services import prompts
from dialogue.views.sheet import add_problems, once_key


@admins_only
@require_GET
def prompt_list(request: Request) -> HttpResponse:
    """The templates in use."""
    context = {"templates": PromptTemplate.objects.in_use().with_prompts(), "once_key": once_key}
    return page(request, "dialogue/prompts.html", context, fragment="list")


@admins_only
@require_http_methods(["GET", "POST"])
def introduce(request: Request) -> HttpResponse:
    """Add a template."""
    form = TemplateForm(request.POST or None)

    def do() -> None:
        prompts.introduce(
            by=request.user,
            at=timezone.now(),
            name=form.cleaned_data["name"],
            questions=form.texts,
        )

    return write(request, form, None, do)


@admins_only
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a template; talks that are planned keep what they were asked."""
    template = load(request, pk)
    questions = "\n".join(prompt.text for prompt in template.prompts.order_by("position"))
    form = TemplateForm(
        request.POST or None, initial={"name": template.name, "questions": questions}
    )

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


def load(request: Request, pk: UUID) -> PromptTemplate:
    """Load a template for an admin; whether it exists is told to nobody else."""
    return get_object_or_404(PromptTemplate.objects.visible_to(request.user), pk=pk)


def act(request: Request, do: Callable[[], object]) -> HttpResponse:
    """Do it once; a refusal has its own page (`core.middleware.RuleErrorMiddleware`)."""
    form = OnceForm(request.POST)
    form.is_valid()
    return see_other(request, send(request, form, do))


def write(
    request: Request,
    form: TemplateForm,
    template: PromptTemplate | None,
    do: Callable[[], object],
) -> HttpResponse:
    """Show the form, or save what was sent; what was typed stays where it is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, send(request, form, do))
        except RuleError as error:
            add_problems(form, error)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "template": template}
    return page(request, "dialogue/prompt_form.html", context, status=status)


def send(request: Request, form: OnceForm, do: Callable[[], object]) -> str:
    def run() -> str:
        do()
        say(request, _("Saved."))
        return reverse("prompt_list")

    return once(request.user, form.cleaned_data.get("idempotency_key"), timezone.now(), run)
