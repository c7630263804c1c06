"""Talks, with what was prepared, said, promised and noted."""

from datetime import datetime, timedelta
from typing import Any

from accounts.services import coaching
from dialogue.models import HelpAsked
from dialogue.services import (
    agenda,
    asking,
    checkins,
    commitments,
    groups,
    handover,
    holding,
    notes,
    preparations,
    prompts,
    reflections,
)
from tests.privacy.world.world import World


def talked_before(w: World) -> None:
    """What ben and finn left behind when their coaching ended."""
    at = w.ago(days=50)
    talk = checkins.plan(w.finn, by=w.ben, at=at, planned_at=at + timedelta(hours=1))
    w.add("checkin", "of_former_coach", talk, "ben finn", writers="")
    w.add("shared_page", "of_former_coach", talk, "ben")
    notes.write_notes(talk, by=w.ben, at=at, text=w.word("old_notes", "ben"), version=0)
    theirs(w, talk, w.ben, "ben", at=at)
    theirs(w, talk, w.finn, "finn", at=at)
    prepare(w, talk, w.ben, w.word("old_answer", "ben"), at=at, shared=True)
    prepare(w, talk, w.finn, w.word("old_answer_finn", "ben finn"), at=at, shared=True)
    holding.hold(talk, by=w.ben, at=at + timedelta(hours=1))
    skipped = checkins.plan(w.finn, by=w.ben, at=at, planned_at=at + timedelta(days=7))
    checkins.skip(skipped, by=w.ben, at=at, reason=w.word("reason", "ben"))
    w.add("checkin", "skipped_of_former_coach", skipped, "ben finn", writers="")
    w.old_help = asks_for_help(w, w.finn, w.word("old_help", "ben"), at=at)
    hands_over(w, w.things["coaching"]["ended"], w.word("old_handover", "ben"), at=at)
    coaching.end(w.things["coaching"]["ended"], by=w.ben, at=w.ago(days=30))


def asks_for_help(w: World, coach: Any, text: str, *, at: datetime) -> HelpAsked:
    """Ben asks one of his coaches for help."""
    wanted = asking.ask_for_help(w.ben, by=w.ben, at=at, text=text, coaches=[coach.pk])
    return HelpAsked.objects.select_related("wanted").get(wanted=wanted)


def hands_over(w: World, relation: Any, words: str, *, at: datetime) -> None:
    handover.hand_over(
        relation, by=w.ben, at=at, words=words, commitments=[], goals=[],
        shows_agreements=True, version=0,
    )  # fmt: skip


def theirs(w: World, talk: Any, side: Any, name: str, *, at: datetime) -> None:
    """A point, a commitment and a private note of one side of a coaching that has ended."""
    both = "ben" if name == "ben" else "ben finn"
    point = agenda.add_agenda_point(talk, by=side, at=at, text=w.word(f"point_{name}", both))
    w.add("point", f"old_{name}", point, both, writers="")
    made = commitments.commit(talk, by=side, at=at, what=w.word(f"promise_{name}", both), who=side)
    w.add("commitment", f"old_{name}", made, both, writers=name)
    notes.write_private_note(talk, by=side, at=at, text=w.word(f"aside_{name}", name), version=0)


def prepare(w: World, talk: Any, side: Any, text: str, *, at: datetime, shared: bool) -> None:
    preparations.save_preparation(
        talk, by=side, at=at, answers={None: text}, version=0, shares_at_start=False
    )
    if shared:
        preparations.share_preparation(talk, by=side, at=at)


def asked_and_shown(w: World, *, at: datetime) -> None:
    """What ben asks ada for and shows her, beside what he had asked finn."""
    asked = asks_for_help(w, w.ada, w.word("help", "ada ben"), at=at)
    w.add("help", "open", asked.wanted, "ada ben")
    w.add("asked_help", "open", asked, "ada")
    w.add("help", "of_former_coach", w.old_help.wanted, "ben")
    w.add("asked_help", "of_former_coach", w.old_help, "")
    hands_over(w, w.coaching, w.word("handover", "ada ben"), at=at)


def talks(w: World) -> None:
    """ben's talks with his coach, and one with a peer."""
    at = w.ago(days=14)
    held = checkins.plan(w.ada, by=w.ben, at=at, planned_at=at + timedelta(hours=1))
    notes.write_notes(held, by=w.ada, at=at, text=w.word("notes_before", ""), version=0)
    notes.write_notes(held, by=w.ada, at=at, text=w.word("notes", "ada ben"), version=1)
    made = commitments.commit(held, by=w.ada, at=at, what=w.word("promise", "ada ben"), who=w.ben)
    holding.hold(held, by=w.ada, at=at + timedelta(hours=1))
    w.add("checkin", "held", held, "ada ben")
    w.add("commitment", "open", made, "ada ben")
    asked_and_shown(w, at=at)
    ahead = checkins.plan(w.ada, by=w.ben, at=w.ago(days=1), planned_at=w.now + timedelta(days=3))
    w.add("checkin", "open", ahead, "ada ben")
    w.add("shared_page", "open", ahead, "ada ben")
    w.add("next_talk", "open", ahead, "ada ben")
    at = w.ago(hours=20)
    point = agenda.add_agenda_point(ahead, by=w.ben, at=at, text=w.word("point", "ada ben"))
    w.add("point", "open", point, "ada ben")
    prepare(w, ahead, w.ben, w.word("answer_kept", "ben"), at=at, shared=False)
    prepare(w, ahead, w.ada, w.word("answer_shared", "ada ben"), at=at, shared=True)
    notes.write_private_note(ahead, by=w.ada, at=at, text=w.word("aside_ada", "ada"), version=0)
    peers = checkins.plan(w.cleo, by=w.ben, at=at, planned_at=w.now + timedelta(days=2))
    notes.write_notes(peers, by=w.cleo, at=at, text=w.word("peers", "ben cleo"), version=0)
    w.add("checkin", "of_peers", peers, "ben cleo")


def talked_in_a_group(w: World) -> None:
    """A group that finn left and dora joined later; and what ben keeps for himself alone."""
    at, group = w.ago(days=4), "ben cleo dora"
    title = w.word("group_title", group)
    planned = w.now + timedelta(days=5)
    talk = groups.plan_group([w.cleo, w.finn], by=w.ben, at=at, planned_at=planned, title=title)
    w.add("checkin", "group", talk, f"{group} finn", writers=group)
    agenda.add_agenda_point(talk, by=w.cleo, at=at, text=w.word("group_point", group))
    finns = w.word("group_point_finn", f"{group} finn")
    agenda.add_agenda_point(talk, by=w.finn, at=at, text=finns)
    notes.write_private_note(talk, by=w.finn, at=at, text=w.word("aside_group", "finn"), version=0)
    prepare(w, talk, w.cleo, w.word("group_answer", "ben cleo"), at=at, shared=True)
    groups.leave(talk, by=w.finn, at=w.ago(days=3))
    groups.add_participant(talk, by=w.cleo, at=w.ago(days=2), person=w.dora)
    feelings = [w.word("feeling", group)]
    preparations.save_preparation(
        talk, by=w.ben, at=w.now, answers={}, version=0, feelings=feelings
    )
    preparations.share_preparation(talk, by=w.ben, at=w.now)
    alone = reflections.reflect(by=w.ben, at=at, planned_at=at + timedelta(hours=1))
    w.add("checkin", "alone", alone, "ben")
    prepare(w, alone, w.ben, w.word("alone_answer", "ben"), at=at, shared=False)
    notes.write_notes(alone, by=w.ben, at=at, text=w.word("alone_notes", "ben"), version=0)
    agenda.add_agenda_point(alone, by=w.ben, at=at, text=w.word("alone_point", "ben"))
    own = prompts.introduce_own(
        by=w.ben, at=at, name=w.word("own_set", "ben"), questions=[w.word("own_prompt", "ben")]
    )
    w.add("own_template", "in_use", own, "ben")
    w.add("any_template", "own", own, "ben")
    w.add("any_template", "of_organisation", w.things["template"]["in_use"], "root")
