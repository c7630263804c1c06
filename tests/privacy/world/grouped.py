"""A support group of ben and ada; dora asks to join, cleo is asked to."""

from dialogue.services import support_groups as groups
from goals.models import Capability
from tests.privacy.world.world import World


def grouped(w: World) -> None:
    """Found it around the first capability that is there; members alone see who asks."""
    around = Capability.objects.adopted().order_by("name", "pk")[:1]
    group = groups.found(
        name="Night owls", purpose="", capabilities=around, by=w.ben, at=w.ago(days=30)
    )
    asked = groups.invite(group, person=w.ada, by=w.ben, at=w.ago(days=29))
    groups.accept(asked, by=w.ada, at=w.ago(days=28))
    wish = groups.ask(group, by=w.dora, at=w.ago(days=2))
    invitation = groups.invite(group, person=w.cleo, by=w.ada, at=w.ago(days=2))
    w.add("group", "of_ben", group, "members")
    w.add("group_question", "wish", wish, "ada ben dora", writers="ada ben")
    w.add("group_question", "invitation", invitation, "ada ben cleo", writers="cleo")
    w.add("group_question_closing", "wish", wish, "ada ben dora")
