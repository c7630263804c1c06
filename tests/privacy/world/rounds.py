"""360 rounds about ben: prepared, proposed, open with and without names, and released."""

from datetime import datetime, timedelta
from typing import Any

from feedback.models import ReportText, Round, RoundCapability
from feedback.rounds.items import NOT_SEEN, Item, Part
from feedback.services.rounds import (
    answering,
    choosing,
    ending,
    launching,
    nominating,
    showing,
    starting,
)
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.nominating import Reviewer
from feedback.services.rounds.releasing import release
from goals.models import Capability, Goal
from tests.privacy.world.world import World
from tests.rounds.world import crowd

OPEN_FOR = timedelta(days=14)


def rounds(w: World) -> None:
    """Rounds in every state, each text with its canary."""
    w.add("coachee", "ben", w.ben, "ada")
    others = crowd(4)
    w.add("round", "preparing", prepared(w, "preparing", "ben", [], at=w.now), "ben")
    title = w.word("round_proposed", "ben ada")
    proposed = starting.propose(w.ben, title=title, mode="named", by=w.ada, at=w.ago(days=1))
    w.add("round", "proposed", proposed, "ben ada")
    asked = [Reviewer("peers", w.cleo), *(Reviewer("peers", one) for one in others)]
    open_one = launched(w, "open", asked, at=w.ago(days=2))
    answered(open_one, w.cleo, w.word("sealed_answer", "cleo"), at=w.now)
    answered(open_one, w.ben, w.word("own_view", "ben"), at=w.now)
    named = launched(
        w, "named", [Reviewer("coaches", w.ada), *asked], mode="named", at=w.ago(days=2)
    )
    answered(named, w.cleo, w.word("named_answer", "cleo"), at=w.now)
    answered(named, w.ada, w.word("coachs_answer", "ada"), at=w.now)
    w.add("asked_round", "open", open_one, "ben cleo")
    w.add("asked_round", "named", named, "ben cleo ada")
    released(w, [*asked, Reviewer("coaches", w.ada)])


def prepared(
    w: World, name: str, names: str, reviewers: list[Reviewer], *, at: datetime, **more: Any
) -> Round:
    words = {"title": w.word(f"round_{name}", names), "mode": "confidential", **more}
    dates = {"closes_at": at + OPEN_FOR, "releases_at": at + OPEN_FOR + timedelta(days=2)}
    about = starting.start(**words, **dates, by=w.ben, at=at)
    question = w.word(f"round_question_{name}", names)
    capability = Capability.objects.adopted().order_by("name", "pk").first()
    assert capability
    choosing.choose(about, questions=[(question, "")], capabilities=[capability], by=w.ben, at=at)
    if reviewers:
        nominating.nominate(about, reviewers=reviewers, by=w.ben, at=at)
    return about


def launched(w: World, name: str, reviewers: list[Reviewer], *, at: datetime, **more: Any) -> Round:
    named = {getattr(one.person, "called", "").lower() for one in reviewers} & {"cleo", "ada"}
    names = " ".join(["ben", *sorted(named)])
    about = prepared(w, name, names, reviewers, at=at, **more)
    launching.launch(about, by=w.ben, at=at)
    w.add("round", name, about, "ben")
    return about


def answered(about: Round, person: Any, words: str, *, at: datetime) -> None:
    """Let somebody answer everything, with the word in each text."""
    question, capability = about.questions.get(), RoundCapability.objects.get(round=about)
    answers = {
        Item(question.pk, Part.TEXT): words,
        Item(capability.pk, Part.SEEN): NOT_SEEN,
        Item(capability.pk, Part.KEEP): f"{words} keep",
        Item(capability.pk, Part.NEXT): f"{words} next",
    }
    answering.answer(about, answers=answers, by=person, at=at)


def released(w: World, reviewers: list[Reviewer]) -> None:
    """A round that is over: its report was shown to dora, and to finn until that was taken back."""
    at = w.ago(days=30)
    about = launched(w, "released", reviewers, at=at)
    for number, one in enumerate(reviewers):
        who = "ben dora ada" if one.perspective == "coaches" else "ben dora"
        answered(about, one.person, w.word(f"report_text{number}", who), at=at + timedelta(days=1))
    answered(about, w.ben, w.word("report_text_own", "ben dora"), at=at + timedelta(days=1))
    close_due(at=w.ago(days=16))
    release(about.pk, at=w.ago(days=14))
    after = w.ago(days=13)
    showing.share(about, people=[w.dora, w.finn], by=w.ben, at=after)
    showing.unshare(about, people=[w.finn], by=w.ben, at=after)
    goal = Goal.objects.visible_to(w.ben).order_by("pk").first()
    assert goal
    ending.add_goal(about, goal=goal, by=w.ben, at=after)
    w.add("round", "released", about, "ben dora")
    w.add("asked_round", "released", about, "ben cleo ada")
    w.add("round_report", "released", about, "ben dora")
    w.add("own_report", "released", about, "ben")
    text = ReportText.objects.filter(round=about, group__isnull=False).order_by("pk").first()
    w.add("round_text", "released", text, "ben")
