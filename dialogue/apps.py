from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "dialogue"

    def ready(self) -> None:
        """Tell the outbox which nudges come from talks."""
        from dialogue.events import register_events  # models exist only now
        from dialogue.kinds import register_kinds

        register_events()
        register_kinds()
