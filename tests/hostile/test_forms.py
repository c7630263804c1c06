"""Every field of every form, found on the pages themselves, fed with what nobody should type."""

import pytest

from tests.hostile.sending import SCRIPT, Forms, Sender, states
from tests.privacy.asking import UNKNOWN, url_of
from tests.privacy.matrix import PAGES

pytestmark = pytest.mark.django_db

TYPED = [
    f"Qx{SCRIPT}\r\nSet-Cookie: two=2\r\n'; DROP TABLE accounts_person; --{{{{ 7*7 }}}}%(x)s",
    "\u202e" + "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 40,
    "w" * 1_000_000,
    str(2**63),
    "NaN",
    "9999-12-31",
]


def forms(sender: Sender):
    """Yield who, address and fields of each form, each kind of form once."""
    known = set()
    for name, url in pages(sender):
        page = sender.ask(name, "GET", url).content.decode()
        for action, fields, texts in Forms(page, url).found:
            kind = (blot(action), tuple(sorted(fields)))
            if action and kind not in known:
                known.add(kind)
                yield name, action, fields, texts


def pages(sender: Sender):
    """Yield a reader of each of two states of each page."""
    for address, row in PAGES.items():
        if row.is_open or "GET" not in row.verbs() or row.hidden:
            continue
        for _state, key, sees in states(sender.world, row)[:2]:
            for name in sorted(row.may("GET", sees))[-1:]:
                yield name, url_of(address, key)


def blot(action: str) -> str:
    """Return the address without the ids in it."""
    parts = action.split("?")[0].split("/")
    return "/".join("ID" if len(part) == len(UNKNOWN) else part for part in parts)


def test_every_field_is_refused_or_kept_whatever_is_typed(sender):
    """Each text in all fields of a form at once, and what no column holds in each field alone."""
    wrong, count = [], 0
    for name, action, fields, texts in forms(sender):
        count += 1
        typed = [{}, *(dict.fromkeys(texts, text) for text in TYPED)]
        typed += [{field: "nothing\x00hidden"} for field in texts]
        for words in typed:
            said = {**fields, **words} if words else {}
            found = sender.look(name, "FORM", action, said)
            wrong += [f"{str(words)[:60]}: {one}" for one in found]
    assert count > 30, "too few forms were found: is the search blind?"
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong])
