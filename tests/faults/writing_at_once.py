"""Two people write one text over a network that drops, two tabs edit one draft, a form is sent
eight times at once, a session ends while typing.

Not one character is lost, and nothing is doubled.
"""

import json
import random
from datetime import timedelta
from uuid import uuid4

from tests.faults.ground import at_once, crowd, say, start
from tests.faults.writers import Writer, until_quiet

JSON = {"content_type": "application/json"}
PIECE = {
    "kind": "praise",
    "readers": "recipient",
    "situation": "Tuesday.",
    "behaviour": "You rang before the crew left.",
    "impact": "Nobody waited.",
}


def browser(person):
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def main() -> None:
    options = start()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    giver, recipient = crowd(2)
    rounds = 50 if options.long else 3
    for _round in range(rounds):
        two_tabs(giver)
        sent_eight_times(giver, recipient)
        session_ended(giver)
        other_words_from_another_tab(giver, recipient)
        gone_while_typing(giver)
    letters, dropped, overlaps = one_text(giver, recipient, 400 if options.long else 30)
    say("writing at once", rounds=rounds, lost=0, doubled=0)
    say("one text", letters=letters, dropped=dropped, overlaps=overlaps, lost=0, doubled=0)


def one_text(one, other, turns: int) -> tuple[int, int, int]:
    """Two write on one page at the same moments; answers and requests get lost on the way.

    Each types letters of its own alphabet, with a number, so that each must be there exactly once.
    """
    from django.utils import timezone

    from dialogue.models import CheckIn
    from dialogue.services import checkins

    now = timezone.now()
    talk = checkins.plan(other, by=one, at=now, planned_at=now + timedelta(days=1))
    chance = random.Random(9)
    writers = [
        Writer(browser(person), talk.pk, name, random.Random(chance.random()))
        for person, name in ((one, "a"), (other, "b"), (other, "c"))
    ]
    for _turn in range(turns):
        at_once(*[writer.go_on for writer in writers])
    until_quiet(writers)
    text = CheckIn.objects.get(pk=talk.pk).notes
    for writer in writers:
        assert writer.text == text, "everybody sees the same in the end"
        for word in writer.typed:
            assert text.count(word) == 1, f"{word} is there {text.count(word)} times"
    typed = sum(len(word) for writer in writers for word in writer.typed)
    drops, overlaps = (sum(getattr(w, n) for w in writers) for n in ("dropped", "overlaps"))
    return typed, drops, overlaps


def two_tabs(person) -> None:
    """Both tabs save over the same version: one wins, the other one gets both texts."""
    from core.models import Draft

    key = f"/drafts/feedback/{uuid4()}/"
    tabs = [browser(person), browser(person)]

    def save(tab, text: str, version: int):
        body = json.dumps({"fields": {"behaviour": text}, "version": version})
        return tab.put(key, body, **JSON)

    save(tabs[0], "begun", 0)
    answers = at_once(lambda: save(tabs[0], "left", 1), lambda: save(tabs[1], "right", 1))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    lost = next(answer for answer in answers if answer.status_code == 409).json()
    kept = Draft.objects.get(key=key.removeprefix("/drafts/").strip("/")).fields["behaviour"]
    assert lost["fields"]["behaviour"] == kept, "the tab that lost is shown what stands"


def sent_eight_times(giver, recipient) -> None:
    """The same form from two tabs and an impatient hand is one piece of feedback."""
    from feedback.models import Feedback
    from notifications.models import Notification

    Feedback.objects.all().delete()
    Notification.objects.all().delete()
    url = f"/feedback/give/{uuid4()}/"
    form = {**PIECE, "recipients": [str(recipient.pk)], "idempotency_key": str(uuid4())}
    tabs = [browser(giver) for _tab in range(8)]
    answers = at_once(*[lambda tab=tab: tab.post(url, form) for tab in tabs])
    assert {answer.status_code for answer in answers} <= {302, 303}, answers
    assert Feedback.objects.count() == 1
    assert Notification.objects.filter(channel="email").count() == 1


def session_ended(person) -> None:
    """Whoever is signed out while typing is told so, and their words go in once they are back."""
    tab = browser(person)
    key = f"/drafts/feedback/{uuid4()}/"
    body = json.dumps({"fields": {"behaviour": "every character"}, "version": 0})
    signed_in_again = browser(person)
    tab.logout()
    refused = tab.put(key, body, **JSON, headers={"Sec-Fetch-Dest": "empty"})
    assert refused.status_code == 401
    assert signed_in_again.put(key, body, **JSON).status_code == 200
    assert signed_in_again.get(key).json()["fields"] == {"behaviour": "every character"}


def other_words_from_another_tab(giver, recipient) -> None:
    """A draft that was sent is not sent again with other words; these are shown, and kept."""
    from feedback.models import Feedback

    Feedback.objects.all().delete()
    url = f"/feedback/give/{uuid4()}/"
    form = {**PIECE, "recipients": [str(recipient.pk)]}
    tabs = [browser(giver), browser(giver)]
    assert tabs[0].post(url, form).status_code == 303
    refused = tabs[1].post(url, {**form, "behaviour": "Other words, just as dear."})
    assert refused.status_code == 422
    assert "Other words, just as dear." in refused.content.decode()
    assert Feedback.objects.count() == 1


def gone_while_typing(person) -> None:
    """The browser is killed: what was saved by itself stands in the form of the next one."""
    pk = uuid4()
    fields = {"behaviour": "until the power went", "send_on": "2030-01-01", "values": []}
    body = json.dumps({"fields": fields, "version": 0})
    assert browser(person).put(f"/drafts/feedback/{pk}/", body, **JSON).status_code == 200
    shown = browser(person).get(f"/feedback/give/{pk}/").content.decode()
    assert "until the power went" in shown
    assert 'value="2030-01-01"' in shown


if __name__ == "__main__":
    main()
