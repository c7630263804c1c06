from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self) -> None:
        from feedback.goals import FromFeedback, FromRound, linked_feedback
        from feedback.nudges import register_kinds  # models exist only once the apps are loaded
        from goals import links, origins

        register_kinds()
        links.register(linked_feedback)
        origins.register("feedback", FromFeedback())
        origins.register("round", FromRound())
