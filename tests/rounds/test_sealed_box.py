"""What an administrator can still find out: attacked while open, after closing, after the release."""

import pytest
from django.db import connection

from feedback.box.keys import Place
from feedback.models import ReportBehaviour, ReportText, RoundKey, SealedAnswer
from feedback.services.rounds import sealed
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.releasing import release_due
from tests.rounds.attacks import (
    PUBLISHED,
    SEALED,
    everything,
    look_at,
    rows_joining,
    rows_with,
    share_aligned,
    share_joined,
)
from tests.rounds.world import (
    CLOSES,
    OPEN,
    RELEASES,
    answer,
    crowd,
    groups_of,
    round_about,
    whole_answer,
)

CHANCE = 0.4  # of 12 reviewers chance joins a twelfth; this much it never does
CAUGHT = 0.8


@pytest.fixture
def about(ben):
    """Twelve peers answer everything, one after another; the subject has nominated them."""
    about = round_about(ben, reviewers=groups_of(crowd(12), peers=12))
    for number, nomination in enumerate(reviewers(about)):
        answer(about, nomination, number=number)
    return about


def reviewers(about):
    return list(about.nominations.order_by("pk"))


def words_of(about):
    """Return what each reviewer wrote, in the order in which they did."""
    return [
        {text for name, text in whole_answer(about, number).items() if "level" not in name}
        for number in range(12)
    ]


def tags_of(about):
    keys = sealed.keys_of(about)
    return [
        {
            keys.tag(Place(nomination.pk, about.subject_id, name)).hex()
            for name in whole_answer(about, number)
        }
        for number, nomination in enumerate(reviewers(about))
    ]


def test_while_a_round_is_open_its_rows_can_be_joined_with_sessions_and_no_longer_after(about):
    """The first half is the negative control, and why the pages say "while a round is open"."""
    sessions = tags_of(about)
    before = share_joined(look_at(SEALED), sessions)
    close_due(at=CLOSES)
    after = share_joined(look_at(SEALED), sessions)
    print(f"sealed rows joined with sessions: open {before:.0%}, closed {after:.0%}, chance 8%")
    assert before > CAUGHT
    assert after < CHANCE
    assert len({row["xmin"] for row in look_at(SEALED)}) == 1
    assert len({row["length"] for row in look_at(SEALED)}) == 1


def test_after_the_release_no_column_joins_a_text_with_its_reviewer(about):
    release_due(at=RELEASES)
    rows, sessions = look_at(PUBLISHED), words_of(about)
    joined, aligned = share_joined(rows, sessions), share_aligned(rows, authors(about))
    print(f"texts joined with sessions {joined:.0%}, with each other {aligned:.0%}, chance 8%")
    assert len(rows) == 12 * 4
    assert joined < CHANCE
    assert aligned < CHANCE
    assert len({row["xmin"] for row in rows}) == 1
    for model in (ReportText, ReportBehaviour):
        assert all(pk.version == 4 for pk in model.objects.values_list("pk", flat=True))


def authors(about):
    return {text: number for number, words in enumerate(words_of(about)) for text in words}


def test_a_leaky_release_is_caught_by_the_same_attack(about):
    """The negative control: published in the order of reviewers, shuffled once, numbered by time."""
    release_due(at=RELEASES)
    rows, sessions, who = look_at(PUBLISHED), words_of(about), authors(about)
    rows.sort(key=lambda row: who[row["what"]])
    unshuffled = [{**row, "place": (0.0, float(n))} for n, row in enumerate(rows)]
    by_time = [{**row, "id": f"019a{n:04}"} for n, row in enumerate(rows)]
    once = [{**row, "place": (0.0, float((7 * who[row["what"]] + 3) % 12))} for row in rows]
    caught = share_joined(unshuffled, sessions), share_joined(by_time, sessions)
    print(
        f"leaky releases caught: {caught[0]:.0%}, {caught[1]:.0%}, {share_aligned(once, who):.0%}"
    )
    assert min(*caught, share_aligned(once, who)) > CAUGHT


def test_a_whole_dump_after_the_release_holds_no_tag_no_key_and_no_author(about):
    keys, wrapped = sealed.keys_of(about), bytes(RoundKey.objects.get().wrapped)
    tags = {tag for session in tags_of(about) for tag in session}
    boxes = {bytes(box).hex() for box in SealedAnswer.objects.values_list("box", flat=True)}
    before = everything()
    assert rows_with(before, *tags) == rows_with(before, *boxes) == {"feedback_sealedanswer"}
    assert rows_with(before, wrapped.hex()) == {"feedback_roundkey"}
    release_due(at=RELEASES)
    dump = everything()
    texts = {text for words in words_of(about) for text in words}
    who = [str(pk) for one in reviewers(about) for pk in (one.pk, one.person_id)]
    assert rows_with(dump, *tags, *boxes, wrapped.hex()) == set()
    assert rows_with(dump, keys.tags.hex(), keys.boxes.hex()) == set()
    assert rows_with(dump, *texts) == {"feedback_reporttext"}
    assert rows_joining(dump, texts, who) == set()
    leaky = [*dump, ("audit", f"(1,{who[0]},{min(texts)})")]
    assert rows_joining(leaky, texts, who) == {"audit"}


def test_an_answer_and_a_decline_leave_no_row_but_the_sealed_one(about):
    nomination = reviewers(about)[0]
    before = everything()
    answer(about, nomination, number=77)
    sealed.write(about, reviewer=nomination.pk, answers={"declined": "1"}, at=OPEN)
    changed = {table for table, _row in set(everything()) ^ set(before)}
    assert changed == {"feedback_sealedanswer"}


def test_neither_table_has_a_serial_number_a_time_or_an_author():
    for model, columns in (
        (SealedAnswer, {"tag", "round_id", "box"}),
        (RoundKey, {"round_id", "wrapped"}),
    ):
        assert {field.column for field in model._meta.concrete_fields} == columns
    texts = {field.column for field in ReportText._meta.concrete_fields}
    assert texts == {
        "id", "round_id", "question_id", "capability_id", "part", "group_id", "nomination_id",
        "text",
    }  # fmt: skip


def test_no_sequence_counts_answers(about):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
            " WHERE d.refobjid IN ('feedback_sealedanswer'::regclass,"
            " 'feedback_reporttext'::regclass, 'feedback_reportbehaviour'::regclass)"
        )
        assert cursor.fetchone() == (0,)


def test_statistics_and_running_statements_keep_no_samples(about):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE feedback_sealedanswer, feedback_roundkey")
        cursor.execute(
            "SELECT attname FROM pg_stats WHERE tablename IN"
            " ('feedback_sealedanswer', 'feedback_roundkey') AND attname <> 'round_id'"
        )
        assert cursor.fetchall() == []
    with connection.execute_wrapper(statements := Statements()):
        answer(about, reviewers(about)[0], number=5)
        assert any("feedback_sealed_box" in sql for sql in statements.seen)
        assert not any("\\x" in sql for sql in statements.seen)


class Statements:
    """The texts of statements as the server would show them to whoever looks at what runs."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        query = context["cursor"].cursor._query
        self.seen.append(bytes(query.query).decode())
        return result
