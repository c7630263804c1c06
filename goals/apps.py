from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "goals"

    def ready(self) -> None:
        """Make the nudges of this app known."""
        from accounts import team_places  # models can be imported from here on, not before
        from goals.nudges import register_all
        from goals.of_teams import goals_of_team

        register_all()
        team_places.register(goals_of_team)
