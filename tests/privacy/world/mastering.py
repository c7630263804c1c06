"""Capabilities, values, and what people want to master."""

from decimal import Decimal
from typing import Any

from feedback import services as feedback
from goals.selectors.wording import Wording
from goals.services import (
    capabilities,
    capability_talk,
    measurements,
    metrics,
    values,
)
from goals.services.mastery import aims, evidence, witnesses
from goals.services.mastery.visibility import Audience, open_to
from tests.privacy.world.given import give
from tests.privacy.world.world import World


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
    wrong = measurements.measure(taken.metric, value=Decimal(1), by=w.ben, at=at)
    evidence.add_measurement(mastery, measurement=wrong, by=w.ben, at=at)
    measurements.withdraw(wrong, by=w.ben, at=at)
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
