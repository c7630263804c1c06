"""A rule, and the reason it applies, in plain words and in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from dialogue.cadence.choosing import Reason
from dialogue.cadence.holiday import countries
from dialogue.cadence.moments import message_time
from dialogue.cadence.rules import Rule, Scope

NUMBERS = {
    2: gettext_lazy("two"),
    3: gettext_lazy("three"),
    4: gettext_lazy("four"),
    5: gettext_lazy("five"),
    6: gettext_lazy("six"),
    7: gettext_lazy("seven"),
    8: gettext_lazy("eight"),
    9: gettext_lazy("nine"),
    10: gettext_lazy("ten"),
    11: gettext_lazy("eleven"),
    12: gettext_lazy("twelve"),
}


@dataclass(frozen=True, slots=True)
class Whom:
    """Who a rule is for: the team's or person's name; for a pair also the coach's."""

    scope: Scope = "everyone"
    name: str = ""
    partner: str = ""


EVERYONE = Whom()


def describe(rule: Rule, whom: Whom = EVERYONE) -> str:
    """The rule as somebody would say it, in a few sentences."""
    sentences = (_meet(rule, whom), _ask(rule), _remind(rule), _hush(rule), _rest(rule))
    return " ".join(sentence for sentence in sentences if sentence)


def rhythm(rule: Rule) -> str:
    """How often alone: "every two weeks"."""
    how_many = {"n": NUMBERS.get(rule.every, rule.every)}
    if rule.unit == "weeks":
        return ngettext("every week", "every %(n)s weeks", rule.every) % how_many
    return ngettext("every month", "every %(n)s months", rule.every) % how_many


def name_of(whom: Whom) -> str:
    """Who a rule is for, alone: "Turbine Design"."""
    names = {
        "everyone": _("everyone"),
        "team": "%(name)s",
        "pair": _("%(name)s and %(partner)s"),
        "person": "%(name)s",
    }
    return names[whom.scope] % {"name": whom.name, "partner": whom.partner}


def explain(reason: Reason | None, whom: Whom = EVERYONE) -> str:
    """Why a rule applies to a talk, in one or two sentences."""
    if reason is None:
        return _("No rule applies, so these talks are planned by hand.")
    sentence = {
        "person": _("The rule for %(name)s applies: one for a single person comes first."),
        "pair": _("The rule for %(name)s and %(partner)s applies: it is narrower than any other."),
        "team": _("The rule for %(name)s applies: there is none for the two of them."),
        "everyone": _("The rule for everyone applies: there is no narrower one."),
    }[reason.scope] % {"name": whom.name, "partner": whom.partner}
    tie = {
        "": "",
        "shortest rhythm": _("Of several such rules it asks for talks most often."),
        "oldest rule": _("Of several such rules it is the oldest."),
    }[reason.tie]
    return f"{sentence} {tie}".strip()


def _meet(rule: Rule, whom: Whom) -> str:
    sentence = {
        "everyone": _("Everyone and their coach meet %(rhythm)s %(day)s at %(time)s."),
        "team": _("Everyone in %(name)s and their coach meet %(rhythm)s %(day)s at %(time)s."),
        "pair": _("%(name)s and %(partner)s meet %(rhythm)s %(day)s at %(time)s."),
        "person": _("%(name)s and their coach meet %(rhythm)s %(day)s at %(time)s."),
    }[whom.scope]
    return sentence % {
        "name": whom.name,
        "partner": whom.partner,
        "rhythm": rhythm(rule),
        "day": _day(rule),
        "time": f"{rule.local_time:%H:%M}",
    }


def _day(rule: Rule) -> str:
    names = [str(WEEKDAYS[weekday - 1]) for weekday in sorted(rule.listed_weekdays)]
    values = {"weekdays": get_text_list(names, pgettext("between weekdays", "or"))}
    if not rule.weekdays:
        return _("on a day of their choice, %(weekdays)s if they choose none,") % values
    if rule.unit == "weeks":
        return _("on %(weekdays)s") % values
    if rule.starts_on.day == 1:
        return _("on the first %(weekdays)s of the month") % values
    values["day"] = str(rule.starts_on.day)
    return _("on the first %(weekdays)s from day %(day)s of the month on") % values


def _ask(rule: Rule) -> str:
    if not rule.lead_days:
        return _("Each gets one message on that day, before they meet.")
    return ngettext(
        "Each gets one message the day before, at %(time)s in their own time zone.",
        "Each gets one message %(n)s days before, at %(time)s in their own time zone.",
        rule.lead_days,
    ) % {
        "n": NUMBERS.get(rule.lead_days, rule.lead_days),
        "time": f"{message_time(rule):%H:%M}",
    }


def _remind(rule: Rule) -> str:
    if not rule.remind_after_days:
        return _("There is no reminder after it.")
    return ngettext(
        "If they have not met the day after, each gets one more. Then we stop.",
        "If they have not met after %(n)s days, each gets one more. Then we stop.",
        rule.remind_after_days,
    ) % {"n": NUMBERS.get(rule.remind_after_days, rule.remind_after_days)}


def _hush(rule: Rule) -> str:
    if rule.quiet_from == rule.quiet_to:
        return _("Nothing is sent on days off, on holidays or in an absence.")
    return _(
        "Nothing is sent from %(from)s to %(to)s, on days off, on holidays or in an absence."
    ) % {"from": f"{rule.quiet_from:%H:%M}", "to": f"{rule.quiet_to:%H:%M}"}


def _rest(rule: Rule) -> str:
    if not rule.country:
        return ""
    country = {"country": countries().get(rule.country, rule.country)}
    if rule.unit == "weeks":
        return _("On a public holiday in %(country)s they meet on another day of that week.") % (
            country
        )
    return _("On a public holiday in %(country)s they meet on another day of that month.") % country
