"""The parts of the interface that templates ask for by name."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField, Form, widgets
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import days, toasts
from core.initials import hue, initials
from core.markup import NOTHING, format_html, format_html_join

register = template.Library()

# Django names the control by these widgets; everything else is a line of text.
CHOICES = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)
THEMES = {"light", "dark"}
LEADING_WORDS = re.compile(r"(/[a-z-]*)*/")


# What depends on nothing but the files of this release is written once in a process.


@register.simple_tag
@cache
def head() -> SafeString:
    """Return what stands in the head of every page: character set, icon, fonts and styles."""
    return render_to_string("core/head.html")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, more: str = "") -> SafeString:
    """Return the drawing `i-NAME` of the sprite, as decoration. `more` adds classes."""
    classes = f"i {more}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=128)
def script(name: str) -> SafeString:
    """Return the tag that loads `static/js/NAME.js` without holding up the page."""
    return format_html('<script src="{}" defer></script>', static(f"js/{name}.js"))


@register.simple_tag
@cache
def htmx() -> SafeString:
    """Return the tag that loads htmx without holding up the page."""
    return format_html('<script src="{}" defer></script>', static("vendor/htmx-2.0.11/htmx.min.js"))


# People


@register.simple_tag
def avatar(someone: Any, size: str = "") -> SafeString:
    """Return the initials of a person as decoration; the name stands beside it."""
    return format_html(
        '<span class="av{}" data-h="{}" aria-hidden="true">{}</span>',
        f" av--{size}" if size else "",
        hue(_of(someone, "id")),
        initials(_of(someone, "name")),
    )


@register.simple_tag
def avatars(people: Iterable[Any], more: int = 0) -> SafeString:
    """Show a few people as a group whose label names them; `more` counts the rest."""
    shown = list(people)
    names = ", ".join(_of(one, "name") for one in shown)
    rest = ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}
    return format_html(
        '<span class="avs" role="img" aria-label="{}">{}{}</span>',
        f"{names} {rest}" if more else names,
        format_html_join("", "{}", ((avatar(one, "s"),) for one in shown)),
        format_html('<span class="more">+{}</span>', more) if more else "",
    )


@register.inclusion_tag("core/person.html")
def person(someone: Any, note: str = "", href: str = "") -> dict[str, Any]:
    """Show a person: initials, name, and a note such as the team in a second line."""
    return {"someone": someone, "name": _of(someone, "name"), "note": note, "href": href}


@register.simple_tag
def kind(name: str) -> SafeString:
    """Show what a piece of feedback is, praise or improvement: icon and word."""
    sign, drawing, word = (
        ("sun", "sun", _("Praise")) if name == "praise" else ("sprout", "sprout", _("Improvement"))
    )
    return format_html('<span class="tag tag--{}">{}{}</span>', sign, icon(drawing), word)


def _of(someone: Any, attribute: str) -> str:
    value = someone[attribute] if isinstance(someone, dict) else getattr(someone, attribute)
    return str(value)


# Days


@register.filter
def day(value: date | None) -> str:
    """Within a sentence: "today", "on Tuesday", "on 3 November"."""
    return days.within_sentence(value, today=timezone.localdate()) if value else ""


@register.filter
def day_alone(value: date | None) -> str:
    """Alone or at the beginning: "Today", "Tuesday", "3 November"."""
    return days.alone(value, today=timezone.localdate()) if value else ""


@register.filter
def full_day(value: date | None) -> str:
    """The whole day: "Friday 13 November"."""
    return days.in_full(value, today=timezone.localdate()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """The time with 24 hours: "14:30"."""
    return days.clock(value) if value else ""


@register.filter
def full_moment(value: datetime | None) -> str:
    """Day and time, for those who take part themselves: "Friday 13 November, 14:30"."""
    if not value:
        return ""
    return _("%(day)s, %(time)s") % {"day": full_day(value), "time": clock(value)}


@register.filter
def iso_day(value: date | None) -> str:
    """The day for `<time datetime>`: "2026-11-13"."""
    return days.local_day(value).isoformat() if value else ""


# Where one is


@register.simple_tag(takes_context=True)
def here(context: Context, path: str) -> SafeString:
    """Mark a link of a navigation when it leads to this page, or to one above it."""
    current = getattr(context.get("request"), "path", "")
    if current == path:
        return format_html(' aria-current="{}"', "page")
    if path != "/" and current.startswith(path) and not current.startswith("/feedback/give/"):
        return format_html(' aria-current="{}"', "true")
    return NOTHING


@register.simple_tag(takes_context=True)
def place(context: Context) -> str:
    """Return what of this page's path marks the links of the navigation: all before an id."""
    path = getattr(context.get("request"), "path", "")
    words = LEADING_WORDS.match(path)
    named = words[0] if words else ""
    return named if named == path else f"{named}…"


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changes: Any) -> str:
    """Return the query string of this page with some values changed, or removed by None."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """Return `data-theme` when the person chose light or dark; else the system decides."""
    chosen = getattr(context.get("request"), "COOKIES", {}).get("theme", "")
    return format_html(' data-theme="{}"', chosen) if chosen in THEMES else NOTHING


@register.inclusion_tag("core/toasts.html", takes_context=True, name="toasts")
def show_toasts(context: Context, oob: bool = False) -> dict[str, Any]:
    """Show what has just worked. With `oob` a fragment carries it to its place."""
    request = context.get("request")
    return {
        "toasts": toasts.waiting(request) if request else [],
        "oob": oob,
        "csrf_token": context.get("csrf_token", ""),
    }


# Forms


@register.inclusion_tag("core/field.html")
def field(
    bound: BoundField,
    lines: int = 3,
    width: str = "",
    voice: bool = False,
    switch: bool = False,
) -> dict[str, Any]:
    """Show a form field: label, hint, control, and what is to be corrected.

    `lines` is the height of ruled paper, `width` one of num, time, auto; `voice` sets the
    label as a prompt, `switch` a tick box as a switch.
    """
    widget = bound.field.widget
    return {
        "bound": bound,
        "shape": _shape(widget),
        "control": "" if isinstance(widget, CHOICES) else _control(bound, lines, width),
        "voice": voice,
        "switch": switch,
        "hint_id": f"{bound.auto_id}_helptext",
        "mistake_id": f"{bound.auto_id}_error",
        "describedby": bound.aria_describedby,
        "is_first_mistake": _is_first_mistake(bound),
    }


def _shape(widget: widgets.Widget) -> str:
    if isinstance(widget, CHOICES):
        return "choices"
    return "check" if isinstance(widget, widgets.CheckboxInput) else "line"


def _control(bound: BoundField, lines: int, width: str) -> SafeString:
    widget = bound.field.widget
    attrs: dict[str, Any] = {"class": _classes(widget, lines, width)}
    if isinstance(widget, widgets.Textarea):
        attrs["rows"] = lines
    if _is_first_mistake(bound):
        attrs["autofocus"] = True
    return bound.as_widget(attrs=attrs)


def _classes(widget: widgets.Widget, lines: int, width: str) -> str:
    own = widget.attrs.get("class", "")
    if isinstance(widget, widgets.CheckboxInput):
        return str(own)
    if isinstance(widget, widgets.Textarea):
        return f"ruled ruled--{lines} {own}".strip()
    size = f"input--{width}" if width else ""
    return " ".join(part for part in ("input", size, own) if part)


def _is_first_mistake(bound: BoundField) -> bool:
    named = (name for name in bound.form.errors if name in bound.form.fields)
    return next(named, None) == bound.name


@register.simple_tag
def options(pairs: Iterable[tuple[Any, str]], chosen: Any = None) -> SafeString:
    """Return the choices of a long `select`, of value and label; a loop of the template is slow."""
    marks = {str(chosen): " selected"}
    named = ((str(value), label) for value, label in pairs)
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, marks.get(value, ""), label) for value, label in named),
    )


@register.simple_tag
def problems(form: Form) -> SafeString:
    """Show what is wrong with a form as a whole, or with a field nobody can see."""
    if not form.errors:
        return NOTHING
    hidden = [mistake for bound in form.hidden_fields() for mistake in bound.errors]
    return render_to_string("core/problems.html", {"mistakes": [*form.non_field_errors(), *hidden]})


@register.inclusion_tag("core/corrections.html")
def corrections(form: Form) -> dict[str, Any]:
    """Say beside the button which fields are to be corrected, with a link to each."""
    wrong = [bound for bound in form.visible_fields() if bound.errors]
    links = format_html_join(
        ", ", '<a href="#{}">{}</a>', ((b.id_for_label or b.auto_id, b.label) for b in wrong)
    )
    return {"count": len(wrong), "links": links}


# Drafts


@register.simple_block_tag
def draft(content: str, key: str, version: int, action: str = "", saved: str = "") -> SafeString:
    """Save the form inside by itself while somebody writes; `key` names the draft.

    `saved` says that it was, with "{time}" in it, where that is more than a draft.
    """
    shown = {
        "saved": saved,
        "content": content,
        "key": key,
        "version": version,
        "action": action or f"/drafts/{key}/",
    }
    return render_to_string("core/draft.html", shown)


@register.inclusion_tag("core/draft_status.html")
def draft_status(saved_at: datetime | None = None) -> dict[str, Any]:
    """Show when the draft was saved last; the page's script keeps it true."""
    return {"saved_at": saved_at}
