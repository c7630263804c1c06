"""What must hold of 360 rounds."""

from typing import Final

from home.invariants.rule import Rule

ROUNDS: Final = (
    Rule(
        "reviewers are invited at the launch of their round, all of them",
        "SELECT 1 FROM feedback_nomination n JOIN feedback_round r ON r.id = n.round_id "
        "WHERE n.invited_at IS DISTINCT FROM r.launched_at",
    ),
    Rule(
        "nobody reviews themselves, and nominations are made by the subject",
        "SELECT 1 FROM feedback_nomination n JOIN feedback_round r ON r.id = n.round_id "
        "WHERE n.person_id = r.subject_id OR n.nominated_by_id <> r.subject_id",
    ),
    Rule(
        "a confidential round has its key from the launch until its report, no other round has one",
        "SELECT 1 FROM feedback_round r LEFT JOIN feedback_roundkey k ON k.round_id = r.id "
        "WHERE r.cancelled_at IS NULL AND (k.round_id IS NOT NULL) <> "
        "(r.mode = 'confidential' AND r.launched_at IS NOT NULL AND r.released_at IS NULL)",
    ),
    Rule(
        "sealed answers wait for the report of a confidential round",
        "SELECT 1 FROM feedback_sealedanswer s JOIN feedback_round r ON r.id = s.round_id "
        "WHERE r.mode <> 'confidential' OR r.launched_at IS NULL OR r.released_at IS NOT NULL",
    ),
    Rule(
        "no nudge tells when somebody dealt with an invitation, and none outlives the mixing",
        "SELECT 1 FROM notifications_notification n JOIN feedback_round r ON r.id = n.subject "
        "WHERE n.kind IN ('feedback.round_invited', 'feedback.round_reminder') AND "
        "(r.mixed_at IS NOT NULL OR n.seen_at IS NOT NULL OR n.done_at <> n.created_at)",
    ),
    Rule(
        "in a confidential round only the subject and coaches answer by name",
        "SELECT 1 FROM feedback_namedanswer a JOIN feedback_nomination n ON n.id = a.nomination_id "
        "JOIN feedback_round r ON r.id = a.round_id "
        "WHERE r.mode = 'confidential' AND n.perspective <> 'coaches' OR n.round_id <> r.id "
        "UNION ALL SELECT 1 FROM feedback_nameddecline d "
        "JOIN feedback_nomination n ON n.id = d.nomination_id "
        "JOIN feedback_round r ON r.id = n.round_id "
        "WHERE r.mode = 'confidential' AND n.perspective <> 'coaches'",
    ),
    Rule(
        "answers by name came while their round was open, to what it asks",
        "SELECT 1 FROM feedback_namedanswer a JOIN feedback_round r ON r.id = a.round_id "
        "LEFT JOIN feedback_roundquestion q ON q.id = a.question_id "
        "LEFT JOIN feedback_roundcapability c ON c.id = a.capability_id "
        "LEFT JOIN feedback_roundlevel l ON l.id = a.level_id "
        "WHERE r.launched_at IS NULL OR a.saved_at < r.launched_at OR a.saved_at >= r.closes_at "
        "OR coalesce(q.round_id, c.round_id) IS DISTINCT FROM r.id "
        "OR l.id IS NOT NULL AND l.capability_id IS DISTINCT FROM a.capability_id",
    ),
    Rule(
        "a report is there once its round is released",
        "SELECT 1 FROM feedback_reporttext t JOIN feedback_round r ON r.id = t.round_id "
        "WHERE r.released_at IS NULL "
        "UNION ALL SELECT 1 FROM feedback_reportbehaviour b "
        "JOIN feedback_round r ON r.id = b.round_id WHERE r.released_at IS NULL",
    ),
    Rule(
        "in a confidential report only coaches and the subject are named",
        "SELECT 1 FROM feedback_reporttext t JOIN feedback_round r ON r.id = t.round_id "
        "JOIN feedback_nomination n ON n.id = t.nomination_id "
        "WHERE r.mode = 'confidential' AND n.perspective <> 'coaches' "
        "UNION ALL SELECT 1 FROM feedback_reportbehaviour b "
        "JOIN feedback_round r ON r.id = b.round_id "
        "JOIN feedback_nomination n ON n.id = b.nomination_id "
        "WHERE r.mode = 'confidential' AND n.perspective <> 'coaches'",
    ),
    Rule(
        "texts of a group are as many as the threshold for comments, and of too few there is none",
        "SELECT 1 FROM feedback_reporttext t JOIN feedback_reportgroup g ON g.id = t.group_id "
        "JOIN feedback_round r ON r.id = t.round_id "
        "GROUP BY g.id, r.id, t.question_id, t.capability_id, t.part "
        "HAVING count(*) < r.comment_threshold OR g.state = 'too_few' OR g.round_id <> r.id",
    ),
    Rule(
        "of a group that is too small no behaviour is shown",
        "SELECT 1 FROM feedback_reportbehaviour b JOIN feedback_reportgroup g ON g.id = b.group_id "
        "WHERE g.state = 'too_few' OR g.round_id <> b.round_id",
    ),
    Rule(
        "reports of rounds are shown by their subject, to somebody else, once they are there",
        "SELECT 1 FROM feedback_roundshare s JOIN feedback_round r ON r.id = s.round_id "
        "WHERE s.shared_by_id <> r.subject_id OR s.with_person_id = r.subject_id "
        "OR r.released_at IS NULL OR s.shared_at < r.released_at",
    ),
    Rule(
        "a round ends with a goal, a commitment, or nothing this time",
        "SELECT 1 FROM feedback_round r WHERE r.ended_at IS NOT NULL AND r.nothing_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM feedback_roundoutcome o "
        "WHERE o.round_id = r.id AND o.talk IS NULL)",
    ),
    Rule(
        "a text of a round is reported by its subject, and seen by nobody who was invited",
        "SELECT 1 FROM feedback_report p JOIN feedback_reporttext t ON t.id = p.round_text_id "
        "JOIN feedback_round r ON r.id = t.round_id "
        "LEFT JOIN feedback_reportlook l ON l.report_id = p.id WHERE p.reporter_id <> r.subject_id "
        "OR EXISTS (SELECT 1 FROM feedback_nomination n WHERE n.round_id = r.id "
        "AND n.person_id IN (l.by_id, p.closed_by_id))",
    ),
    Rule(
        "rounds past their date were closed, and their reports came, within a day",
        "SELECT 1 FROM feedback_round WHERE launched_at IS NOT NULL AND cancelled_at IS NULL "
        "AND (closed_at IS NULL AND closes_at < now() - interval '1 day' "
        "OR released_at IS NULL AND releases_at < now() - interval '1 day')",
    ),
)
