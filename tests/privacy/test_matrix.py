"""Every address, every method, every relation: whoever may not, learns nothing.

For somebody a thing does not exist for, the answer is compared with that for an id that does not
exist: status, body, headers, cookies. All wrong cells are listed at once.
"""

from collections.abc import Iterator
from itertools import islice

import pytest

from tests.privacy.asking import HTMX, SIGNED_OUT, Answer, Asker, addresses, cells, is_call, url_of
from tests.privacy.matrix import CALLS, PAGES, ROWS, Names, Row
from tests.privacy.world import EVERYBODY, MEMBERS, NOBODY, World

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DEAF = frozenset({"dora", "stranger"})  # ask with methods that the address does not have
REFUSALS = {403, 404}
SHARES = 3
TOKENS = [("dora", "write"), ("ben", "read"), ("ben", "write"), ("root", "write"),
          ("root", "admin"), ("yann", "write")]  # fmt: skip
NO_SUCH_PAGE, NO_SUCH_CALL = "/settings/nothing-here/", "/api/v1/nothing-here"

pytestmark = pytest.mark.django_db


def part_of(rows: dict[str, Row], share: int) -> dict[str, Row]:
    """Return one share of the rows, so that the shares are asked side by side."""
    return dict(islice(rows.items(), share, None, SHARES))


@pytest.fixture
def asker(world: World, quiet: None) -> Asker:
    return Asker(world)


def wrong_cells(asker: Asker, rows: dict[str, Row]) -> Iterator[str]:
    """Yield every cell of these rows that is not as it should be."""
    return (
        f"{address}[{state}] {cell}"
        for address, row in rows.items()
        if not row.is_open
        for state, key, sees in cells(asker.world, row)
        for cell in wrong(
            asker, (address, row), key, sees=sees, writes=asker.world.writes(row.of, state)
        )
    )


def wrong(
    asker: Asker, of: tuple[str, Row], key: str, *, sees: Names, writes: Names
) -> Iterator[str]:
    """Yield what is wrong with the answers about one thing."""
    address, row = of
    url = url_of(address, key)
    for verb in row.verbs():
        for name in some_of(EVERYBODY - sees, row, verb):
            yield from leak(asker, of, name, verb, key)
        may = row.may(verb, sees, writes)
        for name in sorted(NOBODY if row.hidden else few_of(sees, may)):
            yield from refusal(asker, name, verb, url, may=name in may, body=row.body)
    for verb in sorted(set(VERBS) - set(row.verbs())):
        for name in sorted(DEAF - sees) if asker.is_new(address, verb) else ():
            yield from leak(asker, of, name, verb, key)


def some_of(names: Names, row: Row, verb: str) -> list[str]:
    """Return whom to ask: all where something is shown, two in turn where something is done."""
    if verb == "GET" or len(names) < 3:
        return sorted(names)
    return in_turn(names, row, 2)


def in_turn(names: Names, row: Row, count: int) -> list[str]:
    """Return as many of the names, not the same for every row."""
    ordered, turn = sorted(names), len(row.of) + sum(map(len, row.verbs()))
    return [ordered[(turn + 3 * step) % len(ordered)] for step in range(min(count, len(ordered)))]


def few_of(sees: Names, may: Names) -> Names:
    """Return everybody for whom it matters; where all members are equal, one of them."""
    return frozenset({"dora"}) if sees == may == MEMBERS else sees


def leak(asker: Asker, of: tuple[str, Row], name: str, verb: str, key: str) -> Iterator[str]:
    """Compare with the answer for nothing at all."""
    address, row = of
    url = url_of(address, key)
    known = verb in row.verbs()
    for headers in ({}, HTMX) if known and name in DEAF and not is_call(url) else ({},):
        how = f"{name} {verb}{' htmx' if headers else ''}"
        if key:
            answer = asker.told(name, verb, url, key, **headers)
            nothing = asker.told_of_nothing(address, name, verb, **headers)
        else:
            where = NO_SUCH_CALL if is_call(url) else NO_SUCH_PAGE
            answer = asker.told(name, verb, url, url, **headers)
            nothing = asker.told(name, verb, where, where, **headers)
        if known and not row.own_key and answer.status not in looks_absent(name, url):
            yield f"{how}: {answer.status}, not as if it did not exist"
        elif differs(answer, nothing, key) and (key or name not in SIGNED_OUT):
            yield f"{how}: differs from what is not there: {difference(answer, nothing)}"


def differs(answer: Answer, nothing: Answer, key: str) -> bool:
    """Compare all of it for an id; for an address as a whole, what is said."""
    if key:
        return answer != nothing
    return (answer.status, answer.body) != (nothing.status, nothing.body)


def looks_absent(name: str, url: str) -> set[int]:
    """Return the answers that give nothing away: to a stranger, the way to the sign-in page."""
    if name not in SIGNED_OUT:
        return {404}
    return {401} if is_call(url) else {204, 302}


def difference(one: object, other: object) -> str:
    """Say in a few words in which part two answers differ."""
    parts = [name for name in vars(one) if getattr(one, name) != getattr(other, name)]
    shown = [
        f"{name} {getattr(one, name)!r:.160} / {getattr(other, name)!r:.160}" for name in parts
    ]
    return "; ".join(shown)


def refusal(
    asker: Asker, name: str, verb: str, url: str, *, may: bool, body: dict[str, str]
) -> Iterator[str]:
    """Whoever sees it and may do it is not refused; whoever only sees it does nothing."""
    status = asker.ask(name, verb, url, body=body).status_code
    if status >= 500:
        yield f"{name} {verb}: {status}"
    elif may and status in REFUSALS | {401, 405}:
        yield f"{name} {verb}: {status}, though allowed"
    elif not may and status < 400:
        yield f"{name} {verb}: {status}, though only seen"


def test_every_address_has_a_row_and_every_row_an_address():
    names = {name for name, _path in addresses()}
    assert sorted(names - set(ROWS)) == [], "addresses without a row in the access matrix"
    assert sorted(set(ROWS) - names) == [], "rows without an address"


@pytest.mark.parametrize("share", range(SHARES))
def test_pages_exist_for_those_who_may_read_them_and_for_nobody_else(asker, share):
    found = list(wrong_cells(asker, part_of(PAGES, share)))
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


@pytest.mark.parametrize("share", range(SHARES))
def test_calls_exist_for_those_who_may_make_them_and_for_nobody_else(asker, share):
    found = list(wrong_cells(asker, part_of(CALLS, share)))
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


def test_a_token_opens_no_more_than_its_person_and_its_scope(asker):
    found = [
        f"{address}[{state}] {cell}"
        for address, row in CALLS.items()
        if address != "api_schema"
        for state, key, sees in islice(cells(asker.world, row), 1)
        for cell in wrong_token(asker, (address, row), state, key, sees)
    ]
    assert not found, "\n".join([f"{len(found)} wrong cells:", *found])


def wrong_token(
    asker: Asker, of: tuple[str, Row], state: str, key: str, sees: Names
) -> Iterator[str]:
    address, row = of
    writes = asker.world.writes(row.of, state)
    for verb in row.verbs():
        for name, scope in TOKENS:
            status = asker.ask(name, verb, url_of(address, key), scope=scope).status_code
            may = name in row.may(verb, sees, writes)
            if wrong := judge(name, scope, verb, status, sees=sees, needs=needs(row), may=may):
                yield f"{name} with a token to {scope}, {verb}: {status}, {wrong}"


def judge(
    name: str, scope: str, verb: str, status: int, *, sees: Names, needs: str, may: bool
) -> str:
    """Say what is wrong with an answer to a token, if something is."""
    if name == "yann":
        return "though they left" if status != 401 else ""
    if scope == "read" and verb != "GET":
        return "though it only reads" if status not in REFUSALS else ""
    if name not in sees:
        return "though nothing is there for them" if status not in REFUSALS else ""
    refused = status in REFUSALS | {401}
    return "though allowed" if may and needs == scope and refused else ""


def needs(row: Row) -> str:
    return "admin" if row.setting else "write"


def test_the_cast_of_the_matrix_is_whole():
    assert {"ada", "ben", "cleo", "dora", "finn", "root", "tess"} == MEMBERS
