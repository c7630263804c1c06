"""The ratio board line by line, and the mirror as a picture: a page has a hundred such parts."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Person
from core.markup import NOTHING, format_html, format_html_join
from core.templatetags.interface import avatar
from feedback.models import RatioPublication
from feedback.selectors.ratio import Bar, Line
from feedback.windows import Window

register = template.Library()

LINE = (
    '<li>{}<div class="grow"><b>{}</b>{}<p class="meta">{}</p></div>'
    '<div class="row"><span class="{}">{}</span></div></li>'
)
PERIOD = (
    '<tr><th scope="row"><a href="?window={}"{}>{}</a></th>'
    '<td class="num">{}</td><td class="num">{}</td><td class="num">{}</td></tr>'
)
MIRROR = (
    '<svg class="mirror" role="img" aria-label="{}: {}">'
    '<line x1="0" x2="100%" y1="61" y2="61"/>{}</svg>'
)
BAR = '{}{}<text x="{}" y="118" text-anchor="middle">{}</text>'
PRAISE = '<rect class="p" x="{}" y="{}" width="4%" height="{}" rx="1.5"/>'
IMPROVEMENTS = '<rect x="{}" y="62" width="4%" height="{}" rx="1.5"/>'
MONTH = '<tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td></tr>'


@register.simple_tag
def board_lines(lines: Iterable[Line], reader: Person) -> SafeString:
    """Return a list item for each person on the board; the reader's own is marked."""
    you = format_html(' <span class="tag">{}</span>', _("you"))
    not_shown = ("meta", _("not shown for this period"))
    return format_html_join(
        "\n",
        LINE,
        (
            (
                avatar(line.person),
                line.person.name,
                you if line.person.pk == reader.pk else NOTHING,
                line.team,
                *(("tag", line.label) if line.label else not_shown),
            )
            for line in lines
        ),
    )


def weeks(window: Window) -> str:
    """Name a window by its weeks: "Weeks 1 to 13, 2026"."""
    span = {"first": window.first_week, "last": window.last_week, "year": window.year}
    return _("Weeks %(first)s to %(last)s, %(year)s") % span


@register.filter
def periods(publications: Iterable[RatioPublication]) -> list[tuple[int, str]]:
    """Return number and name of what was published, as `{% options %}` takes them."""
    return [(one.window, weeks(one.span)) for one in publications]


@register.simple_tag
def period_rows(publications: Iterable[RatioPublication], chosen: RatioPublication) -> SafeString:
    """Return a row with the totals of all for each period."""
    part, current = _("%(givers)s of %(people)s"), format_html(' aria-current="{}"', "page")
    return format_html_join(
        "\n",
        PERIOD,
        (
            (
                one.window,
                current if one == chosen else NOTHING,
                weeks(one.span),
                one.praise,
                one.improvements,
                part % {"givers": one.givers, "people": one.people},
            )
            for one in publications
        ),
    )


@register.simple_tag
def mirror_picture(bars: list[Bar], label: str) -> SafeString:
    """Draw praise above the line and improvements below it, month by month."""
    named = [(bar, names_of_month(bar.month.month, get_language())) for bar in bars]
    told = (f"{name} {bar.month.praise}, {bar.month.improvements}" for bar, (name, *_) in named)
    drawn = ((above(bar), below(bar), bar.middle, short) for bar, (_name, short, *_) in named)
    return format_html(MIRROR, label, "; ".join(told), format_html_join("", BAR, drawn))


def above(bar: Bar) -> SafeString:
    if not bar.month.praise:
        return NOTHING
    return format_html(PRAISE, bar.x, bar.praise_y, bar.praise_height)


def below(bar: Bar) -> SafeString:
    if not bar.month.improvements:
        return NOTHING
    return format_html(IMPROVEMENTS, bar.x, bar.improvement_height)


@register.simple_tag
def month_rows(bars: list[Bar]) -> SafeString:
    """Return a row with the figures of each month."""
    months = (bar.month for bar in bars)
    return format_html_join(
        "\n",
        MONTH,
        (
            (names_of_month(one.month, get_language())[-1], one.praise, one.improvements)
            for one in months
        ),
    )


@lru_cache(maxsize=64)
def names_of_month(month: date, _language: str | None) -> tuple[str, str, str]:
    """Return a month in full, in short, and with its year, in the language in force."""
    return date_format(month, "F"), date_format(month, "M"), date_format(month, "F Y")
