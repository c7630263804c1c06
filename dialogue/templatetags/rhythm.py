"""The people one coaches: six months of talks as points on a line, and what is said beside it.

A page has thirty of these rows. They are put together here, as `goals.templatetags.goal_rows` does
it for goals, with every word looked up once for the page.
"""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address
from core.days import in_full, within_sentence
from core.markup import NOTHING, format_html, format_html_join
from core.templatetags.interface import avatar, full_day, icon
from dialogue.selectors.coach import Coachee, Promised, Rhythm
from dialogue.selectors.coach_rows import AtRisk
from goals.templatetags.figures import figure

register = template.Library()


ROW = (
    '<li class="cap"><a class="person" href="{0}">{1}<span><b>{2}</b><small>{3}</small></span></a>'
    '<div>{4}<p class="meta">{5}</p>{6}{7}</div><div class="row row--end">'
    '<a class="btn btn--quiet btn--s" href="{0}prepare/">{8}'
    '<span class="hide-text">, {2}</span></a>'
    '<a class="btn btn--s{9}" href="{10}">{11}<span class="hide-text">, {2}</span></a></div></li>'
)
LINE = (
    '<svg class="rhythm" role="img" aria-label="{}: {}">'
    '<line x1="0" x2="94%" y1="12" y2="12"/>{}{}{}</svg>'
)
GAP = '<line class="gap" x1="{}" x2="94%" y1="12" y2="12"/>'
TALK = '<circle cx="{}" cy="12" r="4.5"/>'
NEXT = '<circle class="next" cx="{}" cy="12" r="5"/>'
WISH = (
    '<p class="icon-line">{}<span><span class="voice">{}</span> '
    '<a href="/help/{}/">{}</a></span></p>'
)
GOAL = '<p class="meta"><a href="{}">{}</a>. {}</p>'


class Rows:
    """Writes the rows of one page."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.dialogue, self.talk, self.goal = (
            address("dialogue"),
            address("checkin"),
            address("goal"),
        )
        self.plan = reverse("checkin_plan")
        self.sheet, self.prepare, self.suggest = _("Prep sheet"), _("Prepare"), _("Suggest a time")
        self.hand, self.answer = icon("hand-helping"), _("Answer")
        self.last, self.next = _("Last talk %(day)s."), _("The next %(day)s.")

    def row(self, one: Coachee) -> SafeString:
        """Write one row: who it is, how the talks go, and what can be done next."""
        person = one.person
        coming = one.next_id
        where = self.talk(coming) if coming else f"{self.plan}?with={person.pk}"
        return format_html(
            ROW,
            self.dialogue(person.pk),
            avatar(person),
            person.name,
            person.job_title,
            self.line(one, one.rhythm),
            self.said(one),
            format_html_join(
                "", WISH, ((self.hand, wish.text, wish.asked, self.answer) for wish in one.wishes)
            ),
            format_html_join(
                "",
                GOAL,
                ((self.goal(goal.goal), goal.title, expected(goal)) for goal in one.at_risk),
            ),
            self.sheet,
            " btn--quiet" if coming and not one.has_waited else "",
            where,
            self.prepare if coming else self.suggest,
        )

    def line(self, one: Coachee, shown: Rhythm) -> SafeString:
        """Draw the talks with somebody, the gap since the last one and the next one."""
        talks = ngettext(
            "%(number)s talk in six months", "%(number)s talks in six months", one.talks
        )
        return format_html(
            LINE,
            one.person.name,
            talks % {"number": one.talks},
            format_html(GAP, shown.gap_from) if shown.gap_from else NOTHING,
            format_html_join("", TALK, ([x] for x in shown.dots)),
            format_html(NEXT, shown.next) if shown.next else NOTHING,
        )

    def said(self, one: Coachee) -> str:
        """Say when one talked with somebody, when one will, and what is open."""
        if one.last_at:
            said = [self.last % {"day": within_sentence(one.last_at, today=self.today)}]
        else:
            began = {"day": in_full(one.since, today=self.today)}
            said = [_("No talk yet. The coaching began on %(day)s.") % began]
        if one.next_at:
            said.append(self.next % {"day": within_sentence(one.next_at, today=self.today)})
        if number := one.open_commitments:
            is_open = ngettext(
                "%(number)s commitment is open.", "%(number)s commitments are open.", number
            )
            said.append(is_open % {"number": number})
        return " ".join(said)


@register.simple_tag
def coachee_rows(coachees: Iterable[Coachee]) -> SafeString:
    """Return a list item for each person somebody coaches."""
    rows = Rows()
    return format_html_join("\n", "{}", ([rows.row(one)] for one in coachees))


CONFIDENCE = {
    "low": gettext_lazy("They have little confidence in it."),
    "medium": "",
    "high": gettext_lazy("They are confident of it."),
}


@register.simple_tag
def expected(one: AtRisk) -> str:
    """Say in the owners' own figures what they expect, and what they reach for."""
    told = {"number": one.number, "forecast": amount(one.forecast, one.unit)}
    if one.ambition is None:
        said = _("%(number)s: they expect %(forecast)s.") % told
    else:
        told["ambition"] = amount(one.ambition, one.unit)
        said = _("%(number)s: they expect %(forecast)s and reach for %(ambition)s.") % told
    return f"{said} {CONFIDENCE.get(one.confidence, '')}".strip()


@register.simple_tag
def stands(one: AtRisk) -> str:
    """Say where a number stands of which nobody said what they expect."""
    told = {"number": one.number, "value": amount(one.forecast, one.unit)}
    if one.ambition is None:
        return _("%(number)s: %(value)s at present.") % told
    told["ambition"] = amount(one.ambition, one.unit)
    return _("%(number)s: %(value)s at present; they reach for %(ambition)s.") % told


def amount(value: Decimal, unit: str) -> str:
    """Say a number with its unit."""
    if not unit:
        return figure(value)
    return _("%(figure)s %(unit)s") % {"figure": figure(value), "unit": unit}


PROMISE = (
    '<form method="post" action="{0}" hx-post="{0}" hx-trigger="change">{1}{2}'
    '<input type="hidden" name="next" value="{3}"><label class="check"><input type="checkbox">'
    '<span>{4}<br><span class="meta">{5}</span></span></label>'
    '<noscript><button class="btn btn--s">{6}</button></noscript></form>'
)


@register.simple_tag(takes_context=True)
def promise_forms(context: Context, promises: Iterable[Promised], back: str) -> SafeString:
    """Return a form for each promise, to say that it is kept; it leads `back`."""
    keep, done, once_key = address("commitment_complete"), _("Done"), context["once_key"]
    token = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(context["csrf_token"])
    )
    return format_html_join(
        "\n",
        PROMISE,
        (
            (keep(row.pk), token, once_key(), back, row.what, to_whom(one), done)
            for one in promises
            for row in (one.commitment,)
        ),
    )


def to_whom(one: Promised) -> str:
    """Say to whom something was promised, and by when."""
    name, until = one.called, one.commitment.until
    if until is None:
        return _("with %(name)s") % {"name": name}
    return _("with %(name)s · by %(day)s") % {"name": name, "day": full_day(until)}
