"""What changed between two wordings, marked in the text."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.differences import NEW, OUT, difference
from core.markup import format_html, format_html_join

register = template.Library()


@register.simple_tag(name="difference")
def marked(before: str, after: str) -> SafeString:
    """Return the new wording with what went and what came marked, for eyes and ears."""
    words = {OUT: ("del", _("taken out:")), NEW: ("ins", _("new:"))}
    parts = []
    for one in difference(before, after):
        tag, said = words.get(one.kind, ("span", ""))
        hint = format_html('<span class="hide-text">{} </span>', said) if said else ""
        parts.append((tag, hint, one.text, tag))
    return format_html_join("", "<{}>{}{}</{}>", parts)
