"""Each giver gives one piece after the other, so that limits count what was just given."""

from accounts.models import Person
from core.prepared import prepared

TURN = "SELECT FROM accounts_person WHERE id = %s FOR NO KEY UPDATE"


def take_turn(giver: Person) -> None:
    """Lock the giver until the end of the transaction; what is asked next sees what went before."""
    with prepared() as cursor:
        cursor.execute(TURN, [giver.pk])
