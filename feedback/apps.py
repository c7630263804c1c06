from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self) -> None:
        from feedback.nudges import register_kinds  # models exist only once the apps are loaded

        register_kinds()
