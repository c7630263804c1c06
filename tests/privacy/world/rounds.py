"""360 rounds about ben in every state; ada coaches him, all others are his peers.

In each round every text has its canary: before the release its author alone reads it, afterwards
ben and whoever he shows the report to, and what is not shown nobody ever.
"""

from datetime import datetime, timedelta
from typing import Any

from feedback.models import Nomination, ReportText, Round, RoundLevel
from feedback.rounds.items import Item, Part
from feedback.services import reports
from feedback.services.rounds import answering, ending, showing, starting, stopping
from feedback.services.rounds.choosing import choose
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.launching import launch
from feedback.services.rounds.nominating import Reviewer, nominate
from feedback.services.rounds.releasing import release_due
from tests.privacy.world.world import World

PEERS = ("cleo", "dora", "finn", "root")


def rounds(w: World) -> None:
    """Rounds in the order in which they began; the report of the first is there."""
    released(w)
    named(w)
    opened(w)
    prepared(w)


def prepare(w: World, state: str, *, mode: str, at: datetime, names: str, tess: bool = True) -> Any:
    """Start a round and ask a question and about a capability; title and question are canaries."""
    closes_at = at + timedelta(days=14)
    about = starting.start(
        w.word(f"round_{state}", names), mode=mode, closes_at=closes_at, by=w.ben, at=at
    )
    asked = [(w.word(f"round_question_{state}", names), "")]
    choose(
        about, questions=asked, capabilities=[w.things["capability"]["adopted"]], by=w.ben, at=at
    )
    people = [*PEERS, "tess"] if tess else PEERS
    reviewers = [Reviewer("peers", getattr(w, name)) for name in people]
    reviewers.append(Reviewer("coaches", w.ada))
    partner = w.word(f"round_partner_{state}", "ben" if state in ("preparing", "named") else "")
    reviewers.append(Reviewer("partners", email=f"{state}@customer.example", name=partner))
    nominate(about, reviewers=reviewers, by=w.ben, at=at)
    return about


def says(w: World, about: Round, name: str, state: str, names: str, at: datetime) -> None:
    """Let somebody answer everything."""
    capability = about.capabilities.get()
    level = RoundLevel.objects.filter(capability=capability).order_by("position").first()
    answers = {
        Item(about.questions.get().pk, Part.TEXT): w.word(f"round_{state}_{name}", names),
        Item(capability.pk, Part.SEEN): str(level.pk),
        Item(capability.pk, Part.NEXT): w.word(f"round_{state}_{name}_next", names),
    }
    answering.answer(about, answers=answers, by=getattr(w, name), at=at)


def released(w: World) -> None:
    """Five confidential answers in one group, ada's and ben's own by name; ada is shown it."""
    at, readers = w.ago(days=40), "ada ben"
    about = launch(
        prepare(w, "released", mode="confidential", at=at, names=f"{readers} cleo dora finn root",
                tess=False),
        by=w.ben,
        at=at,
    )  # fmt: skip
    for name in ("ada", "ben", *PEERS):
        # Of cleo's answer ben shows one text to tess.
        says(w, about, name, "released", f"{readers} tess" if name == "cleo" else readers, at)
    partner = Nomination.objects.select_related("round").get(round=about, person=None)
    capability = about.capabilities.get().pk
    answers = {
        Item(about.questions.get().pk, Part.TEXT): w.word("round_released_partner", readers),
        Item(capability, Part.NEXT): w.word("round_released_partner_next", readers),
    }
    answering.answer_as_partner(partner, answers=answers, at=at)
    dropped = {Item(capability, Part.KEEP): w.word("round_dropped", "")}  # one alone: too few
    answering.answer(about, answers=dropped, by=w.finn, at=at)
    close_due(at=about.closes_at)
    later = about.releases_at
    release_due(at=later)
    about.refresh_from_db()
    showing.share(about, people=[w.ada, w.dora], by=w.ben, at=later)
    showing.unshare(about, people=[w.dora], by=w.ben, at=later)
    ending.add_goal(about, goal=w.things["goal"]["agreed"], by=w.ben, at=later)
    w.add("round", "released", about, "ben ada", writers="ben")
    w.add("round_answer", "released", about, "ben ada cleo dora finn root", writers="")
    w.add("round_report", "released", about, "ben ada")
    w.add("own_round_report", "released", about, "ben")
    reported(w, about, at=w.ago(days=5))


def reported(w: World, about: Round, *, at: datetime) -> None:
    """Ben reports one text; tess, who was not invited, looks at it."""
    text = ReportText.objects.select_related("round").get(text__contains="releasedcleoZk")
    w.add("round_text", "reported", text, "ben ada", writers="ben")
    reason = w.word("round_reason", "ben tess")
    made = reports.report_text(text, reason=reason, shows=["text"], by=w.ben, at=at)
    w.add("report", "of_a_round", made, "ben tess")


def named(w: World) -> None:
    """A named round that is open: ben sees who is asked, and no word."""
    at, everybody = w.ago(days=4), "ada ben cleo dora finn root tess"
    about = launch(prepare(w, "named", mode="named", at=at, names=everybody), by=w.ben, at=at)
    says(w, about, "cleo", "named", "cleo", at)
    w.add("round", "named", about, "ben")
    w.add("round_answer", "named", about, everybody)


def opened(w: World) -> None:
    """A confidential round that is open: cleo, ada and ben himself have answered, dora declined."""
    at, everybody = w.ago(days=3), "ada ben cleo dora finn root tess"
    about = prepare(w, "open", mode="confidential", at=at, names=everybody)
    nominate(about, reviewers=[Reviewer("peers", w.yann)], by=w.ben, at=at)
    about = launch(about, by=w.ben, at=at)
    for name in ("ada", "ben", "cleo"):
        says(w, about, name, "open", name, at)
    answering.decline(about, by=w.dora, at=at)
    w.add("round", "open", about, "ben")
    w.add("round_answer", "open", about, everybody)
    closed = launch(prepare(w, "closed", mode="confidential", at=at, names=everybody),
                    by=w.ben, at=at)  # fmt: skip
    says(w, closed, "cleo", "closed", "cleo", at)
    stopping.close(closed, by=w.ben, at=w.ago(days=1))
    w.add("round_answer", "closed", closed, everybody, writers="")


def prepared(w: World) -> None:
    """What ben prepares, what ada proposes, and what was let go."""
    at = w.ago(days=1)
    about = prepare(w, "preparing", mode="confidential", at=at, names="ben")
    w.add("round", "preparing", about, "ben")
    given = {"mode": "confidential", "by": w.ada, "at": at}
    declined = starting.propose(w.ben, title="Declined", **given)
    starting.decline_proposal(declined, by=w.ben, at=at)
    taken_up = starting.propose(w.ben, title="Taken up", **given)
    starting.accept_proposal(taken_up, by=w.ben, at=at)
    stopping.cancel(taken_up, by=w.ben, at=at)
    proposed = starting.propose(w.ben, title=w.word("round_proposed", "ada ben"), **given)
    w.add("round", "proposed", proposed, "ada ben", writers="ben")
    w.add("round_proposal", "proposed", proposed, "ada ben", writers="ben")
    w.add("round_offer", "proposed", proposed, "ada ben", writers="ada")
    w.add("coachee", "ben", w.ben, "ada")
