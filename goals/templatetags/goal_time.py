"""Goals over time: the scale with its months or quarters, and a bar for each goal."""

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.days import alone, within_sentence
from core.markup import format_html, format_html_join
from core.templatetags.interface import keep_query
from goals.selectors.timeline import Bar, Column, Row, Timeline
from goals.templatetags.goal_rows import Rows

register = template.Library()

MONTHS_OF_A_QUARTER = 3
SCALE = '<svg class="stretch" aria-hidden="true">{}{}</svg>'
MARK = '<line class="grid" x1="{0}" x2="{0}" y1="4" y2="28"/><text x="{0}" y="20" dx="6">{1}</text>'
ROW = (
    '<tr><th scope="row"><a href="{}">{}</a> {}<p class="meta">{}</p></th>'
    '<td><svg class="stretch" aria-hidden="true">{}'
    '<rect class="{}" x="{}" y="7" width="{}" height="14" rx="7"/>{}</svg></td></tr>'
)
GRID = '<line class="grid" x1="{0}" x2="{0}" y1="-14" y2="40"/>'
TODAY = '<line class="today" x1="{0}" x2="{0}" y1="-14" y2="42"/>'


@register.simple_tag(takes_context=True)
def period(context: Context, first: date | None = None) -> str:
    """Return the query of the same page for another period; without a day, that around today."""
    changes: dict[str, Any] = {"from": first.strftime("%Y-%m") if first else None, "page": None}
    return keep_query(context, **changes)


@register.simple_tag
def time_scale(line: Timeline) -> SafeString:
    """Draw the months or quarters above the bars."""
    words = [(column.x, named(column, line.window.scale)) for column in line.window.columns]
    today = format_html('<line class="today" x1="{0}" x2="{0}" y1="4" y2="28"/>', line.today)
    return format_html(SCALE, format_html_join("", MARK, words), today if line.today else "")


def named(column: Column, scale: str) -> str:
    """Name a column: "Q4 2026", or "Nov"; the years of months stand beside the timeline."""
    day = column.first
    if scale == "quarters":
        quarter = (day.month - 1) // MONTHS_OF_A_QUARTER + 1
        return _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": day.year}
    return str(MONTHS_3[day.month]).capitalize()


@register.simple_tag
def time_bars(line: Timeline) -> SafeString:
    """Return a table row for each goal: its title and days in words, and its bar."""
    rows, today = Rows(""), timezone.localdate()
    marks = ((column.x,) for column in line.window.columns)
    grid = format_html_join("", GRID, marks)
    now = format_html(TODAY, line.today) if line.today else ""

    def drawn(bar: Bar) -> tuple[object, ...]:
        row = bar.row
        state = rows.states[row.state]
        days = told(row, today)
        place = (look(row), bar.x, bar.width)
        return (rows.goal(row.pk), row.title, state, days, grid, *place, now)

    return format_html_join("\n", ROW, (drawn(bar) for bar in line.bars.rows))


def told(row: Row, today: date) -> str:
    """Say from when to when."""
    due = row.due_on or row.starts_on
    days = {"start": alone(row.starts_on, today=today), "due": within_sentence(due, today=today)}
    return _("%(start)s, due %(due)s") % days


def look(row: Row) -> str:
    looks = ["mine"] if row.is_mine else []
    if row.state == "proposed":
        looks.append("proposed")
    if row.state in ("achieved", "let_go"):
        looks.append("ended")
    return " ".join(looks)
