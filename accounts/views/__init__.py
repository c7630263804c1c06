"""Pages of people, teams, coaching, oneself and the organisation."""
