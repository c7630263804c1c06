"""Every field of every form, found on the pages themselves, fed with what nobody should type."""

import pytest

from tests.hostile.sending import HOSTILE_TEXTS, Forms, Sender, states
from tests.privacy.asking import UNKNOWN, url_of
from tests.privacy.matrix import PAGES

pytestmark = pytest.mark.django_db


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
    """Yield two readers of two states of each page."""
    for address, row in PAGES.items():
        if row.is_open or "GET" not in row.verbs() or row.hidden:
            continue
        for _state, key, sees in states(sender.world, row)[:2]:
            for name in sorted(row.may("GET", sees))[:2]:
                yield name, url_of(address, key)


def blot(action: str) -> str:
    """Return the address without the ids in it."""
    parts = action.split("?")[0].split("/")
    return "/".join("ID" if len(part) == len(UNKNOWN) else part for part in parts)


def test_every_field_is_refused_or_kept_whatever_is_typed(sender):
    wrong, count = [], 0
    for name, action, fields, texts in forms(sender):
        count += 1
        for field in texts:
            for text in HOSTILE_TEXTS:
                found = sender.look(name, "FORM", action, {**fields, field: text})
                wrong += [f"{field}={text[:30]!r}: {one}" for one in found]
    assert count > 30, "too few forms were found: is the search blind?"
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong])


def test_a_form_without_its_fields_is_asked_for_again(sender):
    wrong = []
    for name, action, _fields, _texts in forms(sender):
        wrong += sender.look(name, "FORM", action, {})
        wrong += sender.look(name, "FORM", action, {"idempotency_key": "no key", "version": "x"})
    assert not wrong, "\n".join(wrong)
