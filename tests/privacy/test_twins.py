"""A policy and its SQL twin agree: for everybody, about every row of the world."""

import pytest
from django.apps import apps
from django.db.models import Manager

from accounts import policies as accounts
from dialogue.policies import cadence, checkins, coaching, prompts, support_groups
from feedback import policies as feedback
from feedback.policies import rounds
from goals import policies as goals
from goals.policies import mastery
from tests.privacy.world import MEMBERS, World

pytestmark = pytest.mark.django_db


def is_own(field):
    return lambda person, row: not person.has_left and getattr(row, field) == person.pk


TWINS = {
    "accounts.Absence": accounts.can_read_absence,
    "accounts.AgreementConfirmation": accounts.can_read_agreement_confirmation,
    "accounts.AgreementWording": accounts.can_read_agreement_wording,
    "accounts.ApiToken": accounts.can_read_token,
    "accounts.Coaching": accounts.can_read_coaching,
    "accounts.CoachingSuggestion": accounts.can_read_suggestion,
    "accounts.PeopleImport": accounts.can_read_import,
    "accounts.Person": accounts.can_read_person,
    "accounts.Team": accounts.can_read_team,
    "dialogue.AgendaPoint": checkins.can_read_agenda_point,
    "dialogue.Answer": checkins.can_read_answer,
    "dialogue.CadenceRule": cadence.can_read_rule,
    "dialogue.CheckIn": checkins.can_see,
    "dialogue.Commitment": checkins.can_read_commitment,
    "dialogue.Handover": coaching.can_read_handover,
    "dialogue.HelpAsked": coaching.can_read_asked,
    "dialogue.HelpWanted": coaching.can_read_help,
    "dialogue.GroupQuestion": support_groups.can_read_question,
    "dialogue.Preparation": checkins.can_read_preparation,
    "dialogue.PrivateNote": checkins.can_read_private_note,
    "dialogue.PromptTemplate": prompts.can_see_template,
    "feedback.Feedback": feedback.can_read,
    "feedback.FeedbackRequest": feedback.can_read_request,
    "feedback.NamedAnswer": rounds.can_read_named_answer,
    "feedback.Nomination": rounds.can_read_nomination,
    "feedback.PartnerAnswer": feedback.can_read_partner_answer,
    "feedback.Flag": feedback.can_be_hinted,
    "feedback.Pause": feedback.can_read_pause,
    "feedback.RatioShare": feedback.can_read_ratio_share,
    "feedback.Reply": feedback.can_read_reply,
    "feedback.Report": feedback.can_read_report,
    "feedback.ReportBehaviour": rounds.can_read_report_text,
    "feedback.ReportText": rounds.can_read_report_text,
    "feedback.Round": rounds.can_read_round,
    "feedback.RoundOutcome": rounds.can_read_round_outcome,
    "feedback.RoundShare": rounds.can_read_round_share,
    "dialogue.StartedGoal": checkins.can_read_started_goal,
    "feedback.StartedGoal": feedback.can_read_started_goal,
    "goals.Capability": goals.can_read_capability,
    "goals.CapabilityComment": goals.can_read_capability_comment,
    "goals.CapabilityProposal": goals.can_read_capability_proposal,
    "goals.Comment": goals.can_read_comment,
    "goals.Evidence": mastery.can_read_evidence,
    "goals.Goal": goals.can_read,
    "goals.LevelEntry": mastery.can_read_level_entry,
    "goals.Mastery": mastery.can_read_mastery,
    "goals.Measurement": goals.can_read_measurement,
    "goals.Metric": goals.can_read_metric,
    "goals.MetricChange": goals.can_read_change,
    "goals.Proposal": goals.can_read_proposal,
    "goals.Purpose": goals.can_read_purpose,
    "goals.Value": goals.can_read_value,
    "goals.WitnessRequest": mastery.can_read_witness_request,
    "notifications.Notification": is_own("person_id"),
}
# Read by their owner alone, through an address that takes nobody else's; or open to all members.
WITHOUT_POLICY = {
    "core.Draft",
    "core.HintChoice",
    "feedback.Learner",
    "feedback.Principles",
    "feedback.RatioBand",
    "feedback.RatioPublication",
    "feedback.Share",
    "notifications.Muted",
}


def test_every_model_with_readers_has_a_policy_beside_it():
    read = {
        model._meta.label
        for model in apps.get_models()
        if isinstance(getattr(model, "objects", None), Manager)
        and hasattr(model.objects, "visible_to")
    }
    assert read == set(TWINS) | WITHOUT_POLICY


def test_policy_and_query_agree_about_everybody_and_every_row(world: World):
    wrong = []
    for label, can_read in TWINS.items():
        model = apps.get_model(label)
        rows = list(model.objects.all())
        assert rows, f"there is no {label} in the world"
        for name in sorted(MEMBERS | {"yann", "zoe"}):
            person = getattr(world, name)
            person.refresh_from_db()
            found = set(model.objects.visible_to(person).values_list("pk", flat=True))
            wrong += [
                f"{label} {row.pk}: {name} {'reads' if row.pk in found else 'does not read'}"
                for row in rows
                if can_read(person, row) != (row.pk in found)
            ]
    assert not wrong, "\n".join(wrong)
