from django.apps import AppConfig

from core import clock, health


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Let an operator know when the clock of this machine is off."""
        health.add_look(clock.is_off)
