"""Choosing what is asked, and of whom; and the launch, which fixes both."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.services import coaching
from accounts.services.people import deactivate
from feedback.models import Nomination, Perspective, Round, RoundKey, RoundLevel
from feedback.selectors.nominating import often_asked
from feedback.selectors.rounds.setup import set_up_of
from feedback.services.rounds import launching, starting
from feedback.services.rounds.choosing import choose
from feedback.services.rounds.errors import (
    NotInThisState,
    TooFewReviewers,
    WrongQuestions,
    WrongReviewer,
    WrongRound,
)
from feedback.services.rounds.nominating import Reviewer, nominate, withdraw_nomination
from feedback.services.rounds.stopping import cancel
from feedback.services.rounds.thresholds import set_thresholds
from goals.selectors.wording import Wording
from goals.services import capabilities
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_questions_and_capabilities_are_chosen_together_and_anew(
    start, capability, ben, ada, dora, root, now
):
    about = start()
    with pytest.raises(PermissionDenied):
        choose(about, questions=[], capabilities=[], by=ada, at=now)
    choose(about, questions=[("Old?", "")], capabilities=[], by=ben, at=now)
    asked = [("  What helps?\r\n", "helps"), (" ", ""), ("What gets in the way?", "")]
    choose(about, questions=asked, capabilities=[capability], by=ben, at=now)
    kept = about.questions.order_by("position").values_list("text", "library_code")
    assert list(kept) == [("What helps?", "helps"), ("What gets in the way?", "")]
    assert about.capabilities.get().name == "Handing over"
    for questions, chosen in (
        ([("What helps?", ""), ("what HELPS?", "")], []),
        ([("x" * 1001, "")], []),
        ([(f"Question {number}?", "") for number in range(11)], []),
        ([], [capability, capability]),
        ([], [capability] * 7),
    ):
        with pytest.raises(WrongQuestions):
            choose(about, questions=questions, capabilities=chosen, by=ben, at=now)
    retiring = capabilities.propose_retiring(capability, reason="Old.", version=1, by=dora, at=now)
    capability = capabilities.accept(retiring, by=root, at=now)
    with pytest.raises(WrongQuestions, match="not adopted now"):
        choose(about, questions=[], capabilities=[capability], by=ben, at=now)
    assert about.questions.count() == 2


def test_nobody_is_nominated_who_cannot_be(start, cast, now):
    about, ben = start(), cast.ben
    partner = Reviewer("partners", email="Kim@Client.example", name="Kim")
    nominate(about, reviewers=[Reviewer("peers", cast.cleo), partner], by=ben, at=now)
    for reviewer, sentence in (
        (Reviewer("peers", ben), "You do not review yourself"),
        (Reviewer("partners", email="BEN@example.org"), "You do not review yourself"),
        (Reviewer("served", cast.cleo), "Cleo Adeyemi is nominated already."),
        (Reviewer("partners", email="kim@client.EXAMPLE"), "nominated already"),
        (Reviewer("peers", cast.zoe), "Zoe Tanaka has left. Nominate somebody else."),
        (Reviewer("partners", email="zoe@example.org"), "Zoe Tanaka has left"),
        (Reviewer("partners", email="dora@example.org"), "Choose them by name."),
        (Reviewer("partners", cast.dora), "is a colleague. Choose another perspective."),
        (Reviewer("coaches", cast.dora), "does not coach you now"),
        (Reviewer("peers", cast.ada), "Nominate them as your coach."),
        (Reviewer("friends", cast.dora), "Choose as whom"),
        (Reviewer("peers", email="a@client.example"), "Nominate them as an outside partner."),
        (Reviewer("partners", email="at client"), "“at client” is not an address."),
        (Reviewer("partners", email="a@b.example", name="x" * 121), "120 characters"),
    ):
        with pytest.raises(WrongReviewer) as caught:
            nominate(about, reviewers=[reviewer], by=ben, at=now)
        assert sentence in caught.value.fields["reviewers"]
    with pytest.raises(WrongReviewer, match="nominated already"):
        nominate(about, reviewers=[Reviewer("peers", cast.dora)] * 2, by=ben, at=now)
    with pytest.raises(WrongReviewer, match="Choose whom"):
        nominate(about, reviewers=[], by=ben, at=now)
    with pytest.raises(WrongReviewer, match="at most 500"):
        nominate(about, reviewers=[Reviewer("peers", cast.dora)] * 499, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        nominate(about, reviewers=[Reviewer("peers", cast.dora)], by=cast.ada, at=now)
    assert about.nominations.count() == 2
    kim = about.nominations.get(person=None)
    assert (kim.called, kim.perspective) == ("Kim", Perspective.PARTNERS)
    withdraw_nomination(kim, by=ben, at=now)
    withdraw_nomination(kim, by=ben, at=now)
    nominate(about, reviewers=[partner], by=ben, at=now)


def test_others_are_suggested_for_those_who_are_asked_often(
    start, launched, prepared, cast, newcomer, now
):
    eve = newcomer("Eve Moreau")
    cast.turbines.memberships.create(person=eve)
    relation = coaching.ask(cast.ben, coachee=cast.dora, by=cast.dora, at=now)
    coaching.accept(relation, by=cast.ben, at=now)
    about = start()
    suggested = set_up_of(about, at=now).suggested
    offered = {one.person.name.split()[0]: one.perspective for one in suggested}
    assert offered == {"Ada": "coaches", "Cleo": "peers", "Dora": "coachees", "Eve": "peers"}
    for _time in range(3):
        assert often_asked([cast.cleo, eve], at=now) == set()
        launched()
    assert often_asked([cast.cleo, eve], at=now) == {cast.cleo.pk}
    nominate(about, reviewers=[Reviewer("coachees", cast.dora)], by=cast.ben, at=now)
    assert [one.person for one in set_up_of(about, at=now).suggested] == [eve]


def test_the_launch_invites_everybody_and_fixes_what_was_promised(
    prepared, cast, capability, root, now
):
    about, ben = prepared(partners=1), cast.ben
    set_thresholds(counted=5, comments=5, by=root, at=now)
    with pytest.raises(PermissionDenied):
        launching.launch(about, by=cast.ada, at=now)
    launched = launching.launch(about, by=ben, at=now)
    assert (launched.state, launched.counted_threshold) == (Round.State.OPEN, 5)
    assert RoundKey.objects.filter(round=about).exists()
    names = RoundLevel.objects.filter(capability__round=about).values_list("name", flat=True)
    assert set(names) == {"Learning", "With help", "On my own"}
    told = Notification.objects.filter(kind="feedback.round_invited", channel="app")
    assert {row.person for row in told} == {cast.ada, cast.cleo, cast.dora, root, cast.tess}
    assert {row.url for row in told} == {f"/rounds/{about.pk}/answer/"}
    mails = about.nominations.exclude(letter="").values_list("email", "letter", "mail_due_at")
    assert list(mails) == [("p0@client.example", "invitation", now)]
    for late in (
        lambda: launching.launch(about, by=ben, at=now),
        lambda: nominate(about, reviewers=[Reviewer("peers", cast.zoe)], by=ben, at=now),
        lambda: choose(about, questions=[], capabilities=[], by=ben, at=now),
        lambda: cancel(about, by=ben, at=now),
    ):
        with pytest.raises(NotInThisState, match="stays as it is"):
            late()
    assert not Nomination.objects.visible_to(ben).exists()  # the final list is not shown


def test_a_capability_that_was_reworded_meanwhile_is_asked_in_its_new_words(
    prepared, capability, cast, now
):
    about = prepared()
    words = Wording("Handing on", "Pass work on.", Wording.of(capability).levels)
    change = {"reason": "Clearer.", "version": 1, "by": cast.dora, "at": now}
    proposed = capabilities.propose_change(capability, words=words, **change)
    capabilities.accept(proposed, by=cast.root, at=now)
    launching.launch(about, by=cast.ben, at=now)
    assert about.capabilities.get().name == "Handing on"


def test_what_was_launched_cannot_be_changed_past_the_app_either(launched, dora, now):
    about = launched()
    rows = Round.objects.filter(pk=about.pk)
    for change in (
        lambda: rows.update(mode="named"),
        lambda: rows.update(subject=dora, launched_by=dora),
        lambda: rows.update(closes_at=about.closes_at - timedelta(days=1)),
        lambda: rows.update(releases_at=about.releases_at + timedelta(days=1)),
        lambda: rows.update(counted_threshold=3),
        lambda: rows.update(comment_threshold=4),
        lambda: rows.update(launched_at=None, launched_by=None),
        rows.delete,
        lambda: about.questions.update(text="Another?"),
        lambda: about.capabilities.all().delete(),
        lambda: about.nominations.filter(person=dora).delete(),
        lambda: about.nominations.filter(person=dora).update(perspective="served"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    rows.update(counted_threshold=5, comment_threshold=9)


def test_a_round_is_launched_only_when_it_can_come_to_something(
    start, prepared, cast, capability, dora, now
):
    ben = cast.ben
    about = start()
    with pytest.raises(WrongQuestions, match="at least one"):
        launching.launch(about, by=ben, at=now)
    ask = [("What helps?", "")]
    choose(about, questions=ask, capabilities=[], by=ben, at=now)
    three = [Reviewer("peers", person) for person in (cast.cleo, dora, cast.tess)]
    nominate(about, reviewers=[*three, Reviewer("coaches", cast.ada)], by=ben, at=now)
    with pytest.raises(TooFewReviewers, match="at least 4 people besides your coaches"):
        launching.launch(about, by=ben, at=now)
    later = about.closes_at
    with pytest.raises(WrongRound, match="to come"):
        launching.launch(about, by=ben, at=later)
    new = {"title": "Named", "mode": "named", "closes_at": None, "releases_at": None}
    starting.edit(about, **new, by=ben, at=now)
    with pytest.raises(WrongRound, match="when the round closes"):
        launching.launch(about, by=ben, at=now)
    starting.edit(about, **new | {"closes_at": later}, by=ben, at=now)
    assert launching.launch(about, by=ben, at=now).state == Round.State.OPEN
    assert not RoundKey.objects.filter(round=about).exists()
    alone = start(mode="named")
    choose(alone, questions=ask, capabilities=[], by=ben, at=now)
    with pytest.raises(TooFewReviewers, match="at least 1 person"):
        launching.launch(alone, by=ben, at=now)


def test_people_who_leave_between_nomination_and_launch_are_named(prepared, cast, now):
    about, ben = prepared(), cast.ben
    coaching.end(cast.coaching, by=ben, at=now)
    with pytest.raises(WrongReviewer, match="Ada Lindqvist does not coach you now"):
        launching.launch(about, by=ben, at=now)
    withdraw_nomination(about.nominations.get(person=cast.ada), by=ben, at=now)
    deactivate(cast.dora, by=cast.root, at=now)
    with pytest.raises(WrongReviewer, match="Dora Wójcik has left"):
        launching.launch(about, by=ben, at=now)


def test_a_capability_that_was_retired_meanwhile_is_named(prepared, capability, cast, now):
    about, (dora, root) = prepared(), (cast.dora, cast.root)
    retiring = capabilities.propose_retiring(capability, reason="Old.", version=1, by=dora, at=now)
    capabilities.accept(retiring, by=root, at=now)
    with pytest.raises(WrongQuestions, match="“Handing over” is not adopted now"):
        launching.launch(about, by=cast.ben, at=now)
