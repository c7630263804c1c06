"""Goals as lists and trees show them.

A tree has dozens of rows, and each of them many small parts. They are put together here, since
templates included for every row took most of the time of the page.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.templatetags.interface import avatars, day, icon
from goals.models import Goal
from goals.selectors.goals import Node
from goals.selectors.metrics import MetricRow
from goals.templatetags.figures import figure, of

register = template.Library()

NOTHING = format_html("{}", "")
SOME_ID = UUID(int=0)
Address = Callable[[UUID], str]


def address(name: str) -> Address:
    """Return what gives the address of each goal; the pattern is looked up only once."""
    before, after = reverse(name, args=[SOME_ID]).split(str(SOME_ID))
    return lambda pk: f"{before}{pk}{after}"


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


class Rows:
    """Draws the rows of one page."""

    def __init__(self, csrf_token: object) -> None:
        self.goal, self.join = address("goal"), address("goal_join")
        self.branch = address("goal_branch")
        self.token = format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(csrf_token)
        )
        self.joined = joined()

    def items(self, nodes: Iterable[Node]) -> SafeString:
        """Draw rows, each with what hangs below it."""
        return format_html_join(
            "", "<li>{}{}</li>\n", ((self.node(node), self.below(node)) for node in nodes)
        )

    def below(self, node: Node) -> SafeString:
        return format_html("<ul>{}</ul>", self.items(node.below)) if node.below else NOTHING

    def node(self, node: Node) -> SafeString:
        """Draw one row, and the link to what hangs below it and is not shown."""
        goal, row = node.goal, node.row
        said = numbers(row) if row else ""
        return format_html(
            '<div class="node"><div class="t"><a class="name" href="{}">{}</a> {}{}</div>'
            '<div>{}</div><div>{}</div><div class="row">{}</div><div class="row">{}</div></div>{}',
            self.goal(goal.pk),
            goal.title,
            goal_state(goal, quiet=True),
            self.meta(node, said),
            track(row, said) if row else "",
            spark(row) if row else "",
            avatars(node.owners, more=node.more) if node.owners else "",
            self.part(goal),
            self.hidden(node),
        )

    def meta(self, node: Node, said: str) -> SafeString:
        """Say how its number is, else when it is due."""
        if said:
            return format_html('<p class="meta">{}</p>', said)
        if node.goal.due_on:
            due = _("Due %(day)s") % {"day": day(node.goal.due_on)}
            return format_html('<p class="meta">{}</p>', due)
        return NOTHING

    def part(self, goal: Goal) -> SafeString:
        """Show that the reader takes part, or let them join."""
        if getattr(goal, "is_joined", False) or getattr(goal, "is_owned", False):
            return self.joined
        if not goal.is_open:
            return NOTHING
        return format_html(
            '<form method="post" action="{0}" hx-post="{0}" hx-swap="outerHTML">{1}'
            '<button class="chip" aria-label="{2}">{3}</button></form>',
            self.join(goal.pk),
            self.token,
            _("Join: %(title)s") % {"title": goal.title},
            _("Join"),
        )

    def hidden(self, node: Node) -> SafeString:
        """Lead to the sub-goals that are not shown; opened in place where none is."""
        if node.hidden_below <= 0:
            return NOTHING
        number, here = getattr(node.goal, "branches", 0), self.branch(node.goal.pk)
        opens = format_html(' hx-get="{}" hx-target="closest p" hx-swap="outerHTML"', here)
        words = ngettext("%(number)s goal below it", "%(number)s goals below it", number)
        return format_html(
            '<p><a href="{}"{}>{}<span class="hide-text">: {}</span></a></p>',
            here,
            "" if node.below else opens,
            words % {"number": number},
            node.goal.title,
        )


@register.simple_tag(takes_context=True)
def goal_items(context: Context, nodes: Iterable[Node]) -> SafeString:
    """Return a list item for each goal, with those below it; `nodes` as in `selectors.goals`."""
    return Rows(context.get("csrf_token", "")).items(nodes)
