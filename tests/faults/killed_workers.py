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
    rows, kills, every = (5_000, 12, 3.0) if options.long else (300, 2, 0.6)
    from django.utils import timezone

    from notifications.models import Notification
    from notifications.services.delivery import BATCH, deliver

    due_mail(crowd(rows))
    with Sink(pause=0.002) as sink, programs({"EMAIL_URL": sink.url, "MAIL_DIR": ""}) as run:
        for _kill in range(kills):
            before = len(sink.ids)
            workers = [run("-c", DELIVER) for _worker in range(2)]
            until(
                lambda before=before: len(sink.ids) > before or all_gone(),
                seconds=60,
                what="a mail",
            )
            time.sleep(every / 4)
            for worker in workers:
                worker.kill()
                worker.wait()
        run("-c", DELIVER)
        until(all_gone, seconds=120, what="all mail")
    deliver(at=timezone.now() + timedelta(hours=1))  # claims of the dead are given up
    mail = Notification.objects.filter(channel="email")
    sent, unknown = mail.filter(sent_at__isnull=False), mail.filter(unknown_at__isnull=False)
    doubled = [key for key, times in Counter(sink.ids).items() if times > 1]
    figures = {"sent": sent.count(), "unknown": unknown.count(), "mails": len(sink.ids)}
    say("killed workers", rows=rows, kills=kills * 2, **figures, doubled=len(doubled))
    assert figures["sent"] + figures["unknown"] == rows
    assert not doubled
    assert figures["unknown"] <= kills * 2 * BATCH
    arrived = set(sink.ids)
    assert all(f"<{pk}@mastery-loop>" in arrived for pk in sent.values_list("pk", flat=True))


def all_gone() -> bool:
    """Tell whether no row waits that no worker has taken."""
    from notifications.models import Notification

    return not Notification.objects.unsent().filter(claimed_at__isnull=True).exists()


if __name__ == "__main__":
    main()
