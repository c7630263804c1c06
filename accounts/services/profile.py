"""What people say about themselves, and where they are signed in."""

import re
import zoneinfo
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.services.people import UnknownTimeZone, search_key
from core import audit
from core.errors import RuleError

OWN_FIELDS = (
    "preferred_name",
    "pronouns",
    "job_title",
    "location",
    "country",
    "language",
    "time_zone",
    "working_days",
    "shortcuts_off",
)


class UnknownLanguage(RuleError):
    """The app does not speak it."""


class UnknownCountry(RuleError):
    """Not a code of two letters."""


class NoWorkingDay(RuleError):
    """A week without a working day has no day for a nudge."""


@transaction.atomic
def edit_profile(person: Person, *, changes: Mapping[str, Any], by: Person, at: datetime) -> Person:
    """Write what somebody says about themselves; keys are among `OWN_FIELDS`."""
    if person.pk != by.pk or by.has_left:
        raise PermissionDenied
    refuse_odd_settings(changes)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    for field in OWN_FIELDS:
        setattr(person, field, changes.get(field, getattr(person, field)))
    person.search_key = search_key(person)
    person.save(update_fields=[*OWN_FIELDS, "search_key"])
    audit.record(by=by, action="person.edit_profile", on=person, at=at)
    return person


def refuse_odd_settings(changes: Mapping[str, Any]) -> None:
    """Raise for a zone, language, country or week that the app cannot work with."""
    if changes.get("time_zone", "UTC") not in zoneinfo.available_timezones():
        sentence = _("This time zone is not known. Choose one such as Europe/Oslo.")
        raise UnknownTimeZone(sentence, fields={"time_zone": sentence})
    if changes.get("language", "en") not in dict(settings.LANGUAGES):
        sentence = _("The app does not speak this language yet. Choose one of the list.")
        raise UnknownLanguage(sentence, fields={"language": sentence})
    if not re.fullmatch("([A-Z]{2})?", changes.get("country", "")):
        sentence = _("Write the two letters of the country, such as NO for Norway.")
        raise UnknownCountry(sentence, fields={"country": sentence})
    if not changes.get("working_days", [1]):
        sentence = _("Choose at least one working day.")
        raise NoWorkingDay(sentence, fields={"working_days": sentence})


@transaction.atomic
def end_other_sessions(person: Person, *, by: Person, at: datetime) -> Person:
    """Sign this person out everywhere; the browser that asks renews its own session after."""
    if person.pk != by.pk:
        raise PermissionDenied
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.sessions_ended_at = at
    person.save(update_fields=["sessions_ended_at"])
    audit.record(by=by, action="session.end_elsewhere", on=person, at=at)
    return person
