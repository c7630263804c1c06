"""Public holidays by country: the one place that knows the library they come from."""

from __future__ import annotations

import re
import warnings
from datetime import date
from functools import lru_cache

import holidays
from holidays.registry import COUNTRIES


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The days of a year on which a country does not work; none for an empty country."""
    if not country:
        return frozenset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of moving feasts too far ahead to be announced
        days = holidays.country_holidays(
            country, years=year, expand=False, categories=(holidays.PUBLIC,)
        )
    return frozenset(days)


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """ISO codes of the countries whose holidays are known, with their English names, by name."""
    named = {codes[1]: _spaced(codes[0]) for codes in COUNTRIES.values()}
    return dict(sorted(named.items(), key=lambda entry: entry[1]))


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
