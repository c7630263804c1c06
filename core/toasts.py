"""Say that something worked, in a toast on the page that comes next."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest  # noqa: TID251  A toast belongs to the answer to a request.


@dataclass(frozen=True)
class Toast:
    """A sentence, and perhaps the address that takes the step back."""

    text: str
    undo: str = ""
    undo_label: str = ""


def say(request: HttpRequest, text: str, *, undo: str = "", undo_label: str = "") -> None:
    """Show `text` once. With `undo` a button posts there; it bears `undo_label`."""
    step_back = json.dumps({"undo": undo, "undo_label": undo_label}) if undo else ""
    messages.success(request, text, extra_tags=step_back)


def waiting(request: HttpRequest) -> list[Toast]:
    """Return the toasts not shown yet, and count them as shown."""
    return [_toast(message) for message in messages.get_messages(request)]


def _toast(message: Message) -> Toast:
    step_back = message.extra_tags or ""
    if not step_back.startswith("{"):
        return Toast(str(message.message))
    return Toast(str(message.message), **json.loads(step_back))
