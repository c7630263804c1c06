from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoalsConfig(AppConfig):
    name = "goals"

    def ready(self) -> None:
        """Make the nudges of this app known."""
        # Models can be imported from here on, not before.
        from goals.selectors import reasons
        from notifications.kinds import Kind, always, register

        register(
            Kind(
                code="goal.named",
                title=_("%(actor)s names you as an owner of a goal"),
                why=_("A goal is agreed when everyone it names as owner has said yes."),
                action=_("Say yes or no"),
                still_due=reasons.answer_is_waited_for,
            )
        )
        register(
            Kind(
                code="goal.joined",
                title=_("%(actor)s joined a goal of yours"),
                why=_("You are an owner of this goal."),
                action=_("Open the goal"),
                still_due=reasons.still_in,
                channels=("app",),
            )
        )
        register(
            Kind(
                code="goal.commented",
                title=_("%(actor)s commented on a goal of yours"),
                why=_("You are an owner of this goal, or have joined it."),
                action=_("Read and answer"),
                still_due=reasons.still_said,
            )
        )
        register(
            Kind(
                code="goal.ended",
                title=_("%(actor)s ended a goal of yours"),
                why=_("You were an owner of this goal, or had joined it."),
                action=_("Open the goal"),
                still_due=always,
            )
        )
