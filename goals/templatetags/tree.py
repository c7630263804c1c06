"""The small parts of goals: their state, and how their numbers are said and drawn."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.markup import NOTHING, format_html
from core.templatetags.interface import icon
from goals.models import Goal
from goals.selectors.metrics import MetricRow
from goals.templatetags.figures import figure, of

register = template.Library()


@register.simple_tag
def numbers(row: MetricRow) -> str:
    """Say in a line where a number is, is expected, and would be loved to be."""
    metric = row.metric
    now = _("Now %(now)s") % {"now": of(row.last.value, metric)} if row.last else _("No value yet")
    parts = [now]
    if metric.forecast is not None:
        parts.append(_("we expect %(value)s") % {"value": of(metric.forecast, metric)})
    if metric.ambition is not None:
        parts.append(_("ambition %(value)s") % {"value": of(metric.ambition, metric)})
    return " · ".join(parts)


@register.simple_tag
def track(row: MetricRow, said: str = "") -> SafeString:
    """Draw the way from the start: now, the honest forecast, the ambition.

    `said` is the line of `numbers`, for whoever has it at hand.
    """
    if not row.track:
        return NOTHING
    now, forecast, ambition = row.track.now, row.track.forecast, row.track.ambition
    return format_html(
        '<svg class="track" role="img" aria-label="{}: {}">'
        '<line class="base" x1="0" x2="100%" y1="12" y2="12"/>{}{}{}</svg>',
        row.metric.name,
        said or numbers(row),
        format_html('<line class="now" x1="3" x2="{}" y1="12" y2="12"/>', now) if now else "",
        format_html('<circle class="fc" cx="{}" cy="12" r="6"/>', forecast) if forecast else "",
        format_html('<line class="amb" x1="{0}" x2="{0}" y1="2" y2="22"/>', ambition)
        if ambition
        else "",
    )


@register.simple_tag
def spark(row: MetricRow) -> SafeString:
    """Draw the last values as a line; its label reads them out."""
    if not row.spark or not row.last:
        return NOTHING
    line = row.spark
    said = [*(figure(value) for value in row.previous), of(row.last.value, row.metric)]
    return format_html(
        '<svg class="spark" viewBox="0 0 96 28" role="img" aria-label="{}: {}">{}'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="3"/></svg>',
        _("The last values of %(name)s") % {"name": row.metric.name},
        ", ".join(said),
        format_html('<line x1="0" x2="96" y1="{0}" y2="{0}"/>', line.ambition)
        if line.ambition
        else "",
        line.points,
        line.x,
        line.y,
    )


@register.simple_tag
def goal_state(goal: Goal, quiet: bool = False) -> SafeString:
    """Show the state as a tag; `quiet` leaves out the usual one, agreed."""
    if goal.state == "active":
        return NOTHING if quiet else tag("tag tag--blue", "check", _("Agreed"))
    if goal.state == "proposed":
        return tag("tag", "hourglass", _("Proposed"))
    if goal.state == "achieved":
        return tag("tag tag--ink", "check", _("Achieved"))
    return format_html('<span class="tag">{}</span>', pgettext("goal", "Let go"))


@register.simple_tag
def joined() -> SafeString:
    """Show that one takes part."""
    return tag("tag tag--blue", "check", _("Joined"))


def tag(classes: str, drawing: str, word: str) -> SafeString:
    return format_html('<span class="{}">{}{}</span>', classes, icon(drawing), word)
