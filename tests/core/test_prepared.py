"""A question is written down once, and the ids stand in their places."""

from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from core.prepared import Question, Unforeseen, in_bulk, rows


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
