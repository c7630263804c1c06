"""Errors that speak to people.

A rule of the product that was not met raises a `RuleError` with one sentence: what to do, then
why. Pages show it with status 422, the API answers problem details with the same sentence.
"""

from collections.abc import Mapping


class RuleError(Exception):
    """A rule was not met. The sentence is shown to the person as it stands.

    `fields` names the fields concerned (the names of the API), each with its own sentence.
    """

    def __init__(self, sentence: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fields = dict(fields or {})


class StaleVersion(RuleError):
    """Somebody saved in between; `current` is the version that stands now."""

    def __init__(self, sentence: str, *, current: int) -> None:
        super().__init__(sentence)
        self.current = current
