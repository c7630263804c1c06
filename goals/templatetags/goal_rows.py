"""Rows of goals, as lists and trees show them.

A tree has dozens of rows, and each of them many small parts. They are put together here, with
every word looked up once for the page, since templates included for every row took most of the
time of the page.
"""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.addresses import address
from core.markup import NOTHING, format_html, format_html_join
from core.templatetags.interface import avatars, day
from goals.querysets.cards import Card, Number
from goals.selectors.goals import Line, Node
from goals.templatetags.figures import figure
from goals.templatetags.tree import joined, tag

register = template.Library()

ROW = (
    '<div class="node"><div class="t"><a class="name" href="{}">{}</a> {}{}{}</div>'
    '<div>{}</div><div>{}</div><div class="row">{}</div><div class="row">{}</div></div>{}'
)
TRACK = (
    '<svg class="track" role="img" aria-label="{}: {}">'
    '<line class="base" x1="0" x2="100%" y1="12" y2="12"/>{}{}{}</svg>'
)
NOW = '<line class="now" x1="3" x2="{}" y1="12" y2="12"/>'
FORECAST = '<circle class="fc" cx="{}" cy="12" r="6"/>'
AMBITION = '<line class="amb" x1="{0}" x2="{0}" y1="2" y2="22"/>'
SPARK = (
    '<svg class="spark" viewBox="0 0 96 28" role="img" aria-label="{}: {}">{}'
    '<polyline points="{}"/><circle cx="{}" cy="{}" r="3"/></svg>'
)
LEVEL = '<line x1="0" x2="96" y1="{0}" y2="{0}"/>'
JOIN = (
    '<form method="post" action="{0}" hx-post="{0}" hx-swap="outerHTML">{1}'
    '<button class="chip" aria-label="{2}">{3}</button></form>'
)
BELOW = '<p><a href="{}"{}>{}<span class="hide-text">: {}</span></a></p>'
OPENS = ' hx-get="{}" hx-target="closest p" hx-swap="outerHTML"'
NARROW = '<li><div class="grow stack stack--s"><p><a href="{}">{}</a> {}</p>{}{}</div></li>'


class Rows:
    """Draws the rows of one page."""

    def __init__(self, csrf_token: object) -> None:
        self.goal, self.join = address("goal"), address("goal_join")
        self.branch = address("goal_branch")
        self.token = format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(csrf_token)
        )
        self.joined = joined()
        self.states = {
            "active": NOTHING,
            "proposed": tag("tag", "hourglass", _("Proposed")),
            "achieved": tag("tag tag--ink", "check", _("Achieved")),
            "let_go": format_html('<span class="tag">{}</span>', pgettext("goal", "Let go")),
        }
        self.now, self.none = _("Now %(now)s"), _("No value yet")
        self.expect, self.ambition = _("we expect %(value)s"), _("ambition %(value)s")
        self.with_unit = _("%(figure)s %(unit)s")
        self.last, self.due = _("The last values of %(name)s"), _("Due %(day)s")
        self.also, self.under = _("Also under %(titles)s"), _("Under %(titles)s")
        self.quoted = _("“%(title)s”")
        self.join_it, self.join_word = _("Join: %(title)s"), _("Join")

    def items(self, nodes: Iterable[Node]) -> SafeString:
        """Draw rows, each with what hangs below it."""
        return format_html_join(
            "", "<li>{}{}</li>\n", ((self.node(node), self.below(node)) for node in nodes)
        )

    def below(self, node: Node) -> SafeString:
        if not node.below:
            return NOTHING
        rest = format_html("<li>{}</li>", self.rest(node)) if node.hidden_below > 0 else ""
        return format_html("<ul>{}{}</ul>", self.items(node.below), rest)

    def node(self, node: Node) -> SafeString:
        """Draw one row, and the link to what hangs below it and is not shown."""
        goal, line = node.goal, node.line
        said = self.numbers(line) if line else ""
        return format_html(
            ROW,
            self.goal(goal.pk),
            goal.title,
            self.states[goal.state],
            self.meta(goal, said),
            self.others_above(goal),
            self.track(line, said) if line else "",
            self.spark(line) if line else "",
            avatars(goal.owners, more=node.more) if goal.owners else "",
            self.part(goal),
            self.hidden(node),
        )

    def narrow(self, node: Node) -> tuple[object, ...]:
        """Return the parts of a row in a narrow place: title, state, and how its number is."""
        goal, line = node.goal, node.line
        said = self.numbers(line) if line else ""
        return (
            self.goal(goal.pk),
            goal.title,
            self.states[goal.state],
            format_html('<p class="meta">{}</p>', said) if said else "",
            self.track(line, said) if line else "",
        )

    def of(self, value: Decimal, number: Number) -> str:
        """Say a value with its unit."""
        if not number.unit:
            return figure(value)
        return self.with_unit % {"figure": figure(value), "unit": number.unit}

    def numbers(self, line: Line) -> str:
        """Say where a number is, is expected, and would be loved to be."""
        number = line.number
        parts = [self.none if line.last is None else self.now % {"now": self.of(line.last, number)}]
        if number.forecast is not None:
            parts.append(self.expect % {"value": self.of(number.forecast, number)})
        if number.ambition is not None:
            parts.append(self.ambition % {"value": self.of(number.ambition, number)})
        return " · ".join(parts)

    def meta(self, goal: Card, said: str) -> SafeString:
        """Say how its number is, else when it is due."""
        if said:
            return format_html('<p class="meta">{}</p>', said)
        if goal.due_on:
            return format_html('<p class="meta">{}</p>', self.due % {"day": day(goal.due_on)})
        return NOTHING

    def others_above(self, goal: Card) -> SafeString:
        """Name the other goals it hangs on; it is the same goal in each place."""
        if not goal.also_under:
            return NOTHING
        words = self.also if goal.parent else self.under
        titles = ", ".join(self.quoted % {"title": title} for title in goal.also_under)
        return format_html('<p class="meta">{}</p>', words % {"titles": titles})

    def track(self, line: Line, said: str) -> SafeString:
        """Draw the way from the start: now, the honest forecast, the ambition."""
        if not line.track:
            return NOTHING
        now, forecast, ambition = line.track.now, line.track.forecast, line.track.ambition
        return format_html(
            TRACK,
            line.number.name,
            said,
            format_html(NOW, now) if now else "",
            format_html(FORECAST, forecast) if forecast else "",
            format_html(AMBITION, ambition) if ambition else "",
        )

    def spark(self, line: Line) -> SafeString:
        """Draw the last values as a line; its label reads them out."""
        if not line.spark or line.last is None:
            return NOTHING
        drawn = line.spark
        said = [*map(figure, line.previous), self.of(line.last, line.number)]
        return format_html(
            SPARK,
            self.last % {"name": line.number.name},
            ", ".join(said),
            format_html(LEVEL, drawn.ambition) if drawn.ambition else "",
            drawn.points,
            drawn.x,
            drawn.y,
        )

    def part(self, goal: Card) -> SafeString:
        """Show that the reader takes part, or let them join."""
        if goal.is_mine:
            return self.joined
        if not goal.is_open:
            return NOTHING
        title = self.join_it % {"title": goal.title}
        return format_html(JOIN, self.join(goal.pk), self.token, title, self.join_word)

    def hidden(self, node: Node) -> SafeString:
        """Open the sub-goals in place where none is shown."""
        if node.below or node.hidden_below <= 0:
            return NOTHING
        number, here = node.goal.branches, self.branch(node.goal.pk)
        words = ngettext("%(number)s goal below it", "%(number)s goals below it", number)
        opens = format_html(OPENS, here)
        return format_html(BELOW, here, opens, words % {"number": number}, node.goal.title)

    def rest(self, node: Node) -> SafeString:
        """Lead to all sub-goals where only the first are shown."""
        number, here = node.goal.branches, self.branch(node.goal.pk)
        words = ngettext("All %(number)s goal below it", "All %(number)s goals below it", number)
        return format_html(BELOW, here, "", words % {"number": number}, node.goal.title)


@register.simple_tag(takes_context=True)
def goal_items(context: Context, nodes: Iterable[Node]) -> SafeString:
    """Return a list item for each goal, with those below it; `nodes` as in `selectors.goals`."""
    return Rows(context.get("csrf_token", "")).items(nodes)


@register.simple_tag
def sub_goals(nodes: Iterable[Node]) -> SafeString:
    """Return a list item for each goal, without who carries it: for a narrow place."""
    rows = Rows("")
    return format_html_join("", NARROW, (rows.narrow(node) for node in nodes))
