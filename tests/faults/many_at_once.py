"""Two beats, two planners, four deliverers at the same moment: the same rows as with one."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from tests.faults.ground import Sink, at_once, crowd, say, start

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
TALK = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


def main() -> None:
    options = start()
    pairs = 1_000 if options.long else 40
    from django.conf import settings
    from django.db import transaction

    from dialogue.models import CheckIn
    from dialogue.services.nudging import plan_nudges
    from dialogue.services.planning import plan_check_ins
    from notifications.models import Notification
    from notifications.services.delivery import deliver

    coach_everybody(crowd(pairs * 2), at=NOW - timedelta(days=30))
    asked = TALK - timedelta(days=2) + timedelta(minutes=1)

    def rows() -> Counter[tuple[object, ...]]:
        return Counter(Notification.objects.values_list("person", "kind", "slot", "channel"))

    with transaction.atomic():  # how it looks with one of each
        plan_check_ins(at=NOW)
        plan_nudges(at=asked)
        alone, talks = rows(), CheckIn.objects.count()
        transaction.set_rollback(True)
    planned = at_once(*[lambda: plan_check_ins(at=NOW)] * 2)
    nudged = at_once(*[lambda: plan_nudges(at=asked)] * 2)
    together = rows()
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        later = asked + timedelta(days=3)
        delivered = at_once(*[lambda: deliver(at=later - timedelta(days=2))] * 4)
        Notification.objects.filter(channel="email").update(due_at=asked)
        at_once(*[lambda: deliver(at=asked + timedelta(minutes=5))] * 4)
        mails, doubled = len(sink.ids), len(sink.ids) - len(set(sink.ids))
    errors = [r for r in [*planned, *nudged, *delivered] if isinstance(r, Exception)]
    say("many at once", pairs=pairs, talks=talks, rows=sum(together.values()), mails=mails)
    assert errors == [], errors
    assert CheckIn.objects.count() == talks == pairs
    assert together == alone
    assert len(alone) == pairs * 4
    assert (mails, doubled) == (pairs * 2, 0)


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
