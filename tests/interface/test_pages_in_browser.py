"""Every main page as people meet it: no violation, nothing wider than the screen, no complaint.

The demo organisation stands behind them. Screenshots go to `screenshots/` to be looked at.
"""

from itertools import islice
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from accounts.models import Person
from dialogue.models import CheckIn
from feedback.models import Feedback, FeedbackRequest, Round
from goals.models import CapabilityProposal, Goal, Mastery, Metric, Proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
SHARES = 6  # of the pages, looked at side by side
WIDTHS = (320, 390, 768, 1440)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def demo(settings, tmp_path):
    """Nordlys Engineering as `./run` makes it."""
    settings.EMBEDDED, settings.MAIL_DIR = True, str(tmp_path)
    call_command("populate", demo=True, people=40, verbosity=0)


def pages_of_a_member(ben: Person) -> dict[str, str]:
    open_talks = CheckIn.objects.open().filter(person=ben).order_by("planned_at")
    talk, together = open_talks.filter(kind="pair").first(), CheckIn.objects.filter(kind="group")
    group = together.held().filter(title="Trio on estimating").get()
    piece = Feedback.objects.filter(recipient=ben).order_by("-given_at").first()
    goal = Goal.objects.filter(ownerships__person=ben).order_by("pk").first()
    number = Metric.objects.filter(keeper=ben).in_use().order_by("added_at", "pk").first()
    mastery = Mastery.objects.get(person=ben, capability__library_slug="handing-over")
    reworded = CapabilityProposal.objects.open().get()
    proposal = Proposal.objects.waiting_for(ben).order_by("pk").first()
    asked = FeedbackRequest.objects.filter(asker=ben).order_by("pk").first()
    report = Round.objects.report_read_by(ben).get(subject=ben)
    proposed = Round.objects.get(subject=ben, proposed_at__isnull=False)
    asking = Round.objects.get(title="Working beside me on site")
    return {
        "today": "/",
        "feedback": "/feedback/",
        "give": "/feedback/give/",
        "piece": f"/feedback/{piece.pk}/",
        "wall": "/feedback/?box=wall",
        "ask": "/feedback/ask/",
        "requests": "/feedback/requests/",
        "request": f"/feedback/requests/{asked.pk}/",
        "rounds": "/rounds/",
        "round_start": "/rounds/new/",
        "round_report": report.get_absolute_url(),
        "round_proposal": proposed.get_absolute_url(),
        "round_answer": f"{asking.get_absolute_url()}answer/",
        "learn": "/learn/",
        "lesson": "/learn/course/moment/",
        "checkins": "/checkins/",
        "checkin": f"/checkins/{talk.pk}/",
        "group_talk": f"/checkins/{group.pk}/",
        "reflection": f"/checkins/{open_talks.get(kind='reflection').pk}/",
        "own_prompts": "/checkins/prompts/",
        "talk_about": f"/checkins/talk-about/?about=goal/{goal.pk}",
        "history": f"/dialogue/{talk.partner_id}/",
        "prep_sheet": f"/dialogue/{talk.partner_id}/prepare/",
        "help": "/help/",
        "agreement": f"/coachings/{talk.coaching_id}/agreement/",
        "handover": f"/coachings/{talk.coaching_id}/handover/",
        "goals": "/goals/",
        "goal": f"/goals/{goal.pk}/",
        "goals_list": "/goals/?view=list&due=90",
        "goals_timeline": "/goals/timeline/",
        "goals_graph": "/goals/graph/",
        "goals_my_part": "/goals/my-part/",
        "number": f"/metrics/{number.pk}/",
        "number_change": f"/metrics/{number.pk}/edit/",
        "number_fill": f"/metrics/{number.pk}/fill/",
        "goal_history": f"/goals/{proposal.goal_id}/history/",
        "goal_change": f"/goals/{proposal.goal_id}/propose-change/",
        "proposal": f"/proposals/{proposal.pk}/",
        "purpose": "/purpose/",
        "capabilities": "/capabilities/",
        "capability": f"/capabilities/{reworded.capability_id}/",
        "capability_proposal": f"/capabilities/proposals/{reworded.pk}/",
        "capability_new": "/capabilities/new/",
        "mastery": "/mastery/",
        "mastery_of_one": f"/mastery/{mastery.pk}/",
        "mastery_visibility": f"/mastery/{mastery.pk}/visibility/",
        "people": "/people/",
        "person": f"/people/{talk.partner_id}/",
        "teams": "/teams/",
        "coachings": "/coachings/",
        "ratios": "/ratios/",
        "protection": "/protection/",
        "pauses": "/protection/pauses/",
        "report_piece": f"/feedback/{piece.pk}/report/",
        "notifications": "/notifications/",
        "my_settings": "/me/settings/",
        "reminders": "/me/settings/notifications/",
        "search": "/search/?q=plant",
        "outbox": "/outbox/",
    }


def pages_of_a_coach(ada: Person) -> dict[str, str]:
    preparing = Round.objects.get(subject=ada, launched_at__isnull=True)
    released = Round.objects.report_read_by(ada).get(subject=ada)
    return {
        **PAGES_OF_A_COACH,
        "round_preparing": preparing.get_absolute_url(),
        "round_end": f"{released.get_absolute_url()}end/",
    }


PAGES_OF_A_COACH = {"coach": "/coach/"}
PAGES_OF_AN_ADMIN = {
    "settings": "/settings/",
    "cadence": "/settings/cadence/",
    "cadence_new": "/settings/cadence/new/",
    "prompts": "/settings/prompts/",
    "values": "/settings/values/",
    "capability_library": "/capabilities/library/",
    "admin_people": "/settings/people/",
    "import": "/settings/people/import/",
    "ratio_settings": "/settings/ratio/",
    "learning_settings": "/settings/learning/",
    "principles": "/settings/learning/en/",
    "protection_settings": "/settings/protection/",
    "round_settings": "/settings/rounds/",
    "audit": "/settings/audit/",
}


def pages_of(person: Person) -> dict[str, str]:
    """Return the pages that this person of the demo is for, by name."""
    if person.is_admin:
        return PAGES_OF_AN_ADMIN
    return pages_of_a_coach(person) if person.called == "Ada" else pages_of_a_member(person)


@pytest.mark.parametrize("part", range(SHARES))
def test_every_main_page(demo, browser, live_server, client_for, part):
    found: list[str] = []
    for name in ("ben", "ada", "root"):
        person = Person.objects.get(email=f"{name}@example.org")
        context = browser.new_context(reduced_motion="reduce")  # no colour on its way
        context.set_default_timeout(30_000)
        session = client_for(person).cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        page = context.new_page()
        listen(page, found)
        for title, address in islice(pages_of(person).items(), part, None, SHARES):
            wrong = look_at(page, live_server.url + address, title)
            found += [f"{title}: {problem}" for problem in wrong]
        context.close()
    assert found == []


def listen(page, found: list[str]) -> None:
    """Note down whatever the page complains of."""
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("console", lambda said: said.type == "error" and found.append(said.text))


def look_at(page, address: str, name: str) -> list[str]:
    """Open a page and look at it in both schemes, at every width; return what is wrong with it."""
    answer = page.goto(address)
    if answer.status != 200:
        return [f"answered {answer.status}"]
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"scrolls sideways at {width}")
        for scheme in ("light", "dark") if width != 320 else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{wrong} at {width}, {scheme}" for wrong in complaints_of(page, width)]
            SCREENSHOTS.mkdir(exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    return found


def complaints_of(page, width: int) -> list[str]:
    """Return what axe finds, where a layout of its own begins."""
    if width not in (390, 1440):
        return []
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
