from django.apps import AppConfig

from core import acts
from dialogue.acts import SENTENCES


class DialogueConfig(AppConfig):
    name = "dialogue"

    def ready(self) -> None:
        """Tell the outbox which nudges come from talks."""
        from dialogue.events import register_coaching, register_events  # models exist only now
        from dialogue.feedback import commitment_from_feedback, talk_of
        from dialogue.goals import FromCommitment, FromTalk, linked_talks
        from dialogue.kinds import register_kinds
        from dialogue.rounds import TalksOfRounds
        from dialogue.support_group_events import register_group_events
        from dialogue.talk_about import about_feedback, about_goal, about_mastery
        from feedback import outcomes, steps, talks
        from goals import links, origins

        acts.describe(SENTENCES)
        register_events()
        register_coaching()
        links.register(linked_talks)
        links.register(about_goal)
        links.OF_MASTERY.register(about_mastery)
        origins.register("checkin", FromTalk())
        origins.register("commitment", FromCommitment())
        steps.register(commitment_from_feedback)
        steps.register(about_feedback)
        talks.register(talk_of)
        outcomes.register(TalksOfRounds())
        register_kinds()
        register_group_events()
