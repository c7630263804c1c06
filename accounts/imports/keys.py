"""What two spellings of one name have in common."""


def team_key(name: str) -> str:
    """Return what names of teams are compared by: lower case, letter by letter as in PostgreSQL."""
    return "".join(letter.lower()[0] for letter in name)
