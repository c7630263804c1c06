"""Calls about people, teams, coaching and absences."""
