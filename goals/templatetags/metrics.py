"""What happened to a number, in sentences; its values as rows of a table."""

from collections.abc import Iterator
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.addresses import address
from core.days import alone
from core.markup import NOTHING, format_html, format_html_join
from goals.models import Metric
from goals.querysets import Reading
from goals.selectors.metric_page import MetricPicture
from goals.selectors.updates import Moved, Update
from goals.templatetags.figures import figure, of

register = template.Library()


@register.filter
def sentences(update: Update) -> list[SafeString]:
    """Say in whole sentences what somebody did to a number."""
    if update.moved:
        return list(what_moved(update, update.moved))
    return [told(_("<b>{name}</b> noted {after}"), update, None, update.value)]


def what_moved(update: Update, now: Moved) -> Iterator[SafeString]:
    """Say what moved; where nothing did, that somebody stands by the forecast."""
    forecast = moved(now.forecast_before, now.forecast_after)
    ambition = moved(now.ambition_before, now.ambition_after)
    is_surer = now.confidence_after not in ("", now.confidence_before)
    if forecast:
        yield told(FORECAST[forecast](), update, now.forecast_before, now.forecast_after)
    if ambition:
        yield told(AMBITION[ambition](), update, now.ambition_before, now.ambition_after)
    if is_surer:
        sure = Metric.Confidence(now.confidence_after).label
        yield said(_("<b>{name}</b> says how sure the forecast is: {sure}"), update, sure=sure)
    if forecast or ambition or is_surer:
        return
    stands_by = _("<b>{name}</b> stands by the forecast of {after}")
    wrote = _("<b>{name}</b> wrote about it")
    sentence = wrote if now.forecast_after is None else stands_by
    yield told(sentence, update, None, now.forecast_after)


def moved(before: Decimal | None, after: Decimal | None) -> str:
    """Return how a value moved: raised, lowered, set, dropped, or "" for not at all."""
    if before == after:
        return ""
    if before is None or after is None:
        return "set" if before is None else "dropped"
    return "raised" if after > before else "lowered"


FORECAST = {
    "raised": lambda: _("<b>{name}</b> raised the forecast from {before} to {after}"),
    "lowered": lambda: _("<b>{name}</b> lowered the forecast from {before} to {after}"),
    "set": lambda: _("<b>{name}</b> expects {after}"),
    "dropped": lambda: _("<b>{name}</b> took the forecast of {before} back"),
}
AMBITION = {
    "raised": lambda: _("<b>{name}</b> raised the ambition from {before} to {after}"),
    "lowered": lambda: _("<b>{name}</b> lowered the ambition from {before} to {after}"),
    "set": lambda: _("<b>{name}</b> set the ambition to {after}"),
    "dropped": lambda: _("<b>{name}</b> took the ambition of {before} back"),
}


def told(
    sentence: str, update: Update, before: Decimal | None, after: Decimal | None
) -> SafeString:
    """Fill in the values: "from 90 to 88 %", and with the unit where one stands alone."""
    alone_before = of(before, update.metric) if after is None else figure(before)
    return said(sentence, update, before=alone_before, after=of(after, update.metric))


def said(sentence: str, update: Update, **words: object) -> SafeString:
    return format_html(sentence, name=update.by_name, **words)


@register.simple_tag
def measurement_rows(one: MetricPicture) -> SafeString:
    """Return a table row for each of the newest values; who may measure may correct it there."""
    metric, today = one.row.metric, timezone.localdate()
    words = (_("Day"), _("Value"), _("Noted by"), _("Note"))
    labels = [format_html("{}", word) for word in words]  # escaped once, not in each row
    correct, word = address("measurement_correct"), _("Correct")
    link = '<td><a href="{}">{}<span class="hide-text"> {}</span></a></td>'

    def row(value: Reading) -> tuple[object, ...]:
        told = of(value.value, metric)
        fix = format_html(link, correct(value.pk), word, told) if one.may_measure else NOTHING
        on = value.measured_on
        return (*labels, on.isoformat(), alone(on, today=today), told, *value[3:], fix)

    return format_html_join(
        "",
        '<tr><td data-l="{0}"><time datetime="{4}">{5}</time></td><td data-l="{1}">{6}</td>'
        '<td data-l="{2}">{8}</td><td data-l="{3}">{7}</td>{9}</tr>',
        (row(value) for value in one.newest),
    )
