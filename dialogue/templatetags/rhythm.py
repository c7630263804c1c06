"""The talks of six months as points on a line, and what is said beside it."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.markup import format_html, format_html_join
from core.templatetags.interface import day, full_day
from dialogue.selectors.coach import Coachee, Promised
from dialogue.selectors.coach_rows import AtRisk
from goals.templatetags.figures import figure

register = template.Library()


@register.simple_tag
def rhythm(one: Coachee) -> SafeString:
    """Draw the talks with somebody, the gap since the last one and the next one."""
    shown = one.rhythm
    talks = ngettext("%(number)s talk in six months", "%(number)s talks in six months", one.talks)
    gap = '<line class="gap" x1="{}" x2="94%" y1="12" y2="12"/>' if shown.gap_from else ""
    ahead = '<circle class="next" cx="{}" cy="12" r="5"/>' if shown.next else ""
    return format_html(
        '<svg class="rhythm" role="img" aria-label="{}">'
        '<line x1="0" x2="94%" y1="12" y2="12"/>{}{}{}</svg>',
        f"{one.person.name}: {talks % {'number': one.talks}}",
        format_html(gap, shown.gap_from),
        format_html_join("", '<circle cx="{}" cy="12" r="4.5"/>', ((x,) for x in shown.dots)),
        format_html(ahead, shown.next),
    )


# A page has thirty of these; blocktranslate takes ten times as long as gettext.


@register.simple_tag
def said_of(one: Coachee) -> str:
    """Say when one talked with somebody, when one will, and what is open."""
    if one.last_at:
        said = [_("Last talk %(day)s.") % {"day": day(one.last_at)}]
    else:
        began = {"day": full_day(one.since)}
        said = [_("No talk yet. The coaching began on %(day)s.") % began]
    if one.next_at:
        said.append(_("The next %(day)s.") % {"day": day(one.next_at)})
    if number := one.open_commitments:
        is_open = ngettext(
            "%(number)s commitment is open.", "%(number)s commitments are open.", number
        )
        said.append(is_open % {"number": number})
    return " ".join(said)


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


@register.simple_tag
def to_whom(one: Promised) -> str:
    """Say to whom something was promised, and by when."""
    name, until = one.called, one.commitment.until
    if until is None:
        return _("with %(name)s") % {"name": name}
    return _("with %(name)s · by %(day)s") % {"name": name, "day": full_day(until)}
