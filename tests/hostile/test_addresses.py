"""Addresses that nobody would type: odd pages, limits, cursors, words and bytes."""

from urllib.parse import quote

import pytest

from tests.hostile.sending import states
from tests.privacy.asking import UNKNOWN, url_of
from tests.privacy.matrix import ROWS

pytestmark = pytest.mark.django_db

ASKED = (
    "page", "limit", "cursor", "q", "box", "state", "kind", "person", "team", "window", "id",
    "from", "without", "way", "action", "who", "parent", "mine", "show", "next", "to", "goal", "before",
)  # fmt: skip
VALUES = [
    "-1", "9" * 40, "1e400", "Y3Vyc29y", UNKNOWN,
    "\u202e\u0661 ' OR 1=1 --%s%(x)s{{7*7}}<script>alert(1)</script>",
]  # fmt: skip
BYTES = ["%00", "%ff", "%ed%a0%80", "%c0%af", "%e2%80%ae", "%0d%0aSet-Cookie:%20two=2"]


def shown(sender):
    """Yield somebody, and what they may look at."""
    for address, row in ROWS.items():
        if row.is_open or "GET" not in row.verbs() or row.hidden:
            continue
        for _state, key, sees in states(sender.world, row)[:1]:
            names = sorted(row.may("GET", sees))
            if names:
                yield names[0], url_of(address, key)


def test_no_question_in_an_address_breaks_a_page(sender):
    wrong = []
    for name, url in shown(sender):
        for value in VALUES:
            query = "&".join(f"{key}={quote(value)}" for key in ASKED)
            wrong += sender.look(name, "GET", f"{url}?{query}")
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *[w[:300] for w in wrong]])


def test_no_bytes_in_an_address_break_a_page(sender):
    wrong = []
    for name, url in shown(sender):
        wrong += sender.look(name, "GET", f"{url}?q=%00")
    for start in ("/", "/feedback/", "/people/", "/api/v1/", "/api/v1/feedback/", "/static/"):
        for odd in BYTES:
            for name in ("dora", "stranger"):
                wrong += sender.look(name, "GET", f"{start}{odd}")
                wrong += sender.look(name, "GET", f"{start}{odd}/")
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong])
