"""Numbers of goals as people read them."""

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goals.models import Metric

register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """Say a number in the language in force: "88", "74.5", "12,000"."""
    if value is None:
        return ""
    return written(value, get_language())


@lru_cache(maxsize=4096)
def written(value: Decimal, _language: str | None) -> str:
    """Write a number as it is written in the language in force; a page says hundreds."""
    text = f"{value.normalize():f}"
    return number_format(text, use_l10n=True, force_grouping=abs(value) >= 10_000)


@register.filter
def exactly(value: Decimal | None) -> str:
    """Say a number as a form sends it: "88", "74.5"."""
    return "" if value is None else f"{value.normalize():f}"


@register.filter
def of(value: Decimal | None, metric: Metric) -> str:
    """Say a number with the unit of its metric: "88 %", "11 of 14"."""
    if value is None:
        return ""
    if not metric.unit:
        return figure(value)
    return _("%(figure)s %(unit)s") % {"figure": figure(value), "unit": metric.unit}
