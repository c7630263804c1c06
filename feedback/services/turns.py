"""Each giver gives one piece after the other, so that limits count what was just given."""

from accounts.models import Person
from core.prepared import rows
from feedback.models import ProtectionSetting

# The lock and the setting in force in one statement, since each giving needs both.
TURN = """
SELECT setting.improvements_for_a_pair, setting.pieces_of_a_giver, setting.uses_slow_mode
FROM accounts_person giver
LEFT JOIN (
    SELECT * FROM feedback_protectionsetting ORDER BY set_at DESC, id DESC LIMIT 1
) setting ON true
WHERE giver.id = %(giver)s
FOR NO KEY UPDATE OF giver
"""


def take_turn(giver: Person) -> ProtectionSetting:
    """Lock the giver until the end of the transaction, and return the limits that hold."""
    [(for_a_pair, of_a_giver, slow)] = rows(TURN, {"giver": giver.pk})
    if of_a_giver is None:
        return ProtectionSetting()
    return ProtectionSetting(
        improvements_for_a_pair=for_a_pair, pieces_of_a_giver=of_a_giver, uses_slow_mode=slow
    )
