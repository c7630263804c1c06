"""One world in which every thing of the privacy statement exists, each text with its canary.

ben is the recipient, the coachee, the subject; cleo gives him feedback; ada coaches him; finn
coached him until last month; dora is any other member; root is admin; tess is trusted; yann has
left, after he gave feedback and while a session and a token of his were open.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db.models import Q

from accounts.models import CoachingSuggestion
from accounts.services import absences, coaching, teams, tokens, uploads
from accounts.services.people import create_person, deactivate
from core import drafts
from dialogue.cadence import Rule
from dialogue.selectors.cadence import Proposal
from dialogue.services import agenda, checkins, commitments, holding, notes, preparations, prompts
from dialogue.services.cadence import set_rule
from feedback import services as feedback
from feedback.models import Flag
from feedback.services import pauses, reports
from goals import origins
from goals.selectors.wording import Wording
from goals.services import (
    capabilities,
    capability_talk,
    comments,
    goals,
    measurements,
    metrics,
    owners,
    participation,
    proposals,
    purposes,
    values,
)
from goals.services.mastery import aims, evidence, witnesses
from goals.services.mastery.visibility import Audience, open_to
from notifications.models import Notification

MEMBERS = frozenset({"ada", "ben", "cleo", "dora", "finn", "root", "tess"})
NOBODY: frozenset[str] = frozenset()
EVERYBODY = MEMBERS | {"yann", "stranger"}  # yann has left; the stranger has not signed in


def people(names: str) -> frozenset[str]:
    """Return the names, or all members for "members"."""
    return MEMBERS if names == "members" else frozenset(names.split())


class World(SimpleNamespace):
    """Everybody by name, every thing by kind and state, and who reads which canary."""

    def __init__(self, cast: SimpleNamespace, now: datetime) -> None:
        super().__init__(**vars(cast))
        self.now = now
        self.things: dict[str, dict[str, Any]] = {}  # kind -> state -> thing
        self.readers: dict[str, dict[str, frozenset[str]]] = {}  # kind -> state -> who reads it
        self.writers: dict[tuple[str, str], frozenset[str]] = {}  # where fewer write than read
        self.canaries: dict[str, frozenset[str]] = {}  # word -> who reads it

    def ago(self, **span: float) -> datetime:
        return self.now - timedelta(**span)

    def add(self, kind: str, state: str, thing: Any, names: str, writers: str | None = None) -> Any:
        """Name a thing, and who may read it: for everybody else it does not exist."""
        if writers is not None:
            self.writers[kind, state] = people(writers)
        self.things.setdefault(kind, {})[state] = thing
        self.readers.setdefault(kind, {})[state] = people(names)
        return thing

    def word(self, name: str, names: str) -> str:
        """Return a canary that nobody may see but these people."""
        canary = f"Qxcanary{name.replace('_', '')}Zk"
        self.canaries[canary] = people(names)
        return canary

    def key(self, kind: str, state: str) -> str:
        """Return what stands in an address for this thing."""
        thing = self.things[kind][state]
        return str(getattr(thing, "pk", thing))

    def writes(self, kind: str, state: str) -> frozenset[str]:
        """Return who may write this thing, where that differs from who reads it."""
        return self.writers.get((kind, state), MEMBERS)

    def states(self, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each state of a kind of thing, with those who may read it."""
        yield from self.readers[kind].items()


def build(cast: SimpleNamespace, now: datetime) -> World:
    """Play the story that leaves everything behind."""
    world = World(cast, now)
    for name, called in (("finn", "Finn Berg"), ("yann", "Yann Morel")):
        person = create_person(
            email=f"{name}@example.org",
            name=called,
            by=None,
            at=world.ago(days=300),
            password="demo",
            time_zone="Europe/Oslo",
        )
        setattr(world, name, person)
    people_and_teams(world)
    for_admins(world)
    gave(world)
    protected(world)
    talked_before(world)
    talks(world)
    aimed(world)
    able(world)
    mastered(world)
    left(world)
    return world


def people_and_teams(w: World) -> None:
    w.add("person", "here", w.ben, "members")
    w.add("person", "admin", w.root, "members")
    w.add("person", "left", w.zoe, "members")
    w.add("colleague", "here", w.dora, "ada ben cleo finn root tess")
    w.add("team", "of_others", w.supply, "members")
    w.add("team", "own", w.turbines, "members")
    w.add("own_team", "own", w.turbines, "members")
    asked = coaching.ask(w.ada, coachee=w.dora, by=w.dora, at=w.ago(days=3))
    w.add("coaching", "going_on", w.coaching, "ada ben")
    w.add("coaching", "asked", asked, "ada dora")
    w.add("question", "asked", asked, "ada dora")
    ended = coaching.ask(w.finn, coachee=w.ben, by=w.ben, at=w.ago(days=200))
    coaching.accept(ended, by=w.finn, at=w.ago(days=199))
    w.add("coaching", "ended", ended, "finn ben")
    suggestion = CoachingSuggestion.objects.create(coach=w.ada, coachee=w.cleo, made_at=w.now)
    w.add("suggestion", "open", suggestion, "ada cleo")
    away = absences.add(
        w.ben,
        starts_on=w.now.date() + timedelta(days=40),
        ends_on=w.now.date() + timedelta(days=41),
        by=w.ben,
        at=w.now,
    )
    w.add("absence", "ahead", away, "ben")
    name = w.word("token", "ben")
    token, _secret = tokens.make_token(w.ben, name=name, scopes=["read"], by=w.ben, at=w.now)
    w.add("token", "open", token, "ben")
    teams.edit(w.turbines, name="Turbine Design", kind="team", about="Blades.", by=w.ben, at=w.now)


def for_admins(w: World) -> None:
    text = f"Name;E-Mail\n{w.word('import', 'root')};imported@example.org\n"
    upload = uploads.begin(text.encode(), file_name="people.csv", by=w.root, at=w.now)
    w.add("upload", "own", upload, "root")
    rhythm = {"every": 2, "unit": "weeks", "starts_on": w.ago(days=90).date(), "weekdays": (4,)}
    wide = set_rule(
        Proposal("everyone", Rule(**rhythm), min_weeks=1, max_weeks=9), by=w.root, at=w.ago(days=90)
    )
    other = Proposal("team", Rule(**{**rhythm, "every": 5}), team=w.supply)
    w.add("rule", "everyone", wide, "root")
    w.add("rule", "team", set_rule(other, by=w.root, at=w.ago(days=80)), "root")
    pair = Proposal("pair", Rule(**{**rhythm, "every": 3}), coaching=w.coaching)
    w.add("rule", "pair", set_rule(pair, by=w.ben, at=w.ago(days=70)), "root")
    w.add("rhythm", "own", w.coaching, "ada ben")
    template = prompts.introduce(
        by=w.root, at=w.ago(days=60), name="Short one", questions=["What is on your mind?"]
    )
    w.add("template", "in_use", template, "root")
    w.add("language", "german", "de", "members")
    w.add("lesson", "first", "moment", "members")


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


def talked_before(w: World) -> None:
    """What ben and finn left behind when their coaching ended."""
    at = w.ago(days=50)
    talk = checkins.plan(w.finn, by=w.ben, at=at, planned_at=at + timedelta(hours=1))
    w.add("checkin", "of_former_coach", talk, "ben finn", writers="")
    notes.write_notes(talk, by=w.ben, at=at, text=w.word("old_notes", "ben"), version=0)
    theirs(w, talk, w.ben, "ben", at=at)
    theirs(w, talk, w.finn, "finn", at=at)
    prepare(w, talk, w.ben, w.word("old_answer", "ben"), at=at, shared=True)
    prepare(w, talk, w.finn, w.word("old_answer_finn", "ben finn"), at=at, shared=True)
    holding.hold(talk, by=w.ben, at=at + timedelta(hours=1))
    skipped = checkins.plan(w.finn, by=w.ben, at=at, planned_at=at + timedelta(days=7))
    checkins.skip(skipped, by=w.ben, at=at, reason=w.word("reason", "ben"))
    w.add("checkin", "skipped_of_former_coach", skipped, "ben finn", writers="")
    coaching.end(w.things["coaching"]["ended"], by=w.ben, at=w.ago(days=30))


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


def talks(w: World) -> None:
    """ben's talks with his coach, and one with a peer."""
    at = w.ago(days=14)
    held = checkins.plan(w.ada, by=w.ben, at=at, planned_at=at + timedelta(hours=1))
    notes.write_notes(held, by=w.ada, at=at, text=w.word("notes", "ada ben"), version=0)
    made = commitments.commit(held, by=w.ada, at=at, what=w.word("promise", "ada ben"), who=w.ben)
    holding.hold(held, by=w.ada, at=at + timedelta(hours=1))
    w.add("checkin", "held", held, "ada ben")
    w.add("commitment", "open", made, "ada ben")
    ahead = checkins.plan(w.ada, by=w.ben, at=w.ago(days=1), planned_at=w.now + timedelta(days=3))
    w.add("checkin", "open", ahead, "ada ben")
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


def aimed(w: World) -> None:
    """Goals are open to every member; what was taken back is open to nobody."""
    at = w.ago(days=25)
    purposes.state("We keep the lights on.", team=None, by=w.root, at=at)
    purposes.state("We draw blades.", team=w.turbines, by=w.ben, at=at)
    why = w.word("goal", "members")
    both = [w.ben, w.cleo]
    goal = goals.propose("On the first visit", why_it_matters=why, owners=both, by=w.ben, at=at)
    owners.agree(goal, by=w.cleo, at=at)
    w.add("goal", "agreed", goal, "members")
    asked = goals.propose(
        "Hand-overs the same day", why_it_matters="Ask.", owners=both, by=w.ben, at=at
    )
    w.add("goal", "proposed", asked, "members")
    w.add("own_goal", "proposed", asked, "ben cleo")
    participation.join(goal, by=w.finn, at=at)
    participation.join(asked, by=w.finn, at=at)
    metric = metrics.add(goal, name="Visits", unit="%", ambition=Decimal(92), by=w.ben, at=at)
    w.add("metric", "followed", metric, "members")
    taken = measurements.measure(metric, value=Decimal(80), by=w.ben, at=w.now)
    w.add("measurement", "new", taken, "members")
    said = comments.comment(goal, text=w.word("comment", "members"), by=w.finn, at=at)
    w.add("comment", "said", said, "members")
    gone = comments.comment(goal, text=w.word("comment_gone", ""), by=w.finn, at=at)
    comments.withdraw(gone, by=w.finn, at=at)
    w.add("comment", "withdrawn", gone, "")
    changed(w, goal, at)


def changed(w: World, goal: Any, at: datetime) -> None:
    """A change that waits for an answer, one that was accepted, and where a goal came from."""
    reason = w.word("proposal", "members")
    asked = {"reason": reason, "by": w.finn, "at": at}
    made = proposals.propose(goal, changes={"title": "Fixed at once"}, **asked)
    w.add("proposal", "open", made, "members")
    team = proposals.propose(goal, changes={"team": w.turbines}, by=w.cleo, at=at)
    proposals.accept(team, by=w.ben, at=at)
    # What it was started from is private to the recipient, or to the two who talked.
    for named in (
        f"feedback/{w.key('feedback', 'alone')}",
        f"checkin/{w.key('checkin', 'held')}",
        f"commitment/{w.key('commitment', 'old_ben')}",
    ):
        origins.keep(named, goal=goal, by=w.ben, at=at)


def mastered(w: World) -> None:
    """What ben wants to master, opened to each audience; nobody else learns that it is there."""
    audiences = {
        "private": (Audience(), "ben"),
        "coaches": (Audience(coaches=True), "ben ada"),
        "person": (Audience(people=[w.dora]), "ben dora"),
        "team": (Audience(teams=[w.turbines]), "ben ada cleo"),
        "everyone": (Audience(everyone=True), "members"),
        "set_aside": (Audience(everyone=True), "ben"),
    }
    for state, (audience, names) in audiences.items():
        mastery = chosen(w, w.ben, state, names, audience)
        w.add("mastery", state, mastery, names, writers="ben")
        if state in ("private", "coaches", "person", "set_aside"):
            followed(w, mastery, state, names)
    w.add("mastery", "of_leaver", chosen(w, w.yann, "leaver", "", Audience(everyone=True)), "")
    chosen(w, w.cleo, "of_cleo", "cleo", Audience())
    w.add("mastery_of", "open_to_all", w.ben, "members")
    w.add("mastery_of", "nothing_open", w.cleo, "cleo")
    w.add("mastery_of", "nothing_there", w.ada, "ada")
    seen_by_others(w)
    aims.set_aside(w.things["mastery"]["set_aside"], by=w.ben, at=w.ago(days=1))


def followed(w: World, mastery: Any, state: str, names: str) -> None:
    """A number of ben's own, with a value and a change of the forecast."""
    at, ben = w.ago(days=20), {"by": w.ben, "at": w.ago(days=19)}
    name = w.word(f"number_{state}", names)
    metric = metrics.add(mastery, name=name, forecast=Decimal(9), by=w.ben, at=at)
    note = w.word(f"value_{state}", names)
    taken = measurements.measure(metric, value=Decimal(7), note=note, **ben)
    note = w.word(f"change_{state}", names)
    metrics.change(metric, forecast=Decimal(8), note=note, version=None, **ben)
    w.add("metric", state, metric, names)
    w.add("measurement", state, taken, names)


def chosen(w: World, person: Any, state: str, names: str, audience: Audience) -> Any:
    """Somebody chooses a capability, and opens it."""
    at = w.ago(days=22)
    levels = [("Learning", "Watches."), ("On my own", "Does it.")]
    words = Wording(f"Capability {state}", "What it is.", tuple(levels))
    capability = capabilities.accept(capabilities.propose(words, by=w.ben, at=at), by=w.root, at=at)
    low, high = capability.levels.order_by("position")
    why = w.word(f"why_{state}", names)
    mastery = aims.begin(capability, ideal_level=high, why=why, by=person, at=at)
    if person != w.cleo:
        words = w.word(f"reflection_{state}", names)
        aims.note(mastery, level=low, reflection=words, by=person, at=at)
    return open_to(mastery, audience=audience, by=person, at=at)


def seen_by_others(w: World) -> None:
    """Evidence of each kind, and questions to witnesses in each state."""
    at, mastery = w.ago(days=18), w.things["mastery"]["person"]
    level = mastery.capability.levels.get(position=1)
    own = evidence.add_reflection(mastery, words=w.word("moment", "ben dora"), by=w.ben, at=at)
    w.add("evidence", "own", own, "ben dora")
    gone = evidence.add_reflection(mastery, words=w.word("moment_gone", ""), by=w.ben, at=at)
    evidence.withdraw(gone, by=w.ben, at=at)
    w.add("evidence", "withdrawn", gone, "")
    taken = w.things["measurement"]["new"]
    measured = evidence.add_measurement(mastery, measurement=taken, by=w.ben, at=at)
    w.add("evidence", "measured", measured, "ben dora")
    asked = {
        state: witnesses.ask(
            w.things["mastery"][about],
            people=[w.cleo],
            question=w.word(f"question_{state}", names),
            by=w.ben,
            at=at,
        )[0]
        for state, about, names in (
            ("answered", "person", "ben cleo"),
            ("asked", "private", "ben cleo"),
            ("declined", "coaches", "ben cleo"),
            ("withdrawn", "team", "ben"),
            ("of_what_is_set_aside", "set_aside", "ben"),
        )
    }
    words = w.word("witness", "ben dora cleo")
    said = witnesses.answer(asked["answered"], level=level, words=words, by=w.cleo, at=at)
    w.add("evidence", "witness", said, "ben dora cleo")
    witnesses.decline(asked["declined"], by=w.cleo, at=at)
    witnesses.withdraw(asked["withdrawn"], by=w.ben, at=at)
    for state, request in asked.items():
        alone = state in {"withdrawn", "of_what_is_set_aside"}
        w.add("witness_request", state, request, "ben" if alone else "ben cleo")
    piece = give(w, "released", "recipient", "cleo ben dora", by=w.cleo, at=at)
    w.add("feedback", "released", piece, "cleo ben")
    feedback.release(piece, mastery=mastery, by=w.ben, at=at)


def able(w: World) -> None:
    """Capabilities, what is proposed about them, and values: open to every member."""
    at = w.ago(days=24)
    levels = (("Learning", w.word("level", "members")), ("On my own", "Does it."))
    words = Wording("Handing over", w.word("capability", "members"), levels)
    first = capabilities.propose(words, by=w.dora, at=at)
    adopted = capabilities.accept(first, by=w.root, at=at)
    w.add("capability", "adopted", adopted, "members")
    change = capabilities.propose_change(
        adopted,
        words=Wording("Passing on", words.description, levels),
        reason=w.word("reason_for_words", "members"),
        version=1,
        by=w.cleo,
        at=at,
    )
    w.add("capability_proposal", "open", change, "members")
    said = capability_talk.comment(change, text=w.word("about_words", "members"), by=w.finn, at=at)
    w.add("capability_comment", "said", said, "members")
    gone = capability_talk.comment(change, text=w.word("about_words_gone", ""), by=w.finn, at=at)
    capability_talk.withdraw_comment(gone, by=w.finn, at=at)
    w.add("capability_comment", "withdrawn", gone, "")
    value = values.add(name="Early", sentence=w.word("value", "members"), by=w.root, at=at)
    w.add("value", "kept", value, "members")
    w.add("ready", "entry", "listening", "members")


def left(w: World) -> None:
    """yann leaves; what waits for ben has a row of its own."""
    row = Notification.objects.filter(
        Q(person=w.ben), kind="feedback.received", channel="app"
    ).latest("created_at", "due_at")
    w.add("notification", "waiting", row, "ben")
    w.secrets = {
        (name, scope): tokens.make_token(
            getattr(w, name), name=scope, scopes=[scope], by=getattr(w, name), at=w.now
        )[1]
        for name in ("ben", "dora", "yann")
        for scope in ("read", "write")
    }
    for scope in ("read", "write", "admin"):
        own = tokens.make_token(w.root, name=scope, scopes=[scope], by=w.root, at=w.now)
        w.secrets["root", scope] = own[1]
    deactivate(w.yann, by=w.root, at=w.now)
