"""What is typed in a 360 round: what it asks and of whom, and the answers."""
