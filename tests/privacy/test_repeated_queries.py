"""No page and no call asks the database the same question row by row."""

import sys

import pytest
from django.core.signals import got_request_exception
from zeal.errors import ZealError

from tests.privacy.asking import Asker, cells, url_of
from tests.privacy.matrix import ROWS
from tests.privacy.world import World

pytestmark = pytest.mark.django_db

READERS = ("ben", "ada", "root")


def test_no_address_loads_related_rows_one_by_one(world: World, quiet, settings):
    settings.ZEAL_NPLUSONE_THRESHOLD = 2  # a page that is only read loads nothing twice
    found: set[str] = set()
    asker = Asker(world)
    for address, row in ROWS.items():
        if row.is_open or "GET" not in row.verbs():
            continue
        for _state, key, sees in cells(world, row):
            for name in READERS:
                if name in row.may("GET", sees):
                    found |= look(asker, name, url_of(address, key), address)
    assert not found, "\n".join(sorted(found))


def look(asker: Asker, name: str, url: str, address: str) -> set[str]:
    """Ask, and return what the library says about it."""
    errors: set[str] = set()

    def keep(**_more):
        error = sys.exc_info()[1]
        if isinstance(error, ZealError):
            errors.add(f"{address}: {str(error)[:160]}")

    got_request_exception.connect(keep)
    try:
        asker.ask(name, "GET", url)
    finally:
        got_request_exception.disconnect(keep)
    return errors
