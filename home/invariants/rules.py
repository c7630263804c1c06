"""What must hold across tables, which no CHECK can say. Each rule finds rows against it."""

from django.db import connection

from home.invariants.rounds import ROUNDS
from home.invariants.rule import Rule
from home.invariants.talks import TALKS, is_no_side

RULES = (
    *TALKS,
    Rule(
        "agreements are written by coach and coachee, and their versions have no gap",
        "SELECT 1 FROM accounts_agreement a JOIN accounts_coaching k ON k.id = a.coaching_id "
        "LEFT JOIN accounts_agreementwording w ON w.coaching_id = k.id "
        "GROUP BY a.coaching_id, a.version, k.coach_id, k.coachee_id "
        "HAVING count(w.id) <> a.version "
        "OR count(*) FILTER (WHERE w.author_id NOT IN (k.coach_id, k.coachee_id)) > 0",
    ),
    Rule(
        "who confirmed an agreement as it stands said so of this version",
        "SELECT 1 FROM accounts_agreement a JOIN accounts_coaching k ON k.id = a.coaching_id "
        "CROSS JOIN LATERAL (VALUES (k.coach_id, a.coach_confirmed_at), "
        "(k.coachee_id, a.coachee_confirmed_at)) AS s (person_id, at) "
        "WHERE s.at IS DISTINCT FROM (SELECT max(c.at) FROM accounts_agreementconfirmation c "
        "WHERE c.coaching_id = k.id AND c.person_id = s.person_id AND c.version = a.version)",
    ),
    Rule(
        "feedback is given while both are here",
        "SELECT 1 FROM feedback_feedback f JOIN accounts_person g ON g.id = f.giver_id "
        "JOIN accounts_person r ON r.id = f.recipient_id "
        "WHERE f.given_at < greatest(g.joined_at, r.joined_at) "
        "OR f.given_at > least(g.left_at, r.left_at)",
    ),
    Rule(
        "feedback is filed after it was given, and names what was adopted before",
        "SELECT 1 FROM feedback_feedback f LEFT JOIN goals_capability c ON c.id = f.capability_id "
        "WHERE f.filed_at < f.given_at OR c.adopted_at IS NULL AND c.id IS NOT NULL",
    ),
    Rule(
        "nothing goes out before the moment that its giver chose",
        "SELECT 1 FROM feedback_feedback WHERE withdrawn_at IS NULL AND send_at IS NOT NULL "
        "AND (held_until < send_at OR send_at > written_at + interval '60 days')",
    ),
    Rule(
        "feedback is read and thanked for after it was given",
        "SELECT 1 FROM feedback_feedback "
        "WHERE least(read_at, thanked_at, thanks_read_at) < given_at",
    ),
    Rule(
        "replies are by giver and recipient",
        "SELECT 1 FROM feedback_reply p JOIN feedback_feedback f ON f.id = p.feedback_id "
        "WHERE p.author_id NOT IN (f.giver_id, f.recipient_id) OR p.at < f.given_at",
    ),
    Rule(
        "feedback is shown by its recipient, to somebody else",
        "SELECT 1 FROM feedback_share s JOIN feedback_feedback f ON f.id = s.feedback_id "
        "WHERE s.shared_by_id <> f.recipient_id OR s.with_person_id = f.recipient_id",
    ),
    Rule(
        "what waited for the weekly batch is released within a day",
        "SELECT 1 FROM feedback_feedback WHERE withdrawn_at IS NULL "
        "AND held_until < now() - interval '1 day'",
    ),
    Rule(
        "reports are made by a side, after the piece was given, and end within thirty days",
        "SELECT 1 FROM feedback_report r JOIN feedback_feedback f ON f.id = r.feedback_id "
        "WHERE r.reporter_id NOT IN (f.giver_id, f.recipient_id) OR r.reported_at < f.given_at "
        "OR r.closes_at > r.reported_at + interval '30 days'",
    ),
    Rule(
        "nobody who is a party looked at a report or closed it, and nobody after its time",
        "SELECT 1 FROM feedback_report r JOIN feedback_feedback f ON f.id = r.feedback_id "
        "LEFT JOIN feedback_reportlook l ON l.report_id = r.id "
        "WHERE l.by_id IN (f.giver_id, f.recipient_id, r.reporter_id) "
        "OR r.closed_by_id IN (f.giver_id, f.recipient_id, r.reporter_id) "
        "OR l.at >= least(r.closes_at, r.withdrawn_at + interval '1 minute')",
    ),
    Rule(
        "what is kept aside is unread, and was kept since its recipient paused",
        "SELECT 1 FROM feedback_feedback f WHERE f.kept_aside_at IS NOT NULL AND (f.read_at "
        "IS NOT NULL OR NOT EXISTS (SELECT 1 FROM feedback_pause p WHERE p.person_id = "
        "f.recipient_id AND coalesce(p.giver_id, f.giver_id) = f.giver_id "
        "AND p.since_at <= f.kept_aside_at))",
    ),
    Rule(
        "at most two people are trusted, and none of them is an admin",
        "SELECT 1 FROM accounts_person WHERE is_trusted AND role = 'admin' AND left_at IS NULL "
        "UNION ALL SELECT 1 FROM accounts_person WHERE is_trusted AND left_at IS NULL "
        "HAVING count(*) > 2",
    ),
    Rule(
        "an agreed goal has an owner who said yes",
        "SELECT 1 FROM goals_goal g WHERE g.agreed_at IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM goals_ownership o WHERE o.goal_id = g.id AND o.agreed_at IS NOT NULL)",
    ),
    Rule(
        "an accepted change is a version of its goal, and follows the one it was read in",
        "SELECT 1 FROM goals_proposal p JOIN goals_wording w ON w.id = p.wording_id "
        "JOIN goals_wording b ON b.id = p.base_id "
        "WHERE w.goal_id <> p.goal_id OR b.goal_id <> p.goal_id OR b.version IS NULL "
        "OR (p.accepted_at IS NULL) <> (w.version IS NULL) OR w.version <> b.version + 1",
    ),
    Rule(
        "a goal says what its newest wording says",
        "SELECT 1 FROM goals_goal g JOIN goals_wording w "
        "ON w.goal_id = g.id AND w.version = g.version "
        "WHERE (g.title, g.why_it_matters, g.kind, g.work, g.aim, g.starts_on) <> "
        "(w.title, w.why_it_matters, w.kind, w.work, w.aim, w.starts_on) "
        "OR g.due_on IS DISTINCT FROM w.due_on OR g.team_id IS DISTINCT FROM w.team_id "
        "UNION ALL SELECT 1 FROM goals_wording w JOIN goals_goal g ON g.id = w.goal_id "
        "WHERE w.version > g.version",
    ),
    Rule(
        "goals are started from feedback by its recipient, from talks by a side",
        "SELECT 1 FROM feedback_startedgoal s JOIN feedback_feedback f ON f.id = s.feedback_id "
        "WHERE s.started_by_id <> f.recipient_id UNION ALL "
        "SELECT 1 FROM dialogue_startedgoal s JOIN dialogue_checkin c ON c.id = s.checkin_id "
        f"WHERE {is_no_side('s.started_by_id')}",
    ),
    Rule(
        "goals hang on each other without a circle",
        "WITH RECURSIVE up (start, parent_id) AS (SELECT goal_id, parent_id FROM goals_parentage "
        "UNION SELECT up.start, p.parent_id FROM up JOIN goals_parentage p "
        "ON p.goal_id = up.parent_id) SELECT 1 FROM up WHERE start = parent_id",
    ),
    Rule(
        "a measurement is corrected by one of the same number",
        "SELECT 1 FROM goals_measurement m JOIN goals_measurement n ON n.id = m.corrected_by_id "
        "WHERE n.metric_id <> m.metric_id",
    ),
    Rule(
        "a measurement is corrected after it was noted, by somebody",
        "SELECT 1 FROM goals_measurement m JOIN goals_measurement n ON n.id = m.corrected_by_id "
        "WHERE n.at < m.at",
    ),
    Rule(
        "what is expected of a number is what was said last",
        "SELECT 1 FROM goals_metric m JOIN LATERAL (SELECT c.forecast_after, c.ambition_after "
        "FROM goals_metricchange c WHERE c.metric_id = m.id ORDER BY c.at DESC, c.id DESC LIMIT 1) "
        "last ON true WHERE (last.forecast_after, last.ambition_after) "
        "IS DISTINCT FROM (m.forecast, m.ambition)",
    ),
    Rule(
        "a number of a mastery is kept by its person",
        "SELECT 1 FROM goals_metric m JOIN goals_mastery s ON s.id = m.mastery_id "
        "WHERE m.keeper_id IS DISTINCT FROM s.person_id",
    ),
    Rule(
        "levels and aims are of the capability that was chosen",
        "SELECT 1 FROM goals_mastery m JOIN goals_level l ON l.id = m.ideal_level_id "
        "WHERE l.capability_id <> m.capability_id "
        "UNION ALL SELECT 1 FROM goals_levelentry e JOIN goals_mastery m ON m.id = e.mastery_id "
        "JOIN goals_level l ON l.id = e.level_id WHERE l.capability_id <> m.capability_id "
        "UNION ALL SELECT 1 FROM goals_evidence e JOIN goals_mastery m ON m.id = e.mastery_id "
        "JOIN goals_level l ON l.id = e.level_id WHERE l.capability_id <> m.capability_id",
    ),
    Rule(
        "nobody is their own witness, and only they themselves reflect",
        "SELECT 1 FROM goals_evidence e JOIN goals_mastery m ON m.id = e.mastery_id "
        "WHERE (e.kind IN ('feedback', 'witness')) = (e.by_id = m.person_id)",
    ),
    Rule(
        "a witness answers what they were asked",
        "SELECT 1 FROM goals_witnessrequest w JOIN goals_evidence e ON e.id = w.answer_id "
        "WHERE e.by_id <> w.asked_id OR e.mastery_id <> w.mastery_id OR e.kind <> 'witness'",
    ),
    Rule(
        "feedback is released by its recipient, for a mastery of their own",
        "SELECT 1 FROM feedback_release r JOIN feedback_feedback f ON f.id = r.feedback_id "
        "JOIN goals_evidence e ON e.id = r.evidence_id "
        "JOIN goals_mastery m ON m.id = e.mastery_id WHERE r.released_by_id <> f.recipient_id "
        "OR m.person_id <> f.recipient_id OR e.by_id <> f.giver_id OR e.kind <> 'feedback'",
    ),
    Rule(
        "of feedback that was taken back no copy stands",
        "SELECT 1 FROM feedback_release r JOIN feedback_feedback f ON f.id = r.feedback_id "
        "JOIN goals_evidence e ON e.id = r.evidence_id "
        "WHERE f.withdrawn_at IS NOT NULL AND e.withdrawn_at IS NULL",
    ),
    Rule(
        "a capability has at least two levels, counted without a gap",
        "SELECT 1 FROM goals_capability c LEFT JOIN goals_level l ON l.capability_id = c.id "
        "GROUP BY c.id HAVING count(l.id) < 2 OR max(l.position) <> count(l.id)",
    ),
    Rule(
        "an adopted capability is worded as the proposal that was accepted last",
        "SELECT 1 FROM goals_capability c LEFT JOIN goals_capabilityproposal p "
        "ON p.capability_id = c.id AND p.made_version = c.version "
        "WHERE c.adopted_at IS NOT NULL AND (p.id IS NULL "
        "OR (p.name, p.description) <> (c.name, c.description))",
    ),
    Rule(
        "each wording of a capability was accepted once",
        "SELECT 1 FROM goals_capability c WHERE c.adopted_at IS NOT NULL AND c.version <> "
        "(SELECT count(*) FROM goals_capabilityproposal p "
        "WHERE p.capability_id = c.id AND p.accepted_at IS NOT NULL)",
    ),
    Rule(
        "a capability that waits for a decision has an open proposal",
        "SELECT 1 FROM goals_capability c WHERE c.adopted_at IS NULL AND c.dropped_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM goals_capabilityproposal p WHERE p.capability_id = c.id "
        "AND p.accepted_at IS NULL AND p.declined_at IS NULL AND p.withdrawn_at IS NULL)",
    ),
    Rule(
        "a published window shows nobody, or at least ten people in bands of at least three",
        "SELECT 1 FROM feedback_ratioband GROUP BY publication_id HAVING count(*) < 10 "
        "UNION ALL SELECT 1 FROM feedback_ratioband GROUP BY publication_id, band "
        "HAVING count(*) < 3",
    ),
    Rule(
        "nothing has waited for a day to be mailed to somebody who left",
        "SELECT 1 FROM notifications_notification n JOIN accounts_person p ON p.id = n.person_id "
        "WHERE p.left_at IS NOT NULL AND n.channel = 'email' AND n.sent_at IS NULL "
        "AND n.dropped_at IS NULL AND n.unknown_at IS NULL AND n.failed_at IS NULL "
        "AND n.due_at < now() - interval '1 day'",
    ),
    Rule(
        "where there are people, an admin is here",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM accounts_person) AND NOT EXISTS "
        "(SELECT 1 FROM accounts_person WHERE role = 'admin' AND left_at IS NULL)",
    ),
    *ROUNDS,
)


def broken() -> dict[str, int]:
    """Return the facts that do not hold, each with how many rows are against it."""
    found = {}
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(f"SELECT count(*) FROM ({rule.query}) breaking")
            if number := cursor.fetchone()[0]:
                found[rule.fact] = int(number)
    return found
