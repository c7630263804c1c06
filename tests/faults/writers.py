"""A page on which somebody writes, over a network that drops what is sent and what is answered.

It keeps to what `static/js/shared-text.js` does: one save on its way, sent again until it is known
whether it arrived; others' changes are put in around what was typed meanwhile.
"""

import json
import random
from typing import Any
from uuid import UUID, uuid4


class Writer:
    """One tab. `typed` are the words it wrote, each with a mark of its own."""

    def __init__(self, client: Any, talk: UUID, name: str, chance: random.Random) -> None:
        self.client, self.talk, self.name, self.chance = client, talk, name, chance
        self.base = self.text = ""
        self.version = 0
        self.sent: dict[str, Any] | None = None
        self.typed: list[str] = []
        self.dropped = self.overlaps = 0

    def go_on(self) -> None:
        """Write a word somewhere, now and then; then save."""
        if self.sent is None and self.chance.random() < 0.8:
            self.write()
        self.save()

    def write(self) -> None:
        """Put a word at the end, at the start, after a word, or in the place of an own one."""
        word = f"{self.name}{len(self.typed)}."
        places = [0, len(self.text), *(at + 1 for at, sign in enumerate(self.text) if sign == ".")]
        at = self.chance.choice([len(self.text), self.chance.choice(places)])
        self.typed.append(word)
        self.text = f"{self.text[:at]}{word}{self.text[at:]}"

    def save(self) -> None:
        """Send what changed, or once more what nobody answered."""
        from core.merging import change_of_all

        if self.sent is None:
            one = change_of_all(self.base, self.text)
            self.sent = {
                "version": self.version,
                "size": len(self.base),
                "key": str(uuid4()),
                "changes": [[one.at, one.length, one.text]] if one.length or one.text else [],
            }
        if self.is_dropped():
            return
        answer = self.client.patch(
            f"/checkins/{self.talk}/notes/",
            json.dumps(self.sent),
            content_type="application/json",
        )
        if not self.is_dropped():
            self.take(answer)

    def is_dropped(self) -> bool:
        """A fifth of all that goes over the network gets lost, either way."""
        is_lost = self.chance.random() < 0.2
        self.dropped += is_lost
        return is_lost

    def take(self, answer: Any) -> None:
        from core.merging import Change, changed

        body = answer.json()
        assert answer.status_code in {200, 409}, answer.status_code
        if answer.status_code == 409:
            self.overlaps += 1
            self.sent = {**(self.sent or {}), "both": True}
            return
        self.text = changed(self.text, [Change(*one) for one in body["changes"]])
        self.base, self.version, self.sent = self.text, body["version"], None


def until_quiet(writers: list[Writer]) -> None:
    """Let everybody save until all have heard of everything."""
    for _time in range(200):
        for writer in writers:
            writer.save()
        if len({writer.text for writer in writers}) == 1 and not any(w.sent for w in writers):
            return
    raise AssertionError("the pages do not come to the same text")
