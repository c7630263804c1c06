from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from core import health, outbox  # models are there only now
        from notifications import coaching, metrics
        from notifications.services.notify import notify

        outbox.open_door(notify)
        coaching.register_all()
        health.add_gauges(metrics.outbox)
