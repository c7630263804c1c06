from django.db import migrations

# What owners said so far, for the history. Whoever named themselves said yes by that.
KEEP = """
INSERT INTO goals_owneranswer (id, goal_id, person_id, says_yes, completes, version, at)
SELECT gen_random_uuid(), named.goal_id, named.person_id, named.agreed_at IS NOT NULL,
       named.agreed_at IS NOT NULL AND goal.agreed_at = named.agreed_at, goal.version,
       coalesce(named.agreed_at, named.declined_at)
FROM goals_ownership named JOIN goals_goal goal ON goal.id = named.goal_id
WHERE (named.agreed_at IS NOT NULL OR named.declined_at IS NOT NULL)
  AND named.person_id <> named.named_by_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0008_proposals_of_change"),
    ]

    operations = [
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
