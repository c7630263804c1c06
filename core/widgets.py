"""Form controls that Django does not have as the interface wants them."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A calendar day. The browser shows it in its own language and sends ISO 8601."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input--auto", **(attrs or {})}, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day with 24 hours, "17:30", whatever the browser's own habit is."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        habit = {"class": "input--time", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__({**habit, **(attrs or {})}, format="%H:%M")
