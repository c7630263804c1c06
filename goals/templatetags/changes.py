"""What happened to a goal in words, and the two sides of a difference."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.markup import format_html, format_html_join
from goals.selectors.differences import Side
from goals.selectors.history import Row
from goals.templatetags.figures import figure

register = template.Library()

HAPPENED = {
    "proposed": gettext_lazy("{name} proposed this goal"),
    "changed": gettext_lazy("{name} changed this goal"),
    "change_proposed": gettext_lazy("{name} proposed a change"),
    "accepted": gettext_lazy("{name} accepted the change that {about} proposed"),
    "declined": gettext_lazy("{name} declined the change that {about} proposed"),
    "withdrawn": gettext_lazy("{name} took a proposal back"),
    "yes": gettext_lazy("{name} said yes to owning it"),
    "agreed": gettext_lazy("{name} said yes to owning it. With this it is agreed"),
    "no": gettext_lazy("{name} said no to owning it"),
    "joined": pgettext_lazy("history of a goal", "{name} joined"),
    "left": pgettext_lazy("history of a goal", "{name} left this goal"),
    "number_added": gettext_lazy("{name} added the number {about}"),
    "number_retired": gettext_lazy("{name} retired the number {about}"),
    "measured": gettext_lazy("{name} noted {value} for {about}"),
    "measured_wrong": gettext_lazy("{name} noted {value} for {about}, corrected later"),
    "forecast_raised": gettext_lazy(
        "{name} raised the forecast for {about} from {before} to {value}"
    ),
    "forecast_lowered": gettext_lazy(
        "{name} lowered the forecast for {about} from {before} to {value}"
    ),
    "forecast_set": gettext_lazy("{name} expects {value} for {about}"),
    "forecast_dropped": gettext_lazy("{name} took the forecast of {before} for {about} back"),
    "ambition_raised": gettext_lazy(
        "{name} raised the ambition for {about} from {before} to {value}"
    ),
    "ambition_lowered": gettext_lazy(
        "{name} lowered the ambition for {about} from {before} to {value}"
    ),
    "ambition_set": gettext_lazy("{name} set the ambition for {about} to {value}"),
    "ambition_dropped": gettext_lazy("{name} took the ambition of {before} for {about} back"),
    "stands_by": gettext_lazy("{name} stands by the forecast of {value} for {about}"),
    "number_said": gettext_lazy("{name} wrote about {about}"),
    "achieved": gettext_lazy("{name} marked this goal as achieved"),
    "let_go": gettext_lazy("{name} let this goal go"),
}


@register.simple_tag
def happened(row: Row) -> SafeString:
    """Say in a sentence what happened."""
    return format_html(
        str(HAPPENED[row.what]),
        name=format_html("<b>{}</b>", row.who),
        about=row.about,
        value=measured(row.value, row.unit),
        before=figure(row.before) if row.value is not None else measured(row.before, row.unit),
    )


def measured(value: Decimal | None, unit: str) -> str:
    """Say a number with its unit: once in a sentence, behind the last figure."""
    said = figure(value)
    return _("%(figure)s %(unit)s") % {"figure": said, "unit": unit} if unit else said


@register.simple_tag
def removed(side: Side) -> SafeString:
    """Show the old side: what the new one does not have is struck out, and read out as such."""
    return shown(side, '<del><span class="hide-text">{0}: </span>{1}</del>', _("taken out"))


@register.simple_tag
def added(side: Side) -> SafeString:
    """Show the new side: what the old one did not have is underlined, and read out as such."""
    return shown(side, '<ins><span class="hide-text">{0}: </span>{1}</ins>', _("put in"))


def shown(side: Side, mark: str, word: str) -> SafeString:
    """Join the pieces of a side, a list as lines."""
    parts = [
        (format_html(mark, word, one.text) if one.is_marked else one.text,) for one in side.pieces
    ]
    if side.is_list:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", parts))
    return format_html('<p class="kept-lines">{}</p>', format_html_join("", "{}", parts))
