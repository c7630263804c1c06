"""Reviewers answer, read back and decline; nobody learns whether they did."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.services.people import deactivate
from feedback.box import items as names
from feedback.links import link_for_reviewer, reviewer_behind
from feedback.models import NamedAnswer, NamedDecline, Nomination, Round, SealedAnswer
from feedback.rounds.items import NOT_SEEN, Item, Part
from feedback.services.rounds import answering, named, sealed
from feedback.services.rounds.errors import RoundIsClosed, WrongAnswer
from feedback.services.rounds.stopping import close
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def read_back(about, person):
    return answering.read_back(about, answering.reviewer_of(about, person))


def rows_of_all_tables():
    """How many rows each table has, and the newest of each by `xmin`, as a dump would show."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name not in ("feedback_sealedanswer", "django_session")
        ]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608  a table of ours
            found[table] = cursor.fetchall()
        return found


def test_a_confidential_answer_leaves_its_boxes_and_nothing_else(launched, items, cast, now):
    about = launched(partners=1)
    it, before = items(about), rows_of_all_tables()
    text, seen = it["text"], it["seen"]
    later = now + timedelta(days=1)
    answers = {text: " You ask first. ", seen: it["levels"][1], it["keep"]: "", it["next"]: "Ask."}
    answering.answer(about, answers=answers, by=cast.cleo, at=later)
    answering.answer(about, answers={seen: NOT_SEEN}, by=cast.dora, at=later)
    answering.decline(about, by=cast.tess, at=later)
    partner = about.nominations.get(person=None)
    answering.answer_as_partner(partner, answers={text: "You call back."}, at=later)
    assert rows_of_all_tables() == before
    assert SealedAnswer.objects.count() == 6
    sheet = read_back(about, cast.cleo)
    assert sheet.answers == {text: "You ask first.", seen: it["levels"][1], it["next"]: "Ask."}
    assert not sheet.is_declined
    assert read_back(about, cast.dora).answers == {seen: NOT_SEEN}
    assert read_back(about, cast.tess).is_declined
    assert read_back(about, cast.root) == answering.Sheet({}, is_declined=False)
    assert answering.read_back(about, partner).answers == {text: "You call back."}
    invited = Notification.objects.filter(kind="feedback.round_invited")
    assert not invited.exclude(done_at=None, dropped_at=None, seen_at=None).exists()


def test_an_answer_is_changed_emptied_declined_and_taken_up_again(launched, items, cast, now):
    about = launched(partners=1)
    it, cleo = items(about), cast.cleo
    answering.answer(about, answers={it["text"]: "One.", it["keep"]: "Two."}, by=cleo, at=now)
    answering.answer(about, answers={it["text"]: "Other.", it["keep"]: " \n"}, by=cleo, at=now)
    assert read_back(about, cleo).answers == {it["text"]: "Other."}
    answering.decline(about, by=cleo, at=now)
    assert read_back(about, cleo) == answering.Sheet({}, is_declined=True)
    answering.take_back_decline(about, by=cleo, at=now)
    assert read_back(about, cleo) == answering.Sheet({}, is_declined=False)
    partner = about.nominations.get(person=None)
    answering.decline_as_partner(partner, at=now)
    assert answering.read_back(about, partner).is_declined
    answering.take_back_decline_as_partner(partner, at=now)
    assert not SealedAnswer.objects.exists()


def test_coaches_and_the_subject_answer_by_name_and_read_only_their_own(launched, items, cast, now):
    about = launched()
    it, ada, ben = items(about), cast.ada, cast.ben
    answers = {it["text"]: "You took the night shift.", it["seen"]: it["levels"][2]}
    answering.answer(about, answers=answers, by=ada, at=now)
    answering.answer(about, answers={it["seen"]: NOT_SEEN}, by=ben, at=now)
    answering.answer(about, answers={it["seen"]: it["levels"][0], it["text"]: ""}, by=ada, at=now)
    assert read_back(about, ada).answers == {it["seen"]: it["levels"][0]}
    assert read_back(about, ben).answers == {it["seen"]: NOT_SEEN}
    assert NamedAnswer.objects.visible_to(ben).get().nomination is None
    assert NamedAnswer.objects.visible_to(ada).get().nomination.person == ada
    assert not SealedAnswer.objects.exists()
    with pytest.raises(PermissionDenied):
        answering.decline(about, by=ben, at=now)
    for _twice in range(2):
        answering.decline(about, by=ada, at=now)
    assert read_back(about, ada) == answering.Sheet({}, is_declined=True)
    answering.take_back_decline(about, by=ada, at=now)
    assert not NamedDecline.objects.exists()


def test_in_a_named_round_everybody_answers_by_name(launched, items, cast, now):
    about = launched(mode="named", partners=1)
    it, partner = items(about), about.nominations.get(person=None)
    answering.answer(about, answers={it["text"]: "You ask."}, by=cast.cleo, at=now)
    answering.answer_as_partner(partner, answers={it["text"]: "You call."}, at=now)
    assert read_back(about, cast.cleo).answers == {it["text"]: "You ask."}
    assert NamedAnswer.objects.count() == 2
    assert not SealedAnswer.objects.exists()
    assert Nomination.objects.visible_to(cast.ben).count() == 6


def test_what_the_round_does_not_ask_is_refused_beside_its_field(launched, items, cast, now):
    about, other = launched(), launched()
    it, elsewhere = items(about), items(other)
    for item, value in (
        (elsewhere["text"], "Hello."),
        (Item(it["text"].of, Part.KEEP), "Hello."),
        (it["text"], "x" * 10_001),
        (it["text"], "a\x00b"),
        (it["seen"], elsewhere["levels"][0]),
        (it["seen"], "3"),
    ):
        with pytest.raises(WrongAnswer) as caught:
            answering.answer(about, answers={item: value}, by=cast.cleo, at=now)
        assert list(caught.value.fields) == [f"{item.of}:{item.part.value}"]
    assert not SealedAnswer.objects.exists()


def test_late_answers_are_refused_and_what_was_saved_stays(launched, items, cast, now):
    about = launched(partners=1)
    it, cleo, partner = items(about), cast.cleo, about.nominations.get(person=None)
    answering.answer(about, answers={it["text"]: "In time."}, by=cleo, at=now)
    answering.answer(about, answers={it["text"]: "In time too."}, by=cast.ada, at=now)

    def everything_is_refused(at):
        for late in (
            lambda: answering.answer(about, answers={it["text"]: "Late."}, by=cleo, at=at),
            lambda: answering.answer(about, answers={it["text"]: "Late."}, by=cast.ada, at=at),
            lambda: answering.answer_as_partner(partner, answers={it["text"]: "Late."}, at=at),
            lambda: answering.decline(about, by=cleo, at=at),
            lambda: answering.take_back_decline(about, by=cleo, at=at),
        ):
            with pytest.raises(RoundIsClosed, match="takes no answers now"):
                late()

    everything_is_refused(about.closes_at)
    close(about, by=cast.ben, at=now + timedelta(days=1))
    everything_is_refused(now + timedelta(days=1))
    assert read_back(about, cleo).answers == {it["text"]: "In time."}
    with pytest.raises(RoundIsClosed, match="just now"):
        named.write(about, None, answers={}, at=about.closes_at)
    with pytest.raises(RoundIsClosed):
        answering.seal(about, partner, {names.DECLINED: "1"}, at=about.closes_at)
    with pytest.raises(sealed.Closed):
        sealed.write(about, reviewer=partner.pk, answers={names.DECLINED: "1"}, at=now)


def test_nobody_else_answers(launched, prepared, items, newcomer, cast, now):
    about, not_yet = launched(), prepared()
    eve = newcomer("Eve Moreau")
    deactivate(cast.tess, by=cast.root, at=now)
    cast.tess.refresh_from_db()
    for person in (eve, cast.tess, cast.zoe):
        with pytest.raises(PermissionDenied):
            answering.answer(about, answers={}, by=person, at=now)
        with pytest.raises(PermissionDenied):
            read_back(about, person)
    with pytest.raises(PermissionDenied):
        answering.answer(not_yet, answers={}, by=cast.cleo, at=now)


def test_when_the_subject_leaves_nobody_is_asked_for_more(launched, items, cast, now, released):
    about = launched(partners=1)
    it, partner = items(about), about.nominations.get(person=None)
    answering.answer(about, answers={it["text"]: "Before."}, by=cast.cleo, at=now)
    deactivate(cast.ben, by=cast.root, at=now)
    assert not Round.objects.asking(cast.cleo).exists()
    waiting = Notification.objects.visible_to(cast.cleo).waiting(now)
    assert not waiting.filter(kind="feedback.round_invited").exists()
    with pytest.raises(RoundIsClosed, match="Ben has left"):
        answering.answer_as_partner(partner, answers={it["text"]: "After."}, at=now)
    with pytest.raises(PermissionDenied):
        answering.answer(Round.objects.get(), answers={}, by=cast.cleo, at=now)
    assert released(about).state == Round.State.CANCELLED
    assert not SealedAnswer.objects.exists()


def test_a_personal_link_names_its_reviewer_and_nothing_else_does(launched):
    partner = launched(partners=1).nominations.get(person=None)
    signed = link_for_reviewer(partner).rstrip("/").rpartition("/")[2]
    assert reviewer_behind(signed) == partner.pk
    for wrong in (signed + "x", signed[1:], "", str(partner.pk)):
        assert reviewer_behind(wrong) is None
