"""What protects the cast: two trusted persons, a report that waits, a pause, and a hint."""

from datetime import timedelta

from accounts.models import Person
from accounts.services.trusted import name_trusted
from feedback.models import Feedback
from feedback.services.giving import Piece, give
from feedback.services.pauses import pause
from feedback.services.protection_patterns import look_for_patterns
from feedback.services.receiving import mark_read
from feedback.services.reports import look, report
from home.population.demo.stage import Stage

HARSH = Piece(
    "improvement", "recipient",
    "You gave the crane to the other crew without asking me.",
    "At the yard, on the morning of the lift.",
    "Everybody laughed, and I looked like a beginner.",
    "Ask the people who do the work before you move their things, like everybody else does.",
)  # fmt: skip
REASON = (
    "This is the third time, and the others heard it before I did. I do not want to make it "
    "bigger than it is. Could we talk about what I can do?"
)
TO_MANY = "Thank you for staying until the pump ran."


def somebody_quiet(stage: Stage) -> Person:
    """Return somebody who has given dora nothing lately, so that no limit stands in the way."""
    lately = Feedback.objects.filter(recipient=stage.dora, given_at__gt=stage.ago(21))
    heard = set(lately.values_list("giver", flat=True))
    return next(person for person in stage.others if person.pk not in heard)


def protect(stage: Stage) -> None:
    """Tell it in the order in which it happened."""
    colleague = somebody_quiet(stage)
    rest = [person for person in stage.others if person != colleague]
    trusted = [stage.tess, *rest[:1]]
    name_trusted(trusted, by=stage.root, at=stage.ago(60))
    (harsh,) = give([stage.dora], what=HARSH, by=colleague, at=stage.ago(6, 11, 20))
    mark_read(harsh, by=stage.dora, at=harsh.given_at + timedelta(hours=2))
    shows = ["situation", "behaviour", "impact"]
    made_at = max(stage.ago(4), harsh.given_at + timedelta(hours=3))
    made = report(harsh, reason=REASON, shows=shows, by=stage.dora, at=made_at)
    look(made, by=trusted[-1], at=made.reported_at + timedelta(hours=5))
    pause(giver=colleague, by=stage.dora, at=made.reported_at + timedelta(minutes=4))
    thanks = Piece("praise", "recipient", TO_MANY)
    give([stage.dora, stage.tess, *rest[:3]], what=thanks, by=stage.cleo, at=stage.ago(3, 15, 30))
    look_for_patterns(at=stage.at)
