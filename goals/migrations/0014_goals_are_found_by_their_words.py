"""The words of a goal as PostgreSQL looks for them: as written, and as two languages bend them.

The column is kept by the database and read by searches alone, so the model does not load it. Going
back leaves it: code before this does not know it, and nothing is lost or locked for it.
"""

from django.db import migrations

ADD = """
ALTER TABLE goals_goal ADD COLUMN IF NOT EXISTS searchable tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('english', title), 'B')
    || setweight(to_tsvector('german', title), 'B')
    || setweight(to_tsvector('simple', why_it_matters), 'C')
    || setweight(to_tsvector('english', why_it_matters), 'D')
    || setweight(to_tsvector('german', why_it_matters), 'D')
) STORED;
CREATE INDEX IF NOT EXISTS goals_by_words ON goals_goal USING gin (searchable);
"""


class Migration(migrations.Migration):
    dependencies = [("goals", "0013_a_number_may_be_of_a_mastery")]

    operations = [migrations.RunSQL(ADD, migrations.RunSQL.noop)]
