"""Everything that writes people, teams and coaching."""
