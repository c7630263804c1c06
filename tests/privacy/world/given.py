"""What people wrote to each other, asked, reported, and what became of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from core import drafts
from feedback import services as feedback
from feedback.links import link_for_colleagues
from feedback.models import Asked, Flag
from feedback.services import asking, pauses, reports
from tests.privacy.world.world import World


def gave(w: World) -> None:
    """Feedback of every kind between cleo and ben, and what became of it."""
    states = {
        "alone": ("recipient", "cleo ben"),
        "with_coaches": ("recipient_and_coaches", "cleo ben ada"),
        "wall": ("everyone", "members"),
        "off_wall": ("everyone", "cleo ben"),
        "withdrawn": ("recipient", "cleo"),
        "shared": ("recipient", "cleo ben dora"),
        "taken_back": ("recipient", "cleo ben"),
        "shown_to_former_coach": ("recipient", "cleo ben"),
    }
    for number, (state, (readers, names)) in enumerate(states.items()):
        at = w.ago(days=60 - number)
        piece = give(w, state, readers, names, by=w.cleo, at=at)
        w.add("feedback", state, piece, names, writers="" if state == "withdrawn" else None)
        become(w, state, piece, at=at + timedelta(minutes=5))
    kind = {
        "kind": "improvement",
        "impact": "Late.",
        "recommendation": w.word("advice", "cleo ben"),
    }
    improvement = give(
        w, "improvement", "recipient", "cleo ben", by=w.cleo, at=w.ago(days=2), **kind
    )
    w.add("feedback", "improvement", improvement, "cleo ben")
    by_leaver = give(w, "of_leaver", "recipient", "ben", by=w.yann, at=w.ago(days=20))
    w.add("feedback", "of_leaver", by_leaver, "ben")
    just = give(w, "just_given", "recipient", "cleo ben", by=w.cleo, at=w.ago(minutes=1))
    w.add("feedback", "just_given", just, "cleo ben")
    key = uuid4()
    fields = {"behaviour": w.word("draft", "cleo"), "recipients": [str(w.ben.pk)]}
    feedback.keep_draft(key, fields=fields, version=0, by=w.cleo, at=w.now)
    w.add("draft", "begun", key, "cleo")
    w.add("draft_key", "begun", f"feedback/{key}", "cleo")
    leaver = w.word("draft_of_leaver", "")
    drafts.save(w.yann, "feedback/old", fields={"behaviour": leaver}, version=0, at=w.now)


def give(
    w: World, state: str, readers: str, names: str, *, by: Any, at: datetime, **more: str
) -> Any:
    words = {"kind": "praise", "behaviour": w.word(state, names), **more}
    piece = feedback.Piece(readers=readers, situation=w.word(f"{state}_when", names), **words)
    return feedback.give([w.ben], what=piece, by=by, at=at)[0]


def asked(w: World) -> None:
    """What ben asked about himself: of cleo and a partner outside, and once in vain."""
    at = w.ago(days=4)
    words = {"people": [w.cleo], "emails": ["kim@customer.example"], "by": w.ben, "at": at}
    open_one = asking.ask(w.word("question", "ben cleo"), **words)
    w.add("request", "open", open_one, "ben cleo")
    partner = Asked.objects.with_request().get(request=open_one, person=None)
    helped = w.word("partner", "ben")
    asking.answer_as_partner(partner, name="Kim Oduya", helped=helped, next_time="", at=at)
    asking.open_link(open_one, by=w.ben, at=at)
    link = link_for_colleagues(open_one).rstrip("/").rsplit("/", 1)[-1]
    w.add("request_link", "open", link, "members")
    taken_back = asking.ask(w.word("asked_in_vain", "ben"), **{**words, "emails": []})
    asking.withdraw(taken_back, by=w.ben, at=at)
    w.add("request", "taken_back", taken_back, "ben")


def become(w: World, state: str, piece: Any, *, at: datetime) -> None:
    if state == "withdrawn":
        draft = feedback.withdraw(piece, by=w.cleo, at=at)
        w.add("draft", "withdrawn", draft, "cleo")
    if state == "off_wall":
        feedback.take_off_wall(piece, by=w.ben, at=at)
    shown_to = {"shared": w.dora, "taken_back": w.dora, "shown_to_former_coach": w.finn}
    if state in shown_to:
        feedback.share(piece, people=[shown_to[state]], by=w.ben, at=at)
    if state == "taken_back":
        feedback.unshare(piece, people=[w.dora], by=w.ben, at=at)
    if state == "wall":
        feedback.thank(
            piece,
            text=w.word("thanks", "cleo ben"),
            will_try=w.word("will_try", "cleo ben"),
            by=w.ben,
            at=at,
        )
        feedback.reply(piece, text=w.word("reply", "cleo ben"), by=w.cleo, at=at)


def protected(w: World) -> None:
    """What waits, what is kept aside, and what was reported to tess, who is trusted."""
    for weeks in (5, 6):
        at = w.ago(days=3, weeks=weeks - 1)
        Flag.objects.create(
            pattern="one_on_one", person=w.cleo, about=w.ben, week=150 - weeks,
            first_at=at, last_at=at, pieces=5, made_at=at,
        )  # fmt: skip
    slow = {"kind": "improvement", "impact": "Late.", "recommendation": "Ring first."}
    waiting = give(w, "waiting", "recipient", "cleo", by=w.cleo, at=w.ago(days=12), **slow)
    w.add("feedback", "waiting", waiting, "cleo", writers="")
    begun = pauses.pause(giver=w.cleo, by=w.ben, at=w.ago(seconds=50))
    aside = give(w, "kept_aside", "recipient", "cleo", by=w.cleo, at=w.ago(seconds=40))
    w.add("feedback", "kept_aside", aside, "cleo")
    pauses.end_pause(begun, lets_in=False, by=w.ben, at=w.ago(seconds=30))
    w.add("pause", "ended", begun, "ben")
    w.add("pause", "standing", pauses.pause(giver=w.dora, by=w.ben, at=w.now), "ben")
    shown = feedback.Piece(
        kind="praise",
        readers="recipient",
        behaviour=w.word("reported", "cleo ben tess"),
        situation=w.word("not_shown", "cleo ben"),
    )
    (piece,) = feedback.give([w.ben], what=shown, by=w.cleo, at=w.ago(days=18))
    w.add("feedback", "reported", piece, "cleo ben")
    reported(w, "open", piece, "ben tess", shows=["behaviour"], at=w.ago(days=17))
    by_giver = w.things["feedback"]["wall"]
    reported(w, "by_giver", by_giver, "cleo tess", by=w.cleo, at=w.ago(days=1))
    gone = reported(w, "taken_back", w.things["feedback"]["alone"], "ben", at=w.ago(days=9))
    reports.withdraw_report(gone, by=w.ben, at=w.ago(days=8))
    over = w.things["feedback"]["with_coaches"]
    reported(w, "over", over, "ben", shows=["behaviour"], at=w.ago(days=31))
    closed = reported(w, "closed", w.things["feedback"]["shared"], "ben", at=w.ago(days=7))
    answer = w.word("report_answer", "ben")
    reports.close_report(closed, answer=answer, by=w.tess, at=w.ago(days=6))


def reported(w: World, state: str, piece: Any, names: str, *, at: datetime, **more: Any) -> Any:
    words = {"reason": w.word(f"reason_{state}", names), "shows": [], "by": w.ben, **more}
    made = reports.report(piece, at=at, **words)
    return w.add("report", state, made, names)
