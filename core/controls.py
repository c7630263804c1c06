"""Form controls, written as Django's own templates write them.

A page may have twenty controls, and Django renders each with four templates, one of them for every
attribute. Written here they are the same, in a tenth of the time. What is seldom seen, such as the
choice of a file, is left to the templates.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


class Controls(TemplatesSetting):
    """Writes the usual controls itself."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        """Return the control that one of Django's templates stands for."""
        if write := WRITTEN.get(template_name):
            return SafeString(write(context["widget"]))
        return SafeString(super().render(template_name, context, request))


def line(widget: Widget) -> str:
    """Return an `input` of any type."""
    value = widget["value"]
    said = "" if value is None else f' value="{conditional_escape(value)}"'
    name, own = conditional_escape(widget["name"]), attributes(widget["attrs"])
    return f'<input type="{widget["type"]}" name="{name}"{said}{own}>'


def paper(widget: Widget) -> str:
    """Return a `textarea`."""
    name, own = conditional_escape(widget["name"]), attributes(widget["attrs"])
    value = conditional_escape(widget["value"] or "")
    return f'<textarea name="{name}"{own}>\n{value}</textarea>'


def choice(widget: Widget) -> str:
    """Return an `input` of several, in its label where it has one of its own."""
    if not widget.get("wrap_label"):
        return line(widget)
    mark = widget["attrs"].get("id")
    leads = f' for="{conditional_escape(mark)}"' if mark else ""
    return f"<label{leads}>{line(widget)} {conditional_escape(widget['label'])}</label>"


def menu(widget: Widget) -> str:
    """Return a `select` with its groups."""
    name, own = conditional_escape(widget["name"]), attributes(widget["attrs"])
    groups = "".join(group(title, options) for title, options, _index in widget["optgroups"])
    return f'<select name="{name}"{own}>{groups}\n</select>'


def group(title: str | None, options: list[Widget]) -> str:
    told = "".join(f"\n  {option(one)}" for one in options)
    if not title:
        return told
    return f'\n  <optgroup label="{conditional_escape(title)}">{told}\n  </optgroup>'


def option(widget: Widget) -> str:
    value, label = conditional_escape(widget["value"]), conditional_escape(widget["label"])
    return f'<option value="{value}"{attributes(widget["attrs"])}>{label}</option>'


def attributes(attrs: Mapping[str, Any]) -> str:
    """Return attributes; True stands for one without a value, False for none."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


LINES = ("text", "number", "email", "password", "hidden", "date", "time", "checkbox")
WRITTEN: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{one}.html": line for one in LINES},
    "django/forms/widgets/textarea.html": paper,
    "django/forms/widgets/select.html": menu,
    "django/forms/widgets/radio_option.html": choice,
    "django/forms/widgets/checkbox_option.html": choice,
}
