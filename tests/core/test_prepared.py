"""A question is written down once, and the ids stand in their places."""

from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from core.models import Draft
from core.prepared import Question, Unforeseen, in_bulk, planned_anew, rows


def test_a_question_is_asked_with_other_ids(cast):
    question = Question(
        lambda one, other: Person.objects.filter(pk__in=[one, other], name__gt="B").values_list(
            "name"
        ),
        2,
    )
    assert question.rows(cast.ada.pk, cast.ben.pk) == [(cast.ben.name,)]
    written = question.written
    assert question.rows(cast.cleo.pk, cast.cleo.pk) == [(cast.cleo.name,)]
    assert question.written is written


def test_it_is_counted_like_any_other(cast):
    with CaptureQueriesContext(connection) as queries:
        assert rows("SELECT %(one)s::int + 1", {"one": 1}) == [(2,)]
    assert [query["sql"] for query in queries] == ["SELECT $1::int + 1"]


def test_a_question_that_depends_on_its_ids_otherwise_is_refused(cast):
    def by_its_shape(pk):
        found = Person.objects.filter(pk=pk)
        return (found if pk.int % 2 else found.order_by("name")).values_list("pk")

    def by_its_sum(pk):
        return Person.objects.filter(pk=pk).values_list(Value(pk.int))

    def without_it(_pk):
        return Person.objects.values_list("pk")

    for ask in (by_its_shape, by_its_sum, without_it):
        with pytest.raises(Unforeseen):
            Question(ask, 1).rows(cast.ben.pk)


def test_whole_rows_come_by_their_ids_as_from_django(cast):
    ids = [cast.ben.pk, cast.zoe.pk, cast.ben.pk, UUID(int=7)]
    found = in_bulk(Person, ids)
    assert found == Person.objects.in_bulk(ids)
    for pk, person in found.items():
        same = Person.objects.get(pk=pk)
        for field in Person._meta.concrete_fields:
            assert getattr(person, field.attname) == getattr(same, field.attname)


def test_instances_come_as_from_django_with_what_is_related(cast, now):
    for number in range(3):
        Draft.objects.create(
            owner=cast.ben, key=f"form/{number}", fields={"n": [number]}, saved_at=now
        )

    def ask(owner, since, key):
        drafts = Draft.objects.filter(owner=owner, saved_at__gte=since).exclude(key=key)
        told = drafts.select_related("owner").only("fields", "owner__name").order_by("key")
        return told.annotate(length=Length("key"))

    question, values = Question(ask, ids=1, moments=1, texts=1), (cast.ben.pk, now, "form/1")
    for found in (question.all(*values), list(ask(*values))):
        assert [draft.fields for draft in found] == [{"n": [0]}, {"n": [2]}]
        assert [draft.length for draft in found] == [6, 6]
        assert {draft.owner for draft in found} == {cast.ben}
        assert found[0].get_deferred_fields() == {"key", "version", "saved_at"}
    assert question.first(cast.ada.pk, now, "") is None


def test_texts_may_stand_within_a_parameter(cast):
    def ask(_viewer, *words):
        found = Person.objects.exclude(pk=_viewer)
        for word in words:
            found = found.filter(Q(search_key__contains=word) | Q(name=" ".join(words)))
        return found.values_list("name")

    for answer in (rows, planned_anew):
        question = Question(ask, ids=1, texts=2, answer=answer)
        name = cast.ben.name.lower()
        assert question.rows(cast.ada.pk, name[:2], name[-3:]) == [(cast.ben.name,)]
        assert question.rows(cast.ben.pk, name[:2], name[-3:]) == []
        assert question.rows(cast.ada.pk, *cast.ben.name.split(" ", 1)) == [(cast.ben.name,)]


def test_a_text_that_is_changed_on_its_way_is_refused(cast):
    question = Question(
        lambda text: Person.objects.filter(name=text[::-1]).values_list("pk"), ids=0, texts=1
    )
    with pytest.raises(Unforeseen):
        question.rows("ben")


def test_a_page_of_rows_is_planned_with_its_values(cast):
    sql = "SELECT name FROM accounts_person ORDER BY name OFFSET %(start)s LIMIT 1"
    names = sorted(Person.objects.values_list("name", flat=True))
    assert planned_anew(sql, {"start": 2}) == [(names[2],)]
