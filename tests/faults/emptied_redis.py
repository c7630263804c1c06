"""Redis is emptied, stopped and restarted under a real worker and a real beat.

All due nudges still go, pages never fail, and the worker consumes again by itself.
"""

import time

from tests.faults.ground import Sink, crowd, due_mail, own_valkey, programs, say, start, until

CELERY = ["-m", "celery", "-A", "tests.faults.bells"]
WORKER = [*CELERY, "worker", "--pool=solo", "--without-gossip", "--without-mingle"]


def main() -> None:
    options = start()
    away, restarts = (30.0, 10) if options.long else (1.5, 3)
    with Sink() as sink, own_valkey() as valkey:
        address = f"unix://{valkey.socket}"
        environment = {"EMAIL_URL": sink.url, "MAIL_DIR": "", "REDIS_URL": address}
        with programs(environment) as run:
            play(sink, valkey, run, away=away, restarts=restarts)


def play(sink, valkey, run, *, away: float, restarts: int) -> None:
    import redis
    from django.conf import settings
    from django.test import Client

    settings.CACHES["default"]["LOCATION"] = f"unix://{valkey.socket}"
    settings.ALLOWED_HOSTS = ["*"]
    people, pages = crowd(30), []

    def look() -> None:
        pages.append(Client().get("/accounts/login/").status_code)

    def all_sent() -> bool:
        from notifications.models import Notification

        return not Notification.objects.filter(sent_at__isnull=True).exists()

    run(*WORKER)
    run(*CELERY, "beat", "--schedule", str(valkey.directory / "beat"))
    due_mail(people, slot="first")
    first = until(all_sent, seconds=60, what="the first delivery")
    redis.Redis(unix_socket_path=str(valkey.socket)).flushall()
    due_mail(people, slot="emptied")
    emptied = until(all_sent, seconds=60, what="delivery after Redis was emptied")
    for _restart in range(restarts):
        bounce(valkey, 0.1)
        look()
    bounce(valkey, away, meanwhile=look)
    due_mail(people, slot="back")
    back = until(all_sent, seconds=90, what="delivery after Redis came back")
    say(
        "emptied redis",
        mails=len(sink.ids),
        first_s=f"{first:.1f}",
        after_emptying_s=f"{emptied:.1f}",
        after_return_s=f"{back:.1f}",
        pages=pages,
    )
    assert len(sink.ids) == len(set(sink.ids)) == 3 * len(people)
    assert set(pages) == {200}


def bounce(valkey, away: float, meanwhile=lambda: None) -> None:
    """Kill Valkey, wait, and start it again, empty."""
    valkey.child.process.kill()
    valkey.child.process.wait()
    valkey.socket.unlink(missing_ok=True)
    meanwhile()
    time.sleep(away)
    valkey.start()
    valkey.wait()


if __name__ == "__main__":
    main()
