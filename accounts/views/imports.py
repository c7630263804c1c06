"""A list of people on its way in: uploaded, mapped, looked at, applied."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import admins_only
from accounts.imports.plan import Plan
from accounts.imports.rows import read_people
from accounts.models import PeopleImport
from accounts.services import uploads
from accounts.services.imports import plan_import
from accounts.settings_forms import ApplyForm, MappingForm, UploadForm
from core import toasts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once

PER_PAGE = 50


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request: Request) -> HttpResponse:
    """Take a file, or offer to go on with the one that is here already."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return see_other(request, _begin(request, form))
        except RuleError as error:
            form.add_error("file", error.sentence)
    under_way = PeopleImport.objects.visible_to(request.user).current(timezone.now()).first()
    context = {"form": form, "under_way": under_way}
    status = 422 if form.is_bound else 200
    return page(request, "accounts/settings/import.html", context, status=status)


def _begin(request: Request, form: UploadForm) -> str:
    file = form.cleaned_data["file"]
    upload = uploads.begin(file.read(), file_name=file.name, by=request.user, at=timezone.now())
    return reverse("import_preview", args=[upload.pk])


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: Request, pk: UUID) -> HttpResponse:
    """Show the columns and what an import would do; take another choice of columns."""
    upload = _upload(request, pk)
    _table, columns = uploads.open_upload(upload)
    form = MappingForm(request.POST or None, columns=columns)
    if form.is_valid():
        try:
            uploads.choose(upload, choices=form.pairs(), by=request.user, at=timezone.now())
        except RuleError as error:
            form.add_error(None, error.sentence)
        else:
            return see_other(request, request.path)
    return _preview(request, upload, form, status=422 if form.is_bound else 200)


def _upload(request: Request, pk: UUID) -> PeopleImport:
    found = PeopleImport.objects.visible_to(request.user).current(timezone.now())
    return get_object_or_404(found, pk=pk)


def _preview(
    request: Request,
    upload: PeopleImport,
    form: MappingForm | None = None,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    table, columns = uploads.open_upload(upload)
    context: dict[str, Any] = {
        "upload": upload,
        "table": table,
        "columns": columns,
        "form": form or MappingForm(columns=columns),
        "missing": columns.missing(),
        "refusal": refusal,
    }
    if not columns.missing():
        people = read_people(table, columns)
        plan = plan_import(people, by=request.user, at=timezone.now())
        context |= {"plan": plan, "apply_form": ApplyForm(), **_part(request, plan)}
    return page(request, "accounts/settings/import_preview.html", context, status=status)


def _part(request: Request, plan: Plan) -> dict[str, Any]:
    """Return the names and sizes of all parts of the plan, and a page of the one asked for."""
    parts = {
        "broken": (_("Broken rows"), plan.broken),
        "new": (_("New"), plan.new),
        "changed": (_("Changed"), plan.changed),
        "left": (_("Left"), plan.leaving),
        "unchanged": (_("Unchanged"), plan.unchanged),
        "teams": (_("New teams"), plan.teams),
        "suggested": (_("Coaches suggested"), plan.suggestions),
        "noted": (_("Noted"), plan.notes),
    }
    filled = [(key, name, len(rows)) for key, (name, rows) in parts.items() if rows]
    keys = [key for key, _name, _size in filled] or ["new"]
    asked = request.GET.get("show", "")
    shown = asked if asked in keys else keys[0]
    rows: Sequence[Any] = parts[shown][1]
    shown_page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {"parts": filled, "show": shown, "page": shown_page}


@admins_only
@require_POST
def import_apply(request: Request, pk: UUID) -> HttpResponse:
    """Apply the list as a whole; sent twice it is applied once."""
    form = ApplyForm(request.POST)
    form.is_valid()
    key = form.cleaned_data.get("idempotency_key")
    skip = form.cleaned_data.get("skip_broken", False)
    try:
        url = once(request.user, key, timezone.now(), lambda: _apply(request, pk, skip=skip))
    except RuleError as error:
        return _preview(request, _upload(request, pk), status=422, refusal=error.sentence)
    return see_other(request, url)


def _apply(request: Request, pk: UUID, *, skip: bool) -> str:
    """Return where it led to."""
    upload = _upload(request, pk)
    plan = uploads.apply_upload(upload, by=request.user, at=timezone.now(), skip_broken=skip)
    toasts.say(request, _("Imported: %(numbers)s") % {"numbers": plan.summary()})
    return reverse("settings_people")


@admins_only
@require_POST
def import_drop(request: Request, pk: UUID) -> HttpResponse:
    """Forget the file."""
    uploads.drop(_upload(request, pk), by=request.user, at=timezone.now())
    toasts.say(request, _("The file is forgotten. Nothing was imported."))
    return see_other(request, reverse("import_people"))
