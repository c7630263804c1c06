"""Every member reads every goal; the pages cost the same however much there is."""

import pytest

PAGES = ["/goals/", "/goals/?view=list", "/goals/?q=visit", "/goals/?mine=1", "/goals/new/", "/purpose/"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_open_for_a_member(client_for, dora, measured, address):
    assert client_for(dora).get(address).status_code == 200


def test_a_goal_opens_for_every_member(client_for, dora, measured, joined, goal):
    page = client_for(dora).get(f"/goals/{goal.pk}/")
    assert page.status_code == 200
    print(page.content.decode())
