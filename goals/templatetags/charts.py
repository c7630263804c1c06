"""The chart of a number: a drawing of thirty small parts, put together here.

A page of a goal has several, and as a template each part of each took a look-up of its own.
"""

from datetime import date
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.days import alone
from core.markup import NOTHING, format_html, format_html_join
from goals.querysets import Reading
from goals.selectors.metric_page import MetricPicture
from goals.selectors.metrics import MetricRow
from goals.selectors.pictures import Chart, Label
from goals.templatetags.figures import figure, of
from goals.templatetags.tree import numbers, track

register = template.Library()

DRAWING = (
    '<svg class="chart" height="264" role="img" aria-label="{}. {}">{}'
    '<svg width="100%" height="230" viewBox="0 0 100 230" preserveAspectRatio="none">{}</svg>'
    "{}{}{}</svg>{}"
)
TICK = '<line class="{0}" x1="0" x2="100%" y1="{1}" y2="{1}"/><text x="-2.5rem" y="{2}">{3}</text>'
PATH = '<path class="{}" d="{}"/>'
RING = '<circle class="ring" cx="100%" cy="{}" r="5"/>'
POINT = '<circle class="pt" cx="{}" cy="{}" r="5"/>'
WORD = '<text class="strong" x="{}" y="{}" text-anchor="{}">{}</text>'
LAST_DAY = '<text x="{}" y="254" text-anchor="{}">{}</text>'
KEY = (
    '<li><svg class="chart" aria-hidden="true">'
    '<line class="{}" x1="1" x2="27" y1="8" y2="8"/></svg>{}</li>'
)


@register.simple_tag
def course(one: MetricPicture) -> SafeString:
    """Draw how a number went and where it is to go; without two days to draw, only where it is."""
    if one.chart is None or one.row.last is None:
        return track(one.row)
    return Course(one.row, one.row.last, one.chart).drawing()


class Course:
    """Draws one chart, as wide as the page; its height is fixed."""

    def __init__(self, row: MetricRow, last: Reading, chart: Chart) -> None:
        self.row, self.last, self.chart = row, last, chart
        self.today = timezone.localdate()

    def drawing(self) -> SafeString:
        """Return the chart and the legend below it."""
        return format_html(
            DRAWING,
            self.label(),
            numbers(self.row),
            self.ticks(),
            self.lines(),
            self.points(),
            self.words(),
            self.days(),
            self.legend(),
        )

    def day(self, day: date) -> str:
        return alone(day, today=self.today)

    def label(self) -> str:
        """Read out what is drawn."""
        return _("%(name)s from %(first)s to %(last)s, now %(now)s") % {
            "name": self.row.metric.name,
            "first": self.day(self.chart.first_on),
            "last": self.day(self.last.measured_on),
            "now": of(self.last.value, self.row.metric),
        }

    def ticks(self) -> SafeString:
        looks = ("axis", *["grid"] * len(self.chart.ticks))
        told = zip(looks, self.chart.ticks, strict=False)
        return format_html_join(
            "", TICK, ((look, t.y, t.text_y, figure(t.value)) for look, t in told)
        )

    def lines(self) -> SafeString:
        c = self.chart
        drawn = (("area", c.area), ("amb", c.ambition), ("cone", c.cone), ("line", c.line))
        return format_html_join("", PATH, ((look, path) for look, path in drawn if path))

    def points(self) -> SafeString:
        c = self.chart
        ring = format_html(RING, c.forecast_y) if c.forecast_y else NOTHING
        return ring + format_html(POINT, c.last_x, c.last_y)

    def words(self) -> SafeString:
        """Write beside the points what they stand for."""
        c, metric = self.chart, self.row.metric
        words: list[tuple[Label | None, str, Decimal | None]] = [
            (c.ambition_label, _("Ambition %(value)s"), metric.ambition),
            (c.forecast_label, _("Forecast %(value)s"), metric.forecast),
            (c.now_label, _("Now %(value)s"), self.last.value),
        ]
        shown = (
            (at.x, at.y, at.anchor, word % {"value": figure(value)})
            for at, word, value in words
            if at
        )
        return format_html_join("", WORD, shown)

    def days(self) -> SafeString:
        """Write the first day, and the last one: the end of the chart, or else of its values."""
        c = self.chart
        last = ("100%", "end", c.last_on) if c.last_on else (c.last_x, "middle", c.measured_on)
        days = [("0", "start", c.first_on), last]
        return format_html_join("", LAST_DAY, ((x, end, self.day(on)) for x, end, on in days))

    def legend(self) -> SafeString:
        c = self.chart
        keys = [("line", _("Values"), True), ("cone", _("Honest forecast"), c.cone)]
        keys.append(("amb", _("Ambition"), c.ambition))
        shown = format_html_join("", KEY, ((look, word) for look, word, drawn in keys if drawn))
        return format_html('<ul class="legend">{}</ul>', shown)
