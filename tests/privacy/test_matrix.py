"""Every address, every method, every relation: whoever may not, learns nothing.

For somebody a thing does not exist for, the answer is compared with that for an id that does not
exist: status, body, headers, cookies. All wrong cells are listed at once.
"""

from collections.abc import Iterator

import pytest

from tests.privacy.asking import HTMX, SIGNED_OUT, Asker, addresses, cells, is_call, url_of
from tests.privacy.matrix import CALLS, PAGES, ROWS, Row
from tests.privacy.world import EVERYBODY, MEMBERS, World

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
DEAF = frozenset({"dora", "stranger"})  # ask with methods that the address does not have
REFUSALS = {403, 404}
NO_SUCH_THING = {"PAGES": "/settings/nothing-here/", "CALLS": "/api/v1/nothing-here"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(world: World) -> Asker:
    return Asker(world)


def wrong_cells(asker: Asker, rows: dict[str, Row]) -> list[str]:
    return [
        f"{address}[{state}] {cell}"
        for address, row in rows.items()
        if not row.is_open
        for state, key, sees in cells(asker.world, row)
        for cell in wrong(asker, address, row, key, sees)
    ]


def wrong(asker: Asker, address: str, row: Row, key: str, sees: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the answers about one thing."""
    url = url_of(address, key)
    for verb in VERBS:
        known = verb in row.verbs()
        for name in sorted(EVERYBODY if known else DEAF):
            if name not in sees:
                yield from leak(asker, address, name, verb, url, key, known=known)
            elif known:
                yield from refusal(asker, row, name, verb, url, sees)
    for verb in ("HEAD", "OPTIONS"):
        for name in DEAF - sees:
            yield from leak(asker, address, name, verb, url, key, known=False)


def leak(
    asker: Asker, address: str, name: str, verb: str, url: str, key: str, *, known: bool
) -> Iterator[str]:
    """Compare with the answer for nothing at all."""
    for headers in ({}, HTMX) if known and not is_call(url) else ({},):
        how = f"{name} {verb}{' htmx' if headers else ''}"
        if key:
            answer = asker.told(name, verb, url, key, **headers)
            nothing = asker.told_of_nothing(address, name, verb, **headers)
        else:
            where = NO_SUCH_THING["CALLS" if is_call(url) else "PAGES"]
            answer = asker.told(name, verb, url, url, **headers)
            nothing = asker.told(name, verb, where, where, **headers)
        if name in SIGNED_OUT and not is_call(url):
            if answer.status not in {204, 302, 401, 404, 405}:
                yield f"{how}: signed out, yet {answer.status}"
            if not key:
                continue  # that an address exists is no secret; whom it is for is asked first
        elif known and answer.status not in ({401} if name in SIGNED_OUT else {404}):
            yield f"{how}: {answer.status}, not as if it did not exist"
        if key and answer != nothing:
            yield f"{how}: differs from an unknown id: {difference(answer, nothing)}"
        if not key and (answer.status, answer.body) != (nothing.status, nothing.body):
            yield f"{how}: differs from an unknown address: {difference(answer, nothing)}"


def difference(one: object, other: object) -> str:
    """Say in a few words in which part two answers differ."""
    parts = [name for name in vars(one) if getattr(one, name) != getattr(other, name)]
    shown = [
        f"{name} {getattr(one, name)!r:.160} / {getattr(other, name)!r:.160}" for name in parts
    ]
    return "; ".join(shown)


def refusal(
    asker: Asker, row: Row, name: str, verb: str, url: str, sees: frozenset[str]
) -> Iterator[str]:
    """Whoever sees it and may do it is not refused; whoever only sees it gets a 403."""
    status = asker.ask(name, verb, url).status_code
    may = name in row.may(verb, sees)
    if status >= 500:
        yield f"{name} {verb}: {status}"
    elif may and status in REFUSALS | {401, 405}:
        yield f"{name} {verb}: {status}, though allowed"
    elif not may and status != 403:
        yield f"{name} {verb}: {status}, though only seen"


def test_every_address_has_a_row_and_every_row_an_address():
    names = {name for name, _path in addresses()}
    assert sorted(names - set(ROWS)) == [], "addresses without a row in the access matrix"
    assert sorted(set(ROWS) - names) == [], "rows without an address"


def test_pages_exist_for_those_who_may_read_them_and_for_nobody_else(asker):
    found = wrong_cells(asker, PAGES)
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


def test_calls_exist_for_those_who_may_make_them_and_for_nobody_else(asker):
    found = wrong_cells(asker, CALLS)
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


def test_a_token_opens_no_more_than_its_person_and_its_scope(asker):
    found = [
        f"{address}[{state}] {cell}"
        for address, row in CALLS.items()
        if address not in {"api_schema", "api_docs"}
        for state, key, sees in cells(asker.world, row)
        for cell in wrong_token(asker, address, row, key, sees)
    ]
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


def wrong_token(asker: Asker, address: str, row: Row, key: str, sees: frozenset[str]):
    url = url_of(address, key)
    for verb in row.verbs():
        for name, scope in asker.world.secrets:
            status = asker.ask(name, verb, url, scope=scope).status_code
            how = f"{name} with a token to {scope}, {verb}: {status}"
            if name == "yann":
                if status != 401:
                    yield f"{how}, though they left"
            elif scope == "read" and verb != "GET":
                if status not in {403, 404}:
                    yield f"{how}, though it only reads"
            elif name not in sees and status != 404:
                yield f"{how}, though nothing is there for them"
            elif name in row.may(verb, sees) and needs(row) == scope and status in {401, 403, 404}:
                yield f"{how}, though allowed"


def needs(row: Row) -> str:
    return "admin" if set(row.verbs().values()) == {"root"} else "write"


def test_the_cast_of_the_matrix_is_whole():
    assert {"ada", "ben", "cleo", "dora", "finn", "root", "tess"} == MEMBERS
