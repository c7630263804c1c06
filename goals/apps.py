from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "goals"

    def ready(self) -> None:
        """Make the nudges of this app known, and its link on people's pages."""
        # Models can be imported from here on, not before.
        from goals import nudges, person_links

        nudges.register_all()
        person_links.register_all()
