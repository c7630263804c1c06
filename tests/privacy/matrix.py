"""The access matrix: for every address who may open it, read from the privacy statement.

A row says which kind of thing an address is about (`of`), what it understands, and who may do
that. For whom a thing exists is said once, in `world.py`, for each of its states. Whoever it does
not exist for gets the answer of an id that does not exist, whatever the method. Whoever sees it
and may not do it gets a 403.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.privacy.world import MEMBERS, people

Names = frozenset[str]
SEES = "sees"  # everybody for whom the thing exists, and who may write it when it is written
OWN = "own"  # everybody for whom the thing exists, even where nothing shared is written any more


@dataclass(frozen=True)
class Row:
    """One address. `get`, `post` ... name who may; None: the address has no such method."""

    of: str = ""  # the kind of thing whose id stands in the address
    get: str | None = None
    post: str | None = None
    put: str | None = None
    patch: str | None = None
    delete: str | None = None
    body: dict[str, Any] = field(default_factory=dict)
    is_open: bool = False  # without signing in
    own_key: bool = False  # the same address is something of one's own for everybody
    setting: bool = False  # nothing is there for whoever may not
    hidden: bool = False  # where there is no mail server only

    def verbs(self) -> dict[str, str]:
        """Return the methods that are understood, with who may."""
        named = ("get", "post", "put", "patch", "delete")
        return {v.upper(): who for v in named if (who := getattr(self, v)) is not None}

    def may(self, verb: str, sees: Names, writes: Names = MEMBERS) -> Names:
        """Return who may do this, of those who see the thing and of those who write it."""
        who = self.verbs()[verb]
        able = sees if verb == "GET" or who == OWN else sees & writes
        return able if who in {SEES, OWN} else people(who) & able

    def opens_for(self, sees: Names = MEMBERS) -> Names:
        """Return for whom there is anything at this address, of those who see its thing."""
        if not self.setting:
            return sees
        return frozenset().union(*(self.may(verb, sees) for verb in self.verbs()))


def page(of: str = "", post: str | None = None, **more: Any) -> Row:
    """Describe an address that shows something, and perhaps takes a form."""
    return Row(of, get=SEES, post=post, **more)


def act(of: str, who: str = SEES, **more: Any) -> Row:
    """Describe an address that takes a form and shows nothing."""
    return Row(of, post=who, **more)


def admin(get: bool = True, post: bool = True, of: str = "") -> Row:
    """Describe an address of the settings: for admins, and nothing is there for others."""
    return Row(of, get="root" if get else None, post="root" if post else None, setting=True)


# Signing in, being healthy, and a link in a mail that carries its own proof: open without a
# session, each with its own tests. The list is written out once more in `test_addresses.py`.
OPEN = Row(is_open=True)

PAGES = {
    "api_docs": page(),
    "healthz": OPEN,
    "readyz": OPEN,
    "metrics": OPEN,
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "welcome": OPEN,
    "notification_answer": OPEN,
    "account_change_password": page(post=SEES),
    # what waits for one
    "today": page(),
    "today_answer": Row("next_talk", post=SEES, put=SEES),
    "today_goal": act("own_goal"),
    "today_coaching": act("question"),
    "today_request": act("request", "cleo"),
    "search": page(),
    # one's own drafts, whatever their key
    "draft": Row("draft_key", get=SEES, put=SEES, delete=SEES, own_key=True),
    # people
    "people": page(),
    "people_choose": page(),
    "person": page("person"),
    "teams": page(),
    "team_found": page(post=SEES),
    "team": page("team"),
    "team_edit": Row("own_team", get="ada ben cleo", post="ada ben cleo"),
    "team_join": act("team"),
    "team_leave": act("team"),
    "team_make_home": act("team"),
    "coachings": page(),
    "coaching_ask": page(post=SEES),
    "coaching_accept": act("question", "ada"),
    "coaching_end": page("coaching", post=SEES),
    "suggestions": page(),
    "suggestion_take_up": act("suggestion"),
    "suggestion_dismiss": act("suggestion"),
    # oneself
    "my_settings": page(post=SEES),
    "my_absences": page(post=SEES),
    "absence_remove": act("absence"),
    "my_tokens": page(post=SEES),
    "token_revoke": act("token"),
    "sessions_end": act(""),
    "theme": act(""),
    "notifications": page(),
    "notification_open": act("notification"),
    "notification_snooze": act("notification"),
    "notification_done": act("notification"),
    "notification_preferences": page(post=SEES),
    "outbox": page(hidden=True),
    # settings
    "settings": admin(post=False),
    "organisation": admin(),
    "audit": admin(post=False),
    "settings_people": admin(post=False),
    "settings_new_person": admin(),
    "settings_person": admin(of="person"),
    "settings_change_role": admin(get=False, of="person"),
    "settings_deactivate": admin(get=False, of="person"),
    "settings_reactivate": admin(get=False, of="person"),
    "settings_invite": admin(get=False, of="person"),
    "import_people": admin(),
    "import_preview": admin(of="upload"),
    "import_apply": admin(get=False, of="upload"),
    "import_drop": admin(get=False, of="upload"),
    "ratio_settings": admin(),
    "protection_settings": admin(),
    "prompt_list": admin(post=False),
    "prompt_introduce": admin(),
    "prompt_change": admin(of="template"),
    "prompt_retire": admin(get=False, of="template"),
    "prompt_make_usual": admin(get=False, of="template"),
    "cadence": admin(post=False),
    "cadence_new": admin(),
    "cadence_change": admin(of="rule"),
    "cadence_end": admin(get=False, of="rule"),
    # goals
    "purpose": page(),
    "purpose_state": Row(get="root", post="root"),
    "team_purpose": page("team"),
    "team_purpose_state": Row("own_team", get="ada ben cleo", post="ada ben cleo"),
    "guide_goal": act(""),
    "values": admin(post=False),
    "value_add": admin(),
    "value_edit": admin(of="value"),
    "value_move": admin(get=False, of="value"),
    "value_retire": admin(get=False, of="value"),
    "value_bring_back": admin(get=False, of="value"),
    "capabilities": page(),
    "capability_propose": page(post=SEES),
    "capability_library": page(),
    "capability_library_adopt": act("", "root"),
    "capability_library_propose": act("ready"),
    "capability_proposals": page(),
    "capability_proposal": page("capability_proposal"),
    "capability_accept": act("capability_proposal", "root"),
    "capability_decline": act("capability_proposal", "root", body={"answer": "Not now."}),
    "capability_withdraw": act("capability_proposal", "cleo"),
    "capability_support": act("capability_proposal"),
    "capability_unsupport": act("capability_proposal"),
    "capability_comment": act("capability_proposal"),
    "capability_comment_withdraw": act("capability_comment", "finn"),
    "capability": page("capability"),
    "capability_change": page("capability", post=SEES),
    "capability_retire": page("capability", post=SEES),
    "goals": page(),
    "goal_propose": page(post=SEES),
    "goal_timeline": page(),
    "goal_graph": page(),
    "goal_my_part": page(),
    "goal": page("goal"),
    "goal_branch": page("goal"),
    "goal_edit": Row("goal", get="ben cleo", post="ben cleo"),
    "goal_propose_change": page("goal", post=SEES),
    "goal_history": page("goal"),
    "goal_leave_undated": act("goal", "ben cleo"),
    "proposal": page("proposal"),
    "proposal_accept": act("proposal", "ben cleo"),
    "proposal_decline": act("proposal", "ben cleo"),
    "proposal_withdraw": act("proposal", "finn"),
    "proposal_renew": act("proposal", "ben cleo finn"),
    "goal_agree": act("goal", "ben cleo"),
    "goal_decline": act("goal", "ben cleo"),
    "goal_achieve": Row("goal", get="ben cleo", post="ben cleo"),
    "goal_let_go": Row("goal", get="ben cleo", post="ben cleo"),
    "goal_join": act("goal"),
    "goal_leave": act("goal"),
    "goal_comment": act("goal"),
    "metric_add": Row("goal", get="ben cleo finn", post="ben cleo finn"),
    "goal_comment_withdraw": act("comment", "finn"),
    "metric_change": Row("metric", get="ben cleo finn", post="ben cleo finn"),
    "metric_retire": act("metric", "ben cleo finn"),
    "metric": page("metric"),
    "metric_values": page("metric"),
    "metric_fill": Row("metric", get="ben cleo finn", post="ben cleo finn"),
    "goal_fill": Row("goal", get="ben cleo finn", post="ben cleo finn"),
    "goal_values": page("goal"),
    "mastery_metric_add": Row("mastery", get="ben", post="ben"),
    "metric_measure": Row("metric", get="ben cleo finn", post="ben cleo finn"),
    "measurement_correct": Row("measurement", get="ben cleo finn", post="ben cleo finn"),
    "measurement_withdraw": act("measurement", "ben"),
    # mastery
    "masteries": page(),
    "mastery_begin": page(post=SEES),
    "person_mastery": page("mastery_of"),
    "mastery": page("mastery"),
    "mastery_aim": Row("mastery", get="ben", post="ben"),
    "mastery_note": Row("mastery", get="ben", post="ben"),
    "mastery_set_aside": act("mastery"),
    "mastery_take_up": act("mastery"),
    "mastery_visibility": Row("mastery", get="ben", post="ben"),
    "mastery_evidence": Row("mastery", get="ben", post="ben"),
    "mastery_ask": Row("mastery", get="ben", post="ben"),
    "evidence_withdraw": act("evidence", "ben cleo"),
    "witness": page("witness_request", post="cleo"),
    "witness_decline": act("witness_request", "cleo"),
    "witness_withdraw": act("witness_request", "ben"),
    # feedback
    "ratios": page(),
    "ratio_opt_out": act(""),
    "ratio_opt_in": act(""),
    "partner_answer": OPEN,
    "feedback_ask": page(post=SEES),
    "feedback_requests": page(),
    "feedback_request_follow": page("request_link"),
    "feedback_request": page("request"),
    "feedback_request_withdraw": act("request", "ben"),
    "feedback_request_remind": act("request", "ben"),
    "feedback_request_open_link": act("request", "ben"),
    "feedback_request_decline": act("request", "cleo"),
    "guide_feedback": act(""),
    "my_hints": page(post=SEES),
    "learn": page(),
    "course": page(),
    "lesson": Row("lesson", get=SEES, post=SEES, body={"option": "0", "text": "Mine."}),
    "learning_settings": admin(),
    "principles_state": admin(of="language"),
    "principles_restore": admin(get=False, of="language"),
    "feedback_inbox": page(),
    "feedback_give": page(post=SEES),
    "feedback_compose": page("draft", post=SEES, own_key=True),
    "feedback_discard": act("draft", own_key=True),
    "feedback_piece": page("feedback"),
    "feedback_withdraw": act("feedback", "cleo"),
    "feedback_thank": act("feedback", "ben"),
    "feedback_reply": act("feedback", "cleo ben", body={"text": "Gladly."}),
    "feedback_share": act("feedback", "ben"),
    "feedback_unshare": act("feedback", "ben"),
    "feedback_send_now": act("feedback", "cleo"),
    "feedback_file": act("feedback", "ben"),
    "feedback_unfile": act("feedback", "ben"),
    "feedback_release": Row("feedback", get="ben", post="ben"),
    "feedback_unrelease": act("feedback", "ben"),
    "feedback_take_off_wall": act("feedback", "ben"),
    "feedback_put_back_on_wall": act("feedback", "ben"),
    "feedback_report": Row(
        "feedback", get="cleo ben", post="cleo ben", body={"reason": "It hurts."}
    ),
    "reports": page(),
    "report": page("report"),
    "report_withdraw": act("report", "ben cleo"),
    "report_close": act("report", "tess", body={"answer": "Come by."}),
    "protection": page(),
    "protection_put_away": act(""),
    "pauses": page(post=SEES),
    "pause_end": act("pause"),
    "pause_let_in": act(""),
    # dialogue
    "checkin_list": page(),
    "checkin_plan": page(post=SEES),
    "checkin": page("checkin"),
    "checkin_move": page("checkin", post=SEES),
    "checkin_skip": page("checkin", post=SEES),
    "checkin_start": act("checkin"),
    "checkin_hold": act("checkin"),
    "checkin_confirm": act("checkin"),
    "checkin_prepare": Row("checkin", post=SEES, put=SEES),
    "checkin_share": act("checkin"),
    "checkin_write_notes": Row(
        "checkin", post=SEES, put=SEES, body={"notes": "Said.", "version": "1"}
    ),
    "checkin_write_private_note": Row("checkin", post=OWN, put=OWN),
    "agenda_point_add": act("checkin"),
    "commitment_make": act("checkin"),
    "agenda_point_edit": act("point", "ben"),
    "agenda_point_remove": act("point", "ben"),
    "agenda_point_reorder": act("point"),
    "agenda_point_mark": act("point"),
    "commitment_complete": act("commitment", "ben finn"),
    "commitment_reopen": act("commitment", "ben finn"),
    "commitment_drop": act("commitment"),
    "dialogue": page("colleague"),
    "coach": page(),
    "own_rhythm": page("rhythm", post=SEES),
    "own_rhythm_end": act("rhythm"),
}

CALLS = {
    "api_search": page(),
    "api_schema": page(),
    "api_me": page(),
    "api_people": page(),
    "api_person": page("person"),
    "api_teams": page(),
    "api_coachings": page(post=SEES),
    "api_coaching_accept": act("question", "ada"),
    "api_coaching_end": act("coaching"),
    "api_absences": Row(get=SEES, put=SEES),
    "api_deactivate": admin(get=False, of="person"),
    "api_imports": admin(get=False),
    "api_notifications": page(),
    "api_notification_snooze": act("notification"),
    "api_notification_done": act("notification"),
    "api_preferences": Row(get=SEES, put=SEES),
    "api_purposes": page(post=SEES),
    "api_values": page(post=SEES),
    "api_value": Row("value", get=SEES, patch=SEES),
    "api_value_retire": act("value", "root"),
    "api_value_bring_back": act("value", "root"),
    "api_capabilities": page(post=SEES),
    "api_capability": page("capability"),
    "api_capability_changes": page("capability", post=SEES),
    "api_capability_library": page(),
    "api_capability_library_propose": act(""),
    "api_capability_library_adopt": act("", "root", body={"slugs": ["planning"]}),
    "api_capability_proposals": page(),
    "api_capability_proposal": page("capability_proposal"),
    "api_capability_accept": act("capability_proposal", "root"),
    "api_capability_decline": act("capability_proposal", "root", body={"answer": "Not now."}),
    "api_capability_withdraw": act("capability_proposal", "cleo"),
    "api_capability_support": act("capability_proposal"),
    "api_capability_unsupport": act("capability_proposal"),
    "api_capability_comments": page("capability_proposal", post=SEES),
    "api_capability_comment_withdraw": act("capability_comment", "finn"),
    "api_goals": page(post=SEES),
    "api_goal": Row("goal", get=SEES, patch=SEES),
    "api_goal_paths": page("goal"),
    "api_goal_undated": act("goal", "ben cleo"),
    "api_goal_history": page("goal"),
    "api_goal_proposals": page("goal", post=SEES),
    "api_proposal": page("proposal"),
    "api_proposal_accept": act("proposal", "ben cleo"),
    "api_proposal_decline": act("proposal", "ben cleo"),
    "api_proposal_withdraw": act("proposal", "finn"),
    "api_proposal_renew": act("proposal", "ben cleo finn"),
    "api_goal_join": act("goal"),
    "api_goal_leave": act("goal"),
    "api_goal_agree": act("goal", "ben cleo"),
    "api_goal_decline": act("goal", "ben cleo"),
    "api_goal_achieve": act("goal", "ben cleo"),
    "api_goal_let_go": act("goal", "ben cleo"),
    "api_goal_comments": page("goal", post=SEES),
    "api_goal_metrics": page("goal", post=SEES),
    "api_goal_comment_withdraw": act("comment", "finn"),
    "api_metric": Row("metric", get=SEES, patch=SEES),
    "api_metric_changes": page("metric"),
    "api_mastery_metrics": page("mastery", post=SEES),
    "api_metric_retire": act("metric", "ben cleo finn"),
    "api_measurements": page("metric", post=SEES),
    "api_measurement_correct": act("measurement"),
    "api_measurement_withdraw": act("measurement", "ben"),
    "api_masteries": page(post=SEES),
    "api_mastery": Row("mastery", get=SEES, patch=SEES),
    "api_mastery_levels": page("mastery", post=SEES),
    "api_mastery_set_aside": act("mastery"),
    "api_mastery_take_up": act("mastery"),
    "api_mastery_visibility": Row("mastery", get="ben", put="ben"),
    "api_mastery_evidence": page("mastery", post=SEES),
    "api_evidence_withdraw": act("evidence", "ben cleo"),
    "api_mastery_witnesses": Row("mastery", get="ben", post="ben"),
    "api_witness_requests": page(),
    "api_witness_request": page("witness_request"),
    "api_witness_answer": act("witness_request", "cleo"),
    "api_witness_decline": act("witness_request", "cleo"),
    "api_witness_withdraw": act("witness_request", "ben"),
    "api_ratios": page(),
    "api_ratios_me": page(),
    "api_feedback_requests": page(post=SEES),
    "api_feedback_request": page("request"),
    "api_feedback_request_withdraw": act("request", "ben"),
    "api_feedback_request_remind": act("request", "ben"),
    "api_feedback_request_open_link": act("request", "ben"),
    "api_feedback_request_decline": act("request", "cleo"),
    "api_feedback_request_answer": act("request", "cleo"),
    "api_guide": Row(get=SEES, post=SEES, put=SEES),
    "api_learning": page(),
    "api_learning_answers": act(""),
    "api_learning_condition": Row(put="root", setting=True),
    "api_principles": Row("language", get=SEES, put="root"),
    "api_feedback": page(post=SEES),
    "api_feedback_piece": page("feedback"),
    "api_feedback_withdraw": act("feedback", "cleo"),
    "api_feedback_reply": act("feedback", "cleo ben", body={"text": "Gladly."}),
    "api_feedback_thank": act("feedback", "ben"),
    "api_feedback_share": act("feedback", "ben"),
    "api_feedback_unshare": act("feedback", "ben"),
    "api_feedback_send_now": act("feedback", "cleo"),
    "api_feedback_file": act("feedback", "ben"),
    "api_feedback_unfile": act("feedback", "ben"),
    "api_feedback_release": act("feedback", "ben"),
    "api_feedback_unrelease": act("feedback", "ben"),
    "api_feedback_take_off_wall": act("feedback", "ben"),
    "api_feedback_put_back_on_wall": act("feedback", "ben"),
    "api_feedback_report": act("feedback", "cleo ben", body={"reason": "It hurts."}),
    "api_reports": page(),
    "api_report": page("report"),
    "api_report_withdraw": act("report", "ben cleo"),
    "api_report_close": act("report", "tess", body={"answer": "Come by."}),
    "api_protection": page(),
    "api_protection_settings": Row(get="root", put="root", setting=True),
    "api_pauses": page(post=SEES),
    "api_pause_end": act("pause"),
    "api_pause_let_in": page(post=SEES),
    "api_checkins": page(post=SEES),
    "api_checkin": Row("checkin", get=SEES, patch=SEES),
    "api_checkin_start": act("checkin"),
    "api_checkin_hold": act("checkin"),
    "api_checkin_skip": act("checkin"),
    "api_checkin_move": act("checkin"),
    "api_checkin_confirm": act("checkin"),
    "api_checkin_preparation": Row("checkin", get=SEES, put=SEES),
    "api_checkin_private_notes": Row("checkin", get=SEES, put=OWN),
    "api_checkin_agenda": page("checkin", post=SEES),
    "api_agenda_point": Row("point", patch="ben", delete="ben"),
    "api_agenda_point_reorder": act("point"),
    "api_agenda_point_mark": act("point"),
    "api_commitments": page(post=SEES),
    "api_commitment_done": act("commitment", "ben finn"),
    "api_commitment_reopen": act("commitment", "ben finn"),
    "api_commitment_drop": act("commitment"),
    "api_dialogue_search": page(),
    "api_dialogue": page("colleague"),
    "api_coachees": page(),
    "api_prompts": page(),
    "api_prompt_introduce": admin(get=False),
    "api_prompt_change": admin(get=False, of="template"),
    "api_prompt_retire": admin(get=False, of="template"),
    "api_prompt_make_usual": admin(get=False, of="template"),
    "api_cadences": admin(),
    "api_cadence_preview": admin(get=False),
}

ROWS = {**PAGES, **CALLS}
