"""The narrowest rule wins, and it says why."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialogue.cadence import Context, Rule, ScopedRule, Whom, applicable, explain

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
context = Context("ben", "ada-ben", frozenset({"turbines", "choir"}))


def scoped(name, scope, target="", *, weeks=2, age=0) -> ScopedRule:
    rule = Rule(weeks, "weeks", date(2026, 1, 5), (5,))
    return ScopedRule(name, scope, target, LONG_AGO - timedelta(days=age), rule)


everyone = scoped("everyone", "everyone")
turbines = scoped("turbines", "team", "turbines")
pair = scoped("pair", "pair", "ada-ben")
person = scoped("person", "person", "ben")


@pytest.mark.parametrize(
    ("rules", "winner"),
    [
        ([everyone], "everyone"),
        ([everyone, turbines], "turbines"),
        ([everyone, turbines, pair], "pair"),
        ([everyone, turbines, pair, person], "person"),
        (
            [everyone, scoped("other", "pair", "dora-cleo"), scoped("x", "team", "supply")],
            "everyone",
        ),
    ],
)
def test_the_narrowest_rule_that_fits_wins(rules, winner):
    assert applicable(rules, context).chosen.id == winner
    assert applicable(reversed(rules), context).chosen.id == winner


def test_without_a_fitting_rule_nothing_applies():
    assert applicable([scoped("x", "person", "cleo")], context) is None


@pytest.mark.parametrize(
    ("choir", "winner", "tie"),
    [
        (scoped("choir", "team", "choir", weeks=1), "choir", "shortest rhythm"),
        (scoped("choir", "team", "choir", weeks=4), "turbines", "shortest rhythm"),
        (scoped("choir", "team", "choir", age=9), "choir", "oldest rule"),
        (scoped("choir", "team", "choir"), "choir", "oldest rule"),
    ],
)
def test_of_two_teams_the_shortest_rhythm_wins_then_the_oldest_rule(choir, winner, tie):
    choice = applicable([everyone, turbines, choir], context)
    assert (choice.chosen.id, choice.reason.tie) == (winner, tie)
    assert set(choice.reason.passed_over) == {"everyone", "turbines", "choir"} - {winner}


@pytest.mark.parametrize(
    ("rules", "whom", "sentence"),
    [
        ([everyone], Whom(), "The rule for everyone applies: there is no narrower one."),
        (
            [turbines],
            Whom("team", "Turbine Design"),
            "The rule for Turbine Design applies: there is none for the two of them.",
        ),
        (
            [pair],
            Whom("pair", "Ben", "Ada"),
            "The rule for Ben and Ada applies: it is narrower than any other.",
        ),
        (
            [person],
            Whom("person", "Ben"),
            "The rule for Ben applies: one for a single person comes first.",
        ),
        (
            [turbines, scoped("choir", "team", "choir", weeks=4)],
            Whom("team", "Turbine Design"),
            (
                "The rule for Turbine Design applies: there is none for the two of them. "
                "Of several such rules it asks for talks most often."
            ),
        ),
    ],
)
def test_the_reason_is_said_in_words(rules, whom, sentence):
    assert explain(applicable(rules, context).reason, whom) == sentence


def test_without_a_rule_the_words_say_so():
    assert explain(None) == "No rule applies, so these talks are planned by hand."
