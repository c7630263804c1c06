"""Recipients let feedback speak for a level, and take that back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from feedback import services as feedback
from feedback.models import Release
from feedback.services import releasing
from goals.models import Evidence
from goals.services.mastery import aims, evidence


def test_who_reads_it_is_said_before_and_it_is_shown_to_those_alone(
    client_for, ben, ada, cleo, dora, opened, praised
):
    mastery, piece = opened(coaches=True), praised(cleo)
    browser, url = client_for(ben), f"/feedback/{piece.pk}/"
    form = browser.get(f"{url}release/").content.decode()
    assert "Hand-over writing. Who can see it: Ada Lindqvist" in form
    assert "with the name of Cleo Adeyemi" in form
    assert "Cleo is not told" in form
    assert browser.post(f"{url}release/", {"mastery": "nothing"}).status_code == 422
    assert browser.post(f"{url}release/", {"mastery": mastery.pk}).status_code == 303
    twice = browser.post(f"{url}release/", {"mastery": mastery.pk})
    assert "stands there already" in twice.content.decode()
    assert "You released it" in browser.get(url).content.decode()
    seen = client_for(ada).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Nobody had to ring." in seen
    assert "Cleo Adeyemi" in seen
    assert client_for(ada).get(url).status_code == 404
    giver = client_for(cleo)
    assert "released" not in giver.get(url).content.decode()
    assert giver.get(f"{url}release/").status_code == 403
    assert client_for(dora).get(f"{url}release/").status_code == 404
    opened(coaches=True, people=[cleo])
    assert "Ben released it" in giver.get(url).content.decode()


def test_it_is_taken_back_and_nobody_reads_the_copy(
    client_for, ben, ada, cleo, dora, opened, adopt, praised, now
):
    mastery, piece = opened(coaches=True), praised(cleo)
    feedback.release(piece, mastery=mastery, by=ben, at=now)
    browser, url = client_for(ben), f"/feedback/{piece.pk}/unrelease/"
    assert client_for(cleo).post(url).status_code == 403
    assert browser.post(url, {"mastery": piece.pk}).status_code == 404
    assert browser.post(url, {"mastery": mastery.pk}).status_code == 303
    assert browser.post(url).status_code == 422
    page = client_for(ada).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Nobody had to ring." not in page
    made = feedback.release(piece, mastery=mastery, by=ben, at=now)
    evidence.withdraw(made.evidence, by=ben, at=now)
    assert not Release.objects.standing().exists()


def test_an_improvement_goes_with_what_to_try(client_for, ben, cleo, mastery, praised, now):
    piece = praised(
        cleo, kind="improvement", situation="At Tolvik.", impact="Twenty minutes lost.",
        recommendation="Write the setting behind the name.",
    )  # fmt: skip
    made = feedback.release(piece, mastery=mastery, by=ben, at=now)
    assert made.evidence.words == "At Tolvik.\n\nNobody had to ring.\n\nTwenty minutes lost."
    page = client_for(ben).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Write the setting behind the name." in page
    assert "fb--improvement" in page


def test_withdrawn_by_its_giver_the_copy_goes_too(client_for, ben, cleo, mastery, now):
    piece = feedback.give(
        [ben], what=feedback.Piece("praise", "recipient", "Good sheet."), by=cleo, at=now
    )[0]
    feedback.release(piece, mastery=mastery, by=ben, at=now)
    feedback.withdraw(piece, by=cleo, at=now + timedelta(minutes=3))
    assert not Evidence.objects.standing().exists()
    piece.refresh_from_db()
    with pytest.raises(PermissionDenied):
        feedback.release(piece, mastery=mastery, by=ben, at=now)


def test_it_needs_a_level_and_a_page_of_ones_own(
    client_for, ben, cleo, capability, levels, praised, now
):
    piece = praised(cleo)
    url = f"/feedback/{piece.pk}/release/"
    assert "Nothing it could speak for yet" in client_for(ben).get(url).content.decode()
    mastery = aims.begin(capability, ideal_level=levels["Learning"], why="So.", by=ben, at=now)
    refused = client_for(ben).post(url, {"mastery": mastery.pk})
    assert refused.status_code == 422
    assert "Note first where you see yourself" in refused.content.decode()
    hers = aims.begin(capability, ideal_level=levels["Learning"], why="So.", by=cleo, at=now)
    with pytest.raises(PermissionDenied):
        feedback.release(piece, mastery=hers, by=ben, at=now)
    own = evidence.Said(giver=ben, on=now.date(), words="I am good.")
    aims.note(mastery, level=levels["Learning"], by=ben, at=now)
    with pytest.raises(evidence.OwnWords):
        evidence.add_feedback(mastery, said=own, by=ben, at=now)
    with pytest.raises(releasing.NotReleased):
        feedback.unrelease(piece, by=ben, at=now)


def test_by_call(api_for, ben, cleo, dora, opened, praised):
    mastery, piece = opened(people=[dora]), praised(cleo)
    caller, url = api_for(ben), f"/api/v1/feedback/{piece.pk}"
    assert caller.post(f"{url}/release", {}, format="json").status_code == 422
    unknown = caller.post(f"{url}/release", {"mastery": str(piece.pk)}, format="json")
    assert unknown.status_code == 422
    by_capability = {"capability": str(mastery.capability_id)}
    made = caller.post(f"{url}/release", by_capability, format="json")
    assert made.json()["released_for"] == [{"id": str(mastery.pk), "name": "Hand-over writing"}]
    assert api_for(cleo).get(url).json()["released_for"] == []
    assert api_for(cleo).post(f"{url}/release", by_capability, format="json").status_code == 422
    assert api_for(cleo).post(f"{url}/unrelease", {}, format="json").status_code == 403
    assert api_for(dora).post(f"{url}/unrelease", {}, format="json").status_code == 404
    assert caller.post(f"{url}/unrelease", {}, format="json").json()["released_for"] == []
