"""Form controls, written as Django's own templates write them.

A page may have twenty controls, and Django renders each with four templates, one of them for every
attribute. Written here they are the same, in a tenth of the time. What is seldom seen, such as the
choice of a file, is left to the templates.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from core.markup import NOTHING, format_html, format_html_join

Widget = Mapping[str, Any]


class Controls(TemplatesSetting):
    """Writes the usual controls itself."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the control that one of Django's templates stands for."""
        if write := WRITTEN.get(template_name):
            return write(context["widget"])
        return super().render(template_name, context, request)


def line(widget: Widget) -> SafeString:
    """Return an `input` of any type."""
    value = widget["value"]
    said = NOTHING if value is None else format_html(' value="{}"', value)
    own = attributes(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], said, own)


def paper(widget: Widget) -> SafeString:
    """Return a `textarea`."""
    name, own, value = widget["name"], attributes(widget["attrs"]), widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', name, own, value)


def choice(widget: Widget) -> SafeString:
    """Return an `input` of several, in its label where it has one of its own."""
    if not widget.get("wrap_label"):
        return line(widget)
    mark = widget["attrs"].get("id")
    leads = format_html(' for="{}"', mark) if mark else NOTHING
    return format_html("<label{}>{} {}</label>", leads, line(widget), widget["label"])


def menu(widget: Widget) -> SafeString:
    """Return a `select` with its groups."""
    groups = format_html_join("", "{}", ([group(*one[:2])] for one in widget["optgroups"]))
    own = attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], own, groups)


def group(title: str | None, options: list[Widget]) -> SafeString:
    told = format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>',
        ((one["value"], attributes(one["attrs"]), one["label"]) for one in options),
    )
    if not title:
        return told
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', title, told)


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Return attributes; True stands for one without a value, False for none."""
    shown = ((name, value) for name, value in attrs.items() if value is not False)
    return format_html_join(
        "",
        "{}",
        (
            [format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)]
            for name, value in shown
        ),
    )


LINES = ("text", "number", "email", "password", "hidden", "date", "time", "checkbox")
WRITTEN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{one}.html": line for one in LINES},
    "django/forms/widgets/textarea.html": paper,
    "django/forms/widgets/select.html": menu,
    "django/forms/widgets/radio_option.html": choice,
    "django/forms/widgets/checkbox_option.html": choice,
}
