"""What must hold of rounds holds at the end of one, and is noticed when it does not."""

import pytest

from feedback.models import NamedAnswer, Nomination, RoundKey
from feedback.rounds.items import Part
from feedback.services.rounds import answering, showing
from home.invariants import broken
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_nothing_stands_against_a_round_from_its_launch_to_its_end(
    launched, items, cast, newcomer, now, released, time_machine
):
    time_machine.move_to(now)
    about = launched(more=[newcomer("Eve Moreau")])
    answers = {
        items(about)["text"]: "You ask first.",
        items(about)["seen"]: items(about)["levels"][0],
    }
    for nomination in about.nominations.select_related("person"):
        answering.answer(about, answers=answers, by=nomination.person, at=now)
    facts = {"rounds past their date were closed, and their reports came, within a day"}
    assert set(broken()) <= facts  # the clock of the database is not that of the tests
    assert released(about).texts.filter(group__isnull=False).count() == 5
    showing.share(about, people=[cast.ada], by=cast.ben, at=about.releases_at)
    assert broken() == {}


def test_a_lost_key_and_a_name_in_a_confidential_round_are_found(launched, cast, now):
    about = launched()
    RoundKey.objects.all().delete()
    cleo = Nomination.objects.get(person=cast.cleo)
    NamedAnswer.objects.create(
        round=about,
        nomination=cleo,
        question=about.questions.get(),
        part=Part.TEXT,
        text="You ask.",
        saved_at=now,
    )
    Notification.objects.filter(person=cast.cleo, channel="app").update(done_at=now)
    found = set(broken())
    assert any("when somebody dealt with an invitation" in fact for fact in found)
    assert any("has its key from the launch" in fact for fact in found)
    assert any("only the subject and coaches answer by name" in fact for fact in found)
