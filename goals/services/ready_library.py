"""Take capabilities from the ready library: anybody proposes one, admins adopt several at once."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from core.errors import RuleError
from goals import policies
from goals.library import Ready, ready_in
from goals.models import Capability, CapabilityProposal
from goals.selectors.wording import Wording
from goals.services.capabilities import allow, enact, propose


class NotInLibrary(RuleError):
    """The library has no such entry."""


class TakenBefore(RuleError):
    """It was proposed or adopted from the library before."""


class NothingChosen(RuleError):
    """Adopting several needs at least one."""


@transaction.atomic
def propose_ready(slug: str, *, language: str, by: Person, at: datetime) -> CapabilityProposal:
    """Propose an entry of the library as it is worded in this language."""
    allow(by)
    lock()
    if Capability.objects.from_library().filter(library_slug=slug).exists():
        raise TakenBefore(_("This one was taken from the library before. It is proposed already."))
    return propose(wording(entry(slug, language)), by=by, at=at, slug=slug)


@transaction.atomic
def adopt_ready(
    slugs: Sequence[str], *, language: str, by: Person, at: datetime
) -> list[Capability]:
    """Adopt entries of the library (admins): one that somebody proposed is accepted as it stands.

    Those adopted before are left as they are.
    """
    if not policies.can_decide_capability(by):
        raise PermissionDenied
    lock()
    wanted = [entry(slug, language) for slug in dict.fromkeys(slugs)]
    if not wanted:
        raise NothingChosen(_("Choose at least one capability."))
    here = Capability.objects.from_library().in_state("adopted")
    adopted = set(here.values_list("library_slug", flat=True))
    fresh = [one for one in wanted if one.slug not in adopted]
    proposals = waiting([one.slug for one in fresh])
    for one in fresh:
        if one.slug not in proposals:
            proposals[one.slug] = propose(wording(one), by=by, at=at, slug=one.slug)
        enact(proposals[one.slug].capability, proposals[one.slug], by=by, at=at)
    return [proposals[one.slug].capability for one in fresh]


def waiting(slugs: Sequence[str]) -> dict[str, CapabilityProposal]:
    """Return what somebody proposed of these and nobody decided, with nobody else at it."""
    found = CapabilityProposal.objects.select_for_update().select_related("capability").open()
    new = found.filter(kind=CapabilityProposal.Kind.NEW, capability__library_slug__in=slugs)
    return {one.capability.library_slug: one for one in new}


def entry(slug: str, language: str) -> Ready:
    found = ready_in(language).get(slug)
    if found is None:
        sentence = _("The library has no such capability.")
        raise NotInLibrary(sentence, fields={"slug": sentence, "slugs": sentence})
    return found


def wording(ready: Ready) -> Wording:
    return Wording(ready.name, ready.description, ready.levels)


def lock() -> None:
    """Let one hand into the library after the other."""
    Organisation.objects.select_for_update(no_key=True).first()
