"""The graph of goals: a drawing with links, and the same as a nested list."""

import textwrap
from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.markup import NOTHING, format_html, format_html_join
from goals.querysets.graph import Spot
from goals.selectors.graph import Box, Part, Twig
from goals.templatetags.goal_rows import Rows
from goals.templatetags.tree import tag

register = template.Library()

LETTERS, LINES = 27, 2  # of a title in a box
SVG = (
    '<svg class="graph graph--{}" height="{}" role="group" aria-label="{}">'
    '<g aria-hidden="true">{}</g>{}</svg>'
)
LINE = '<line x1="{}" y1="{}" x2="{}" y2="{}"/>'
BOX = (
    '<svg x="{}" y="{}" width="{}" height="56">'
    '<a class="{}" href="{}" aria-label="{}"{}><title>{}</title>'
    '<rect x="1" y="1" width="98.5%" height="54" rx="8"/>{}</a>{}</svg>'
)
TEXT = '<text x="12" y="{}" aria-hidden="true">{}</text>'
MORE = (
    '<a class="more" href="{}" aria-label="{}">'
    '<rect x="98.5%" y="17" width="44" height="22" rx="11" transform="translate(-50)"/>'
    '<text x="98.5%" y="32" dx="-28" text-anchor="middle"'
    ' aria-hidden="true">+{}</text></a>'
)


class Graph:
    """Draws one part of the graph; `centre` is the goal in the middle of it."""

    def __init__(self, part: Part, centre: object) -> None:
        self.part, self.centre = part, centre
        self.rows = Rows("")
        self.around, self.mine = reverse("goal_graph"), _("Mine")
        self.states = {"achieved": _("achieved"), "let_go": _("let go"), "proposed": _("proposed")}

    def drawing(self, label: str) -> SafeString:
        drawn = self.part.drawing
        if drawn is None:
            return NOTHING
        lines = ((edge.x1, edge.y1, edge.x2, edge.y2) for edge in drawn.edges)
        return format_html(
            SVG,
            drawn.columns,
            drawn.height,
            label,
            format_html_join("", LINE, lines),
            format_html_join("", "{}", ((self.box(one),) for one in drawn.boxes)),
        )

    def box(self, box: Box) -> SafeString:
        """Draw one goal, or the purpose: a link to its page, and one to what hangs below it."""
        spot = box.spot
        title = spot.title if spot else _("Our purpose")
        href = self.rows.goal(spot.pk) if spot else reverse("purpose")
        current = spot is not None and spot.pk == self.centre
        return format_html(
            BOX,
            box.x,
            box.y,
            box.width,
            self.look(spot),
            href,
            self.named(spot) if spot else title,
            format_html(' aria-current="{}"', "true") if current else "",
            title,
            self.lines(title, bool(box.hidden)),
            self.more(spot, box.hidden) if spot and box.hidden else "",
        )

    def look(self, spot: Spot | None) -> str:
        """Return the classes: the purpose, my own goals, and ended ones look different."""
        if spot is None:
            return "purpose"
        looks = ["mine"] if self.is_mine(spot) else []
        return " ".join([*looks, *([spot.state] if spot.state in self.states else [])])

    def is_mine(self, spot: Spot) -> bool:
        """Whether the reader owns or joined it, or keeps a number of it."""
        return spot.is_mine or spot.pk in self.part.mine

    def named(self, spot: Spot) -> str:
        """Say the title, the state unless it is the usual one, and whether it is one's own."""
        mine = self.mine if self.is_mine(spot) else ""
        parts = [spot.title, self.states.get(spot.state, ""), mine]
        return ", ".join(part for part in parts if part)

    def lines(self, title: str, has_badge: bool) -> SafeString:
        letters = LETTERS - 6 if has_badge else LETTERS
        wrapped = textwrap.wrap(title, letters, max_lines=LINES, placeholder=" …")
        first = 25 if len(wrapped) > 1 else 33
        return format_html_join(
            "", TEXT, ((first + 19 * place, line) for place, line in enumerate(wrapped))
        )

    def more(self, spot: Spot, hidden: int) -> SafeString:
        label = ngettext(
            "%(number)s more goal below %(title)s", "%(number)s more goals below %(title)s", hidden
        ) % {"number": hidden, "title": spot.title}
        return format_html(MORE, f"{self.around}?of={spot.pk}", label, hidden)

    def items(self, twigs: Iterable[Twig]) -> SafeString:
        """Tell the same as a nested list."""
        return format_html_join(
            "", "<li>{}{}</li>", ((self.item(t), self.deeper(t)) for t in twigs)
        )

    def deeper(self, twig: Twig) -> SafeString:
        return format_html("<ul>{}</ul>", self.items(twig.below)) if twig.below else NOTHING

    def item(self, twig: Twig) -> SafeString:
        spot = twig.spot
        return format_html(
            '<p class="twig"><a href="{}"{}>{}</a> {}{}{}</p>',
            self.rows.goal(spot.pk),
            format_html(' aria-current="{}"', "true") if spot.pk == self.centre else "",
            spot.title,
            self.rows.states[spot.state],
            tag("tag tag--blue", "check", self.mine) if self.is_mine(spot) else "",
            self.note(twig),
        )

    def note(self, twig: Twig) -> SafeString:
        """Say that a goal was told before, or where more of them are."""
        if twig.is_repeated:
            return format_html(' <span class="meta">{}</span>', _("as above"))
        hidden = twig.spot.branches - len(self.part.below.get(twig.spot.pk, ()))
        if hidden <= 0 or self.part.mine:
            return NOTHING
        words = ngettext("%(number)s more below it", "%(number)s more below it", hidden)
        link = f"{self.around}?of={twig.spot.pk}"
        return format_html(' <a class="meta" href="{}">{}</a>', link, words % {"number": hidden})


@register.simple_tag
def goal_drawing(part: Part, label: str, centre: object = None) -> SafeString:
    """Draw a part of the graph."""
    return Graph(part, centre).drawing(label)


@register.simple_tag
def goal_twigs(part: Part, centre: object = None, apart: bool | None = None) -> SafeString:
    """Return the items of a nested list that tells the same as the drawing.

    `apart` leaves out what stands on its own, or all the rest.
    """
    twigs = {None: part.twigs, False: part.ways, True: part.apart}[apart]
    return Graph(part, centre).items(twigs)
