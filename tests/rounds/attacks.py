"""What a curious administrator can compute: joins of texts with reviewers, and whole dumps.

The attacker knows in which order the reviewers sat down to answer (from whatever was written at
that moment: sessions, logs), sees every column of every row, the hidden ones of PostgreSQL too, and
the order in which rows lie on the disk. All of them are tried; the best guess counts.
"""

import re

from django.db import connection

PUBLISHED = """
SELECT text, xmin::text::bigint, cmin::text::bigint, ctid::text::point, id::text, length(text),
       coalesce(question_id, capability_id)::text || part
FROM feedback_reporttext
"""
SEALED = """
SELECT encode(tag, 'hex'), xmin::text::bigint, cmin::text::bigint, ctid::text::point,
       encode(tag, 'hex'), length(box), ''
FROM feedback_sealedanswer
"""


def look_at(table):
    """Return the rows of the report or of the box, as somebody with all rights sees them."""
    with connection.cursor() as cursor:
        cursor.execute(table)
        rows = cursor.fetchall()
    return [
        {
            "what": what,
            "xmin": xmin,
            "cmin": cmin,
            "place": tuple(map(float, re.findall(r"\d+", place))),
            "id": number,
            "length": length,
            "item": item,
        }
        for what, xmin, cmin, place, number, length, item in rows
    ]


COLUMNS = ("xmin", "cmin", "place", "id", "length")


def share_joined(rows, sessions):
    """Return the largest share of rows that one column joins with the right session.

    `sessions` is for each reviewer, in the order in which they answered, the set of what they
    wrote. Rows are put in the order of a column, within each item, and dealt to the sessions.
    A column in which all rows are the same tells nothing.
    """
    right_of = {what: number for number, session in enumerate(sessions) for what in session}
    return max(share_right(rows, column, right_of, len(sessions)) for column in COLUMNS)


def share_right(rows, column, right_of, number):
    items = {row["item"] for row in rows}
    shares = []
    for turned in (False, True):
        right = 0
        for item in items:
            own = [row for row in rows if row["item"] == item]
            if len({row[column] for row in own}) == 1:
                continue
            own.sort(key=lambda row: row[column], reverse=turned)
            each = max(len(own) // number, 1)
            right += sum(right_of[row["what"]] == n // each for n, row in enumerate(own))
        shares.append(right / len(rows))
    return max(shares)


def share_aligned(rows, author_of):
    """Return how often rows at the same rank of two items have the same author, at its best.

    Whoever recognises one text by its style would know the others of that author by it.
    """
    items = sorted({row["item"] for row in rows})
    best = 0.0
    for column in ("place", "id"):
        ranked = [
            sorted((row for row in rows if row["item"] == item), key=lambda row: row[column])
            for item in items
        ]
        first, others = ranked[0], ranked[1:]
        pairs = [(a, b) for other in others for a, b in zip(first, other, strict=True)]
        same = sum(author_of[a["what"]] == author_of[b["what"]] for a, b in pairs)
        best = max(best, same / len(pairs))
    return best


def everything():
    """Return every row of every table as PostgreSQL writes it, with the name of its table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT whole::text FROM "{table}" AS whole')  # noqa: S608
            rows += [(table, row) for (row,) in cursor.fetchall()]
    return rows


def rows_with(rows, *needles):
    """Return the tables of rows that hold one of these."""
    return {table for table, row in rows if any(needle in row for needle in needles)}


def rows_joining(rows, texts, people):
    """Return the tables with a row that holds both one of these texts and one of these people."""
    return {
        table
        for table, row in rows
        if any(text in row for text in texts) and any(person in row for person in people)
    }
