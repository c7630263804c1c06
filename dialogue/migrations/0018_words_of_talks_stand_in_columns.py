"""The words of what talks hold as PostgreSQL looks for them: as written, and as two languages bend.

One's own talks are read one by one, and to take a text apart takes a hundred times as long as to
look into words that stand ready, without their places in the text. The columns are kept by the
database and read by searches alone, so models do not load them. Going back leaves them: code
before this does not know them.
"""

from django.db import migrations

ADD = """
ALTER TABLE {table} ADD COLUMN IF NOT EXISTS searchable tsvector GENERATED ALWAYS AS (
    strip(
        to_tsvector('simple', {text})
        || to_tsvector('english', {text})
        || to_tsvector('german', {text})
    )
) STORED;
"""
TEXTS = {
    "dialogue_checkin": "notes",
    "dialogue_commitment": "what",
    "dialogue_agendapoint": "text",
    "dialogue_answer": "text",
    "dialogue_privatenote": "text",
}


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0017_talks_are_found_without_an_index")]

    operations = [
        migrations.RunSQL(ADD.format(table=table, text=text), migrations.RunSQL.noop)
        for table, text in TEXTS.items()
    ]
