"""Two beats, two planners, four deliverers at the same moment: the same rows as with one."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from tests.faults.ground import Sink, at_once, crowd, say, start

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
TALK = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)  # 14:30 in Oslo
ASKED = TALK - timedelta(days=2) + timedelta(minutes=1)


Rows = Counter[tuple[object, ...]]


def main() -> None:
    options = start()
    pairs = 1_000 if options.long else 40
    from dialogue.models import CheckIn
    from dialogue.services.nudging import plan_nudges
    from dialogue.services.planning import plan_check_ins

    coach_everybody(crowd(pairs * 2, zone="Europe/Oslo"), at=NOW - timedelta(days=30))
    alone = with_one_of_each()
    errors = at_once(*[lambda: plan_check_ins(at=NOW)] * 2)
    errors += at_once(*[lambda: plan_nudges(at=ASKED)] * 2)
    together, ids = rows(), delivered()
    errors = [error for error in errors if isinstance(error, Exception)]
    talks = CheckIn.objects.count()
    say("many at once", pairs=pairs, talks=talks, rows=sum(together.values()), mails=len(ids))
    assert errors == [], errors
    assert talks == pairs
    assert together == alone
    assert len(alone) == pairs * 4
    assert len(ids) == len(set(ids)) == pairs * 2


def rows() -> Rows:
    """Return whom the outbox tells what, and how often."""
    from notifications.models import Notification

    return Counter(Notification.objects.values_list("person", "kind", "slot", "channel"))


def with_one_of_each() -> Rows:
    """Plan with a single planner, and take it back."""
    from django.db import transaction

    from dialogue.services.nudging import plan_nudges
    from dialogue.services.planning import plan_check_ins

    with transaction.atomic():
        plan_check_ins(at=NOW)
        plan_nudges(at=ASKED)
        alone = rows()
        transaction.set_rollback(True)
    return alone


def delivered() -> list[str]:
    """Let four deliver at once; return the ids of the mails that arrived."""
    from django.conf import settings

    from notifications.models import Notification
    from notifications.services.delivery import deliver

    Notification.objects.filter(channel="email").update(due_at=ASKED)
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        done = at_once(*[lambda: deliver(at=ASKED + timedelta(minutes=5))] * 4)
        assert not [error for error in done if isinstance(error, Exception)], done
        return list(sink.ids)


def coach_everybody(people, *, at: datetime) -> None:
    """Let the first half coach the second half, every two weeks on a Friday."""
    from accounts.models import Coaching, Person
    from dialogue.cadence import Rule
    from dialogue.selectors.cadence import Proposal
    from dialogue.services.cadence import set_rule

    half = len(people) // 2
    Coaching.objects.bulk_create(
        Coaching(
            coach=coach, coachee=coachee, asked_by=coachee, asked_at=at, accepted_by=coach,
            accepted_at=at,
        )
        for coach, coachee in zip(people[:half], people[half:], strict=True)
    )  # fmt: skip
    Person.objects.filter(pk=people[0].pk).update(role="admin")
    people[0].refresh_from_db()
    rule = Rule(2, "weeks", date(2026, 11, 6), (5,), local_time=time(14, 30))
    set_rule(Proposal("everyone", rule), by=people[0], at=at)


if __name__ == "__main__":
    main()
