"""A piece of feedback as a line of a list.

A list has two dozen, and as a template included for each they took a third of their page.
"""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.addresses import address
from core.days import alone, local_day, within_sentence
from core.markup import NOTHING, format_html, format_html_join, sentence
from core.templatetags.interface import icon, kind
from feedback.models import Feedback

register = template.Library()

LETTERS = 280  # of what was seen; the rest is on the page of the piece
LINE = (
    '<article class="fb{}"><p class="voice"><a href="{}">{}</a></p>'
    '<p class="meta">{}{} {}{}</p>{}</article>'
)
BY = '<b>{}</b> · <time datetime="{}">{}</time>'
THANKED = '<p class="icon-line meta">{}{} <span class="voice">{}</span></p>'


@register.simple_tag
def feedback_line(piece: Feedback, box: str, linked: bool = False) -> SafeString:
    """Show a piece in one of the boxes; `linked` names the capability and the values too."""
    return format_html(
        LINE,
        " fb--improvement" if piece.is_improvement else "",
        address("feedback_piece")(piece.pk),
        beginning(piece.behaviour),
        kind(piece.kind),
        state(piece, box),
        sides(piece, box),
        links(piece, linked=linked),
        thanks(piece) if box == "given" and piece.thanked_at else NOTHING,
    )


def beginning(text: str) -> str:
    """Return as much of a text as a line has room for; most have less."""
    return text if len(text) <= LETTERS else Truncator(text).chars(LETTERS)


def state(piece: Feedback, box: str) -> SafeString:
    """Mark what its recipient has not read yet, and what waits."""
    new = NOTHING
    if box == "received" and not piece.read_at:
        new = format_html('<span class="tag tag--ink">{}</span>', _("New"))
    if not piece.held_until:
        return new
    waits = _("Goes out %(day)s") % {"day": day_of(piece.held_until)}
    return new + format_html('<span class="tag">{}{}</span>', icon("clock"), waits)


def sides(piece: Feedback, box: str) -> SafeString:
    """Say from whom or to whom it is, and when."""
    giver, recipient, at = piece.giver.name, piece.recipient.name, piece.given_at
    if box == "received":
        today = timezone.localdate()
        return format_html(BY, giver, local_day(at).isoformat(), alone(at, today=today))
    if box == "given":
        return sentence(_("to <b>%(name)s</b>, %(day)s"), name=recipient, day=day_of(at))
    words = _("<b>%(giver)s</b> to <b>%(recipient)s</b>, %(day)s")
    return sentence(words, giver=giver, recipient=recipient, day=day_of(at))


def links(piece: Feedback, *, linked: bool) -> SafeString:
    """Name what it is about: the goal, and perhaps capability and values."""
    named = [piece.goal.title] if piece.goal else []
    if linked and piece.capability:
        named.append(piece.capability.name)
    if linked:
        named += [value["name"] for value in getattr(piece, "named_values", [])]
    return format_html_join("", " · {}", ([name] for name in named))


def thanks(piece: Feedback) -> SafeString:
    """Say that its recipient said thanks, and what they will try."""
    name = {"name": piece.recipient.called}
    if not piece.will_try:
        words = _("%(name)s said thanks") % name
        return format_html('<p class="icon-line meta">{}{}</p>', icon("check"), words)
    words = _("%(name)s said thanks, and will try:") % name
    return format_html(THANKED, icon("check"), words, piece.will_try)


def day_of(at: datetime) -> str:
    return within_sentence(at, today=timezone.localdate())
