from django.apps import AppConfig

from core import acts
from goals.acts import SENTENCES


class GoalsConfig(AppConfig):
    name = "goals"

    def ready(self) -> None:
        """Make the nudges of this app known, and its parts of the pages of people and teams."""
        # Models can be imported from here on, not before.
        from accounts import team_places
        from goals import nudges, person_links
        from goals.of_teams import goals_of_team

        acts.describe(SENTENCES)
        nudges.register_all()
        person_links.register_all()
        team_places.register(goals_of_team)
