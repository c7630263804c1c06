from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "dialogue"

    def ready(self) -> None:
        """Tell the outbox which nudges come from talks."""
        from dialogue.kinds import register_kinds  # models exist only now

        register_kinds()
