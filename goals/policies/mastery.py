"""Who sees a person's mastery, and who writes about it. No admin reads anything here.

Each `can_read…` is the twin of a `visible_to` in `querysets.mastery`.
"""

from accounts.models import Person
from goals.models import Evidence, LevelEntry, Mastery, Opening, WitnessRequest


def can_read_mastery(person: Person, mastery: Mastery) -> bool:
    """One's own; and what somebody who is still here opened and has not set aside."""
    if person.has_left:
        return False
    if person.pk == mastery.person_id:
        return True
    if mastery.set_aside_at or mastery.person.has_left:
        return False
    return Opening.objects.reaching(person).filter(mastery=mastery).exists()


def can_read_level_entry(person: Person, entry: LevelEntry) -> bool:
    """Whoever sees the mastery sees its levels and reflections."""
    return can_read_mastery(person, entry.mastery)


def can_read_evidence(person: Person, evidence: Evidence) -> bool:
    """Whoever sees the mastery, and a witness their own words; nobody what was taken back."""
    if person.has_left or evidence.withdrawn_at:
        return False
    if evidence.measurement and evidence.measurement.withdrawn_at:
        return False
    return is_witness(person, evidence) or can_read_mastery(person, evidence.mastery)


def can_read_witness_request(person: Person, asked: WitnessRequest) -> bool:
    """Whoever asks; and the asked, while it can be answered and once they have answered."""
    if person.has_left:
        return False
    if person.pk == asked.mastery.person_id:
        return True
    return person.pk == asked.asked_id and (asked.answered_at is not None or is_open(asked))


def is_open(asked: WitnessRequest) -> bool:
    """Tell whether it can be answered: not taken back, and still about something."""
    mastery = asked.mastery
    return not (asked.withdrawn_at or mastery.set_aside_at or mastery.person.has_left)


def is_witness(person: Person, evidence: Evidence) -> bool:
    return evidence.kind == Evidence.Kind.WITNESS and person.pk == evidence.by_id


def can_keep(person: Person, mastery: Mastery) -> bool:
    """The person it is about writes it, opens it, closes it and asks others."""
    return not person.has_left and person.pk == mastery.person_id


def can_withdraw_evidence(person: Person, evidence: Evidence) -> bool:
    """A witness takes back their words; the person it is about takes off anything."""
    return not person.has_left and (
        person.pk == evidence.mastery.person_id or is_witness(person, evidence)
    )


def can_answer_as_witness(person: Person, asked: WitnessRequest) -> bool:
    return not person.has_left and person.pk == asked.asked_id
