from django.apps import AppConfig

from core import acts
from feedback.acts import SENTENCES


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self) -> None:
        from core import health
        from feedback import person_links
        from feedback.goals import FromFeedback, FromRound, linked_feedback
        from feedback.nudges import register_kinds  # models exist only once the apps are loaded
        from feedback.round_nudges import register_round_kinds
        from feedback.services.rounds.sealed import who_reads_the_box
        from goals import links, origins

        acts.describe(SENTENCES)
        register_kinds()
        register_round_kinds()
        person_links.register_all()
        health.add_look(who_reads_the_box)
        links.register(linked_feedback)
        origins.register("feedback", FromFeedback())
        origins.register("round", FromRound())
