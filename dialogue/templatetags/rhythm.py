"""The talks of six months as points on a line."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dialogue.selectors.coach import Rhythm

register = template.Library()


@register.simple_tag
def rhythm(shown: Rhythm, label: str) -> SafeString:
    """Draw talks, the gap since the last one and the next one; `label` says it in words."""
    gap = '<line class="gap" x1="{}" x2="94%" y1="12" y2="12"/>' if shown.gap_from else ""
    ahead = '<circle class="next" cx="{}" cy="12" r="5"/>' if shown.next else ""
    return format_html(
        '<svg class="rhythm" role="img" aria-label="{}">'
        '<line x1="0" x2="94%" y1="12" y2="12"/>{}{}{}</svg>',
        label,
        format_html(gap, shown.gap_from),
        format_html_join("", '<circle cx="{}" cy="12" r="4.5"/>', ((x,) for x in shown.dots)),
        format_html(ahead, shown.next),
    )
