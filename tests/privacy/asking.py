"""Asking an address as somebody, and comparing two answers."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.privacy.matrix import Row
from tests.privacy.world import World

UNKNOWN = "00000000-0000-4000-8000-000000000000"
SIGNED_OUT = frozenset({"stranger", "yann"})  # the session of somebody who has left is none
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/"}
CHANGES = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"'
    rb"|X-CSRFToken[^}]*|csrf=[^;]*"
    rb'|name="idempotency_key" value="[^"]*"'
)
COMPARED = ("Content-Type", "Location", "HX-Redirect", "Allow", "Vary", "ETag", "WWW-Authenticate",
            "Cache-Control", "Content-Security-Policy")  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What somebody outside can tell of an answer, the id asked for blotted out."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]


class Browser(Client):
    """A client that keeps what it was given when it signed in, and looks at nothing but answers.

    Django's own remembers each context of each template, which takes longer than the answer.
    """

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


class Asker:
    """Browsers and programs of everybody in the world, each kept signed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.kept: dict[tuple[str, str], Client] = {}
        self.seen: dict[tuple[Any, ...], Answer] = {}
        self.deaf: set[tuple[str, str]] = set()

    def client(self, name: str, scope: str = "") -> Client:
        """Return a browser in which this person signed in, or a program with their token."""
        if (name, scope) not in self.kept:
            client = Browser(raise_request_exception=False)
            if scope:
                secret = self.world.secrets[name, scope]
                client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
            elif name != "stranger":
                person = getattr(self.world, name)
                backend = "allauth.account.auth_backends.AuthenticationBackend"
                client.force_login(person, backend=backend)
            self.kept[name, scope] = client
        return self.kept[name, scope]

    def is_new(self, address: str, verb: str) -> bool:
        """Tell whether an address was never asked with a method it does not have: once is enough."""
        known = (address, verb) in self.deaf
        self.deaf.add((address, verb))
        return not known

    def ask(
        self, name: str, verb: str, url: str, *, body: Any = None, scope: str = "", **headers: str
    ) -> Any:
        """Ask, and undo what it did."""
        kind = "application/json" if is_call(url) or verb in {"PUT", "PATCH"} else FORM
        data = urlencode(body or {}) if kind == FORM else json.dumps(body or {})
        client = self.client(name, scope)
        with transaction.atomic():
            answer = client.generic(verb, url, data, kind, **headers)
            transaction.set_rollback(True)
        return answer

    def told(self, name: str, verb: str, url: str, key: str, **asked: Any) -> Answer:
        return told(self.ask(name, verb, url, **asked), key)

    def told_of_nothing(self, address: str, name: str, verb: str, **asked: Any) -> Answer:
        """Return the answer for an id that does not exist; asked once for each address."""
        url = url_of(address, UNKNOWN)
        known = (address, name, verb, tuple(sorted(asked.items())))
        if known not in self.seen:
            self.seen[known] = self.told(name, verb, url, UNKNOWN, **asked)
        return self.seen[known]


FORM = "application/x-www-form-urlencoded"


def told(answer: Any, key: str) -> Answer:
    """Blot out what differs each time: the id that was asked for, and one-time secrets."""

    whole = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])" if key else "(?!)")

    def blot(text: str) -> str:
        for written in (quote(key), quote(key, safe="")) if key else ():
            text = text.replace(written, key)
        return whole.sub("ID", text)

    body = blot(CHANGES.sub(b"", answer.content).decode("utf-8", "surrogateescape")).encode(
        "utf-8", "surrogateescape"
    )
    headers = tuple((name, blot(answer.headers.get(name, ""))) for name in COMPARED)
    return Answer(answer.status_code, body, headers, tuple(sorted(answer.cookies)))


def is_call(url: str) -> bool:
    return url.startswith("/api/") and not url.rstrip("/").endswith("/docs")


def url_of(address: str, key: str = "") -> str:
    """Return where an address is, with this id in it."""
    more = [UNKNOWN[:-1] + "1"] if address == "today_answer" else []  # the prompt within the talk
    return reverse(address, args=[key, *more] if key else [])


def addresses(patterns: list[Any] | None = None) -> Iterator[tuple[str, str]]:
    """Walk every address of the app: its name and what leads to it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or "", str(pattern.pattern)


def cells(world: World, row: Row) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield state, key and for whom it exists, of each thing an address may be asked about."""
    if not row.of:
        yield "", "", row.opens_for()
        return
    for state, sees in world.states(row.of):
        yield state, world.key(row.of, state), row.opens_for(sees)
