"""Sending what nobody should, and looking at the answer."""

import sys
import traceback
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.urls import Resolver404, resolve

from tests.privacy.asking import Asker, is_call
from tests.privacy.matrix import ROWS, Row
from tests.privacy.world import MEMBERS, World

SCRIPT = "<script>alert(1)</script>"
HOSTILE_TEXTS = [
    f'Qx"{SCRIPT}',
    "one\r\nSet-Cookie: two=2\r\n\r\nthree",
    "nothing\x00hidden",
    "\u202egnp.exe",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 40,
    "w" * 30_000,
    "'; DROP TABLE accounts_person; --",
    "Qx{{ 7*7 }}{% debug %}%(name)s{0}",
    "a" * 1_000_000,
    "1e400",
    "NaN",
    "-0",
    str(2**63),
    "0000-00-00",
    "9999-12-31",
    "2027-02-29",
    "   ",
]
HOSTILE_VALUES = [
    *HOSTILE_TEXTS,
    "\ud800",
    None,
    True,
    -1,
    2**63,
    1e308,
    [],
    {},
    [[[[]]]],
    {"id": {"id": {}}},
    ["x"] * 1_000,
]


class Sender(Asker):
    """Remembers what broke, so that a failure says where in the code."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.cause = ""

    def broke(self, **_more: Any) -> None:
        error = sys.exc_info()[1]
        frames = traceback.extract_tb(error.__traceback__) if error else []
        own = [
            f"{f.filename.split('/')[-1]}:{f.lineno}" for f in frames if ".venv" not in f.filename
        ]
        self.cause = f"{type(error).__name__} {str(error)[:120]} at {' '.join(own[-3:])}"

    def look(self, name: str, verb: str, url: str, data: Any = None, **more: Any) -> list[str]:
        """Send it, follow where it leads, and return what is wrong with the answers."""
        wrong = []
        with transaction.atomic():
            answer = self.send(name, verb, url, data, **more)
            wrong += self.judge(answer, f"{name} {verb} {url}")
            if answer.status_code in {302, 303} and answer["Location"].startswith("/"):
                wrong += self.judge(self.send(name, "GET", answer["Location"]), f"then {url}")
            transaction.set_rollback(True)
        return wrong

    def send(self, name: str, verb: str, url: str, data: Any = None, **more: Any) -> Any:
        self.cause = ""
        client = self.client(name)
        try:
            if verb == "FORM":
                return client.post(url, data)
            return client.generic(verb, url, data or b"", **more)
        finally:
            client.cookies.pop("messages", None)

    def judge(self, answer: Any, how: str) -> list[str]:
        status, body = answer.status_code, answer.content
        if status >= 500:
            return [f"{how}: {status} {self.cause}"]
        wrong = []
        if "Content-Security-Policy" not in answer.headers:
            wrong.append(f"{how}: {status} without a policy for content")
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        if html and (SCRIPT.encode() in body or b"Qx49" in body):
            wrong.append(f"{how}: not escaped")
        if "Set-Cookie: two" in str(answer.headers) or "two" in answer.cookies:
            wrong.append(f"{how}: a header was slipped in")
        return wrong


class Forms(HTMLParser):
    """Read the forms of a page: action, and fields with what stands in them."""

    def __init__(self, page: str, url: str) -> None:
        super().__init__()
        self.url = url
        self.found: list[tuple[str, dict[str, list[str]], list[str]]] = []
        self.area = self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            posts = given.get("method", "get").lower() == "post"
            self.found.append((given.get("action", self.url) if posts else "", {}, []))
        if not self.found or not given.get("name"):
            return
        if tag == "select":
            self.select = given["name"]
        elif tag == "textarea":
            self.put(given["name"], "", typed=True)
        elif tag == "input":
            self.input(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"radio", "checkbox"}:
            if "checked" in given or given["name"] not in self.found[-1][1]:
                self.found[-1][1][given["name"]] = [given.get("value", "on")]
        elif kind not in {"submit", "button", "file"}:
            self.put(given["name"], given.get("value", ""), typed=True)

    def put(self, name: str, value: str, *, typed: bool) -> None:
        _action, fields, texts = self.found[-1]
        fields[name] = [value]
        if typed and name not in {"csrfmiddlewaretoken", *texts}:
            texts.append(name)


def who_may(sender: Sender, url: str, verb: str) -> str:
    """Return somebody who may do this; dora where it is nobody's business."""
    row = row_of(url)
    if row is None or verb not in row.verbs():
        return "dora"
    for _state, key, sees in states(sender.world, row):
        if not key or key in url:
            able = row.may(verb, sees)
            return next(iter(sorted(able)), "dora")
    return "dora"


def states(world: World, row: Row) -> list[tuple[str, str, frozenset[str]]]:
    if not row.of:
        return [("", "", MEMBERS)]
    return [(state, world.key(row.of, state), sees) for state, sees in world.states(row.of)]


def row_of(url: str) -> Row | None:
    try:
        return ROWS.get(resolve(url.split("?")[0]).url_name or "")
    except Resolver404:
        return None


__all__ = ["HOSTILE_TEXTS", "HOSTILE_VALUES", "Forms", "Sender", "is_call", "row_of", "who_may"]
