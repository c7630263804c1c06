"""How a subject prepares a round on its pages."""

from feedback.models import Round

REFUSED, SENT = 422, 303


def begun(browser, **changes):
    """Start a round by its page and return it."""
    said = {"title": "How I hand over", "mode": "confidential", **changes}
    answer = browser.post("/rounds/new/", said)
    assert answer.status_code == SENT, answer.content.decode()
    return Round.objects.latest("created_at")


def prepared(browser, people, listening, **changes):
    """Let the subject choose what is asked and of whom."""
    about = begun(browser, **changes)
    url = about.get_absolute_url()
    asked = {"capabilities": [listening.pk], "questions": ["keep"], "own_questions": "And the van?"}
    assert browser.post(f"{url}choose/", asked).status_code == SENT
    named = {"perspective": "peers", "people": [one.pk for one in people]}
    assert browser.post(f"{url}nominate/", named).status_code == SENT
    return about, url
