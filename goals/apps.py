from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "goals"

    def ready(self) -> None:
        """Make the nudges of this app known."""
        from goals.nudges import register_all  # models can be imported from here on, not before

        register_all()
