"""Workers are killed while they deliver: nothing is lost, nothing comes twice.

Figures: rows sent, rows whose worker died (`unknown`), mails at the sink, doubled mails.
"""

import time
from collections import Counter
from datetime import timedelta

from tests.faults.ground import Sink, crowd, due_mail, programs, say, start, until

DELIVER = """
import django; django.setup()
from notifications.services.delivery import deliver
from django.utils import timezone
while True:
    deliver(at=timezone.now())
"""


def main() -> None:
    options = start()
    rows, kills, every = (5_000, 12, 3.0) if options.long else (300, 2, 0.15)
    due_mail(crowd(rows))
    with Sink(pause=0.002) as sink, programs({"EMAIL_URL": sink.url, "MAIL_DIR": ""}) as run:
        for _kill in range(kills):
            before = len(sink.ids)
            workers = [run("-c", DELIVER) for _worker in range(2)]
            until(lambda n=before: len(sink.ids) > n or all_gone(), seconds=60, what="a mail")
            time.sleep(every)
            for worker in workers:
                worker.kill()
                worker.wait()
        run("manage.py", "deliver").wait(timeout=120)
    count(rows, sink.ids, kills=kills * 2)


def count(rows: int, ids: list[str], *, kills: int) -> None:
    """Give up the claims of the dead, and see what became of every row."""
    from django.utils import timezone

    from notifications.models import Notification
    from notifications.services.delivery import BATCH, give_up_old_claims

    give_up_old_claims(timezone.now() + timedelta(hours=1))
    mail = Notification.objects.filter(channel="email")
    sent = set(mail.filter(sent_at__isnull=False).values_list("pk", flat=True))
    unknown = mail.filter(unknown_at__isnull=False).count()
    doubled = [key for key, times in Counter(ids).items() if times > 1]
    figures = {"sent": len(sent), "unknown": unknown, "mails": len(ids), "doubled": len(doubled)}
    say("killed workers", rows=rows, kills=kills, **figures)
    assert len(sent) + unknown == rows
    assert not doubled
    assert unknown <= kills * BATCH
    assert {f"<{pk}@mastery-loop>" for pk in sent} <= set(ids)


def all_gone() -> bool:
    """Tell whether no row waits that no worker has taken."""
    from notifications.models import Notification

    return not Notification.objects.unsent().filter(claimed_at__isnull=True).exists()


if __name__ == "__main__":
    main()
