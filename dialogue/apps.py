from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "dialogue"

    def ready(self) -> None:
        """Make the app's kinds of nudges known."""
        from dialogue.kinds import register_kinds  # models are not there before

        register_kinds()
