"""What was written before of when somebody dealt with an invitation to a round is taken away.

Of rounds whose answers were mixed the invitations and reminders go, as they do now at the mixing.
"""

from typing import ClassVar

from django.db import migrations

TAKE_AWAY = """
DELETE FROM notifications_notification told USING feedback_round asked
WHERE told.subject = asked.id AND asked.mixed_at IS NOT NULL
  AND told.kind IN ('feedback.round_invited', 'feedback.round_reminder');
UPDATE notifications_notification SET seen_at = NULL,
    done_at = CASE WHEN done_at IS NOT NULL THEN created_at END,
    dropped_at = CASE WHEN dropped_at IS NOT NULL THEN created_at END
WHERE kind IN ('feedback.round_invited', 'feedback.round_reminder')
  AND num_nonnulls(seen_at, done_at, dropped_at) > 0;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("feedback", "0023_bands_of_people_who_are_there"),
        ("notifications", "0001_initial"),
    ]

    operations: ClassVar = [migrations.RunSQL(TAKE_AWAY, migrations.RunSQL.noop)]
