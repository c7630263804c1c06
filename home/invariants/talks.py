"""What must hold around talks: of two, of a group, and of somebody alone."""

from home.invariants.rule import Rule


def is_no_side(column: str) -> str:
    """Say that somebody is neither a side of the talk `c`, nor is or was in its group."""
    return (
        f"({column} NOT IN (c.person_id, COALESCE(c.partner_id, c.person_id)) AND NOT EXISTS "
        f"(SELECT 1 FROM dialogue_participant g WHERE g.checkin_id = c.id "
        f"AND g.person_id = {column}))"
    )


TALKS = (
    Rule(
        "help is asked of one's own coaches",
        "SELECT 1 FROM dialogue_helpasked a JOIN dialogue_helpwanted w ON w.id = a.wanted_id "
        "JOIN accounts_coaching k ON k.id = a.coaching_id WHERE k.coachee_id <> w.person_id",
    ),
    Rule(
        "commitments that are handed over are the coachee's own, in their own words",
        "SELECT 1 FROM dialogue_handedover h JOIN accounts_coaching k ON k.id = h.handover_id "
        "JOIN dialogue_commitment c ON c.id = h.commitment_id "
        "WHERE c.who_id <> k.coachee_id OR c.made_by_id <> k.coachee_id",
    ),
    Rule(
        "talks of a coaching are those of its coachee and coach",
        "SELECT 1 FROM dialogue_checkin c JOIN accounts_coaching k ON k.id = c.coaching_id "
        "WHERE (c.person_id, c.partner_id) <> (k.coachee_id, k.coach_id)",
    ),
    Rule(
        "commitments are of those who talk",
        "SELECT 1 FROM dialogue_commitment m JOIN dialogue_checkin c ON c.id = m.checkin_id "
        f"WHERE {is_no_side('m.who_id')} OR {is_no_side('m.made_by_id')}",
    ),
    Rule(
        "points of an agenda are by those who talk",
        "SELECT 1 FROM dialogue_agendapoint a JOIN dialogue_checkin c ON c.id = a.checkin_id "
        f"WHERE {is_no_side('a.author_id')}",
    ),
    Rule(
        "preparations are by those who talk",
        "SELECT 1 FROM dialogue_preparation p JOIN dialogue_checkin c ON c.id = p.checkin_id "
        f"WHERE {is_no_side('p.person_id')}",
    ),
    Rule(
        "private notes are by those who talk",
        "SELECT 1 FROM dialogue_privatenote p JOIN dialogue_checkin c ON c.id = p.checkin_id "
        f"WHERE {is_no_side('p.author_id')}",
    ),
    Rule(
        "notes are confirmed by those who talked, after they did",
        "SELECT 1 FROM dialogue_confirmation p JOIN dialogue_checkin c ON c.id = p.checkin_id "
        f"WHERE {is_no_side('p.person_id')} OR c.held_at IS NULL "
        "OR p.notes_version > c.notes_version",
    ),
    Rule(
        "answers are to prompts of their talk",
        "SELECT 1 FROM dialogue_answer a JOIN dialogue_preparation p ON p.id = a.preparation_id "
        "JOIN dialogue_checkin c ON c.id = p.checkin_id "
        "JOIN dialogue_prompt q ON q.id = a.prompt_id "
        "WHERE q.template_id IS DISTINCT FROM c.template_id",
    ),
    Rule(
        "what lies ahead was not held",
        "SELECT 1 FROM dialogue_checkin WHERE held_at > now() + interval '1 day'",
    ),
    Rule(
        "who takes care of the dates of a group is in it, and only groups have people in them",
        "SELECT 1 FROM dialogue_checkin c WHERE (c.kind = 'group') <> EXISTS (SELECT 1 "
        "FROM dialogue_participant g WHERE g.checkin_id = c.id "
        "AND (c.kind <> 'group' OR g.person_id = c.person_id AND g.left_at IS NULL))",
    ),
    Rule(
        "nothing of a reflection is shared",
        "SELECT 1 FROM dialogue_preparation p JOIN dialogue_checkin c ON c.id = p.checkin_id "
        "WHERE c.kind = 'reflection' AND p.shared_at IS NOT NULL",
    ),
)
