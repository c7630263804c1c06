"""A recipient files what they received, and takes it out again; nobody else learns of it."""

import pytest
from django.db import IntegrityError, transaction

from core.models import AuditEntry
from feedback.models import Feedback

pytestmark = pytest.mark.usefixtures("_at_now")


def test_it_leaves_the_list_and_comes_back_by_undo(client_for, cast, given):
    piece = given("cleo", "ben")
    client = client_for(cast.ben)
    assert "File it" in client.get(piece.get_absolute_url()).content.decode()
    page = client.post(f"/feedback/{piece.pk}/file/", follow=True).content.decode()
    assert "Filed" in page
    assert f"/feedback/{piece.pk}/unfile/" in page
    assert "before the crew left" not in page
    assert "before the crew left" not in client.get("/").content.decode()
    assert "before the crew left" in client.get("/feedback/?box=filed").content.decode()
    assert "before the crew left" in client.get("/search/?q=crew").content.decode()
    back = client.post(f"/feedback/{piece.pk}/unfile/", follow=True).content.decode()
    assert "Back among what you received" in back
    assert "before the crew left" in client.get("/feedback/").content.decode()
    assert "Nothing filed" in client.get("/feedback/?box=filed").content.decode()


def test_its_giver_never_sees_it(client_for, api_for, cast, given):
    piece = given("cleo", "ben")
    caller = api_for(cast.cleo)
    address = f"/api/v1/feedback/{piece.pk}"
    before = (client_for(cast.cleo).get(piece.get_absolute_url()).status_code, caller.get(address))
    assert api_for(cast.ben).post(f"{address}/file").json()["filed"] is True
    after = caller.get(address)
    assert before[1].json() == after.json()
    assert after.json()["filed"] is None
    assert "Filed" not in client_for(cast.cleo).get(piece.get_absolute_url()).content.decode()
    entry = AuditEntry.objects.filter(action="feedback.file").get()
    assert "crew" not in str(entry.__dict__)


@pytest.mark.parametrize(("name", "status"), [("cleo", 403), ("dora", 404)])
def test_nobody_else_files_it(client_for, api_for, cast, given, name, status):
    piece, person = given("cleo", "ben"), getattr(cast, name)
    for act in ("file", "unfile"):
        assert client_for(person).post(f"/feedback/{piece.pk}/{act}/").status_code == status
        answer = api_for(person).post(f"/api/v1/feedback/{piece.pk}/{act}")
        assert answer.status_code == status


def test_twice_is_said_in_words(api_for, cast, given):
    piece, caller = given("cleo", "ben"), api_for(cast.ben)
    address = f"/api/v1/feedback/{piece.pk}"
    assert "not filed" in caller.post(f"{address}/unfile").json()["detail"]
    assert caller.post(f"{address}/file").status_code == 200
    assert "filed this already" in caller.post(f"{address}/file").json()["detail"]
    found = {
        box: len(caller.get(f"/api/v1/feedback?box={box}").json()["results"])
        for box in ("received", "filed")
    }
    assert found == {"received": 0, "filed": 1}
    assert caller.post(f"{address}/unfile").json()["filed"] is False


def test_the_database_files_nothing_that_waits(cast, given, now):
    piece = given("cleo", "ben")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=piece.pk).update(filed_at=now, held_until=now)
