"""Settings: the values, in the order in which everybody reads them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import EditValueForm, ValueForm, sent
from goals.models import Value
from goals.services import values


@admins_only
@require_safe
def index(request: Request) -> HttpResponse:
    """List the values, and those retired below them."""
    visible = Value.objects.visible_to(request.user)
    context = {
        "values": list(visible.current().in_order()),
        "retired": list(visible.retired().in_order().select_related("retired_by")),
    }
    return page(request, "goals/values.html", context)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a value."""
    form, at = ValueForm(request.POST if request.method == "POST" else None), timezone.now()

    def act() -> str:
        words = form.cleaned_data
        values.add(name=words["name"], sentence=words["sentence"], by=request.user, at=at)
        return reverse("values")

    return written(request, form, act, {})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Word a value anew; when somebody else did in between, both wordings are shown."""
    value, at = load(request, pk), timezone.now()
    words = {"name": value.name, "sentence": value.sentence, "version": value.version}
    form = EditValueForm(request.POST if request.method == "POST" else None, initial=words)

    def act() -> str:
        given = form.cleaned_data
        values.edit(
            value,
            name=given["name"],
            sentence=given["sentence"],
            version=given["version"],
            by=request.user,
            at=at,
        )
        return reverse("values")

    return written(request, form, act, {"value": value})


def written(request: Request, form: ValueForm, act: Any, context: dict[str, Any]) -> HttpResponse:
    """Save what was sent, or show the form with what was typed."""
    if url := sent(form, by=request.user, at=timezone.now(), act=act):
        say(request, _("Saved"))
        return see_other(request, url)
    value = context.get("value")
    if form.is_bound and value and form["version"].value() != str(value.version):
        context["is_stale"] = True
        form.data = {**form.data, "version": str(value.version)}  # both are shown now
    context["form"] = form
    return page(request, "goals/value.html", context, status=422 if form.is_bound else 200)


@admins_only
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """Put a value one place up or down."""
    value = load(request, pk)
    ids = list(Value.objects.current().in_order().values_list("pk", flat=True))
    place = ids.index(value.pk) + 1 if value.pk in ids else 1
    step = -1 if request.POST.get("to") == "up" else 1
    values.move(value, to=place + step, by=request.user, at=timezone.now())
    return see_other(request, reverse("values"))


@admins_only
@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Let a value count no more; what names it keeps it."""
    values.retire(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Retired"))
    return see_other(request, reverse("values"))


@admins_only
@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    """Let a retired value count again."""
    values.bring_back(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Saved"))
    return see_other(request, reverse("values"))


def load(request: Request, pk: UUID) -> Value:
    return get_object_or_404(Value.objects.visible_to(request.user), pk=pk)
