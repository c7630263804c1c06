from django.urls import path

from dialogue.api import cadence as cadence_api
from dialogue.api import checkins as checkins_api
from dialogue.api import commitments as commitments_api
from dialogue.api import history as history_api
from dialogue.api import prompts as prompts_api
from dialogue.api import words as words_api
from dialogue.views import agenda, cadence, commitments, history, lists, live, prompts, talks, words

urlpatterns = [
    path("checkins/", lists.checkin_list, name="checkin_list"),
    path("checkins/plan/", lists.plan, name="checkin_plan"),
    path("checkins/<uuid:pk>/", talks.checkin, name="checkin"),
    path("checkins/<uuid:pk>/live/", live.live, name="checkin_live"),
    path("checkins/<uuid:pk>/move/", talks.move, name="checkin_move"),
    path("checkins/<uuid:pk>/skip/", talks.skip, name="checkin_skip"),
    path("checkins/<uuid:pk>/start/", talks.start, name="checkin_start"),
    path("checkins/<uuid:pk>/hold/", talks.hold, name="checkin_hold"),
    path("checkins/<uuid:pk>/confirm/", talks.confirm, name="checkin_confirm"),
    path("checkins/<uuid:pk>/preparation/", words.prepare, name="checkin_prepare"),
    path("checkins/<uuid:pk>/preparation/share/", words.share, name="checkin_share"),
    path("checkins/<uuid:pk>/notes/", words.write_notes, name="checkin_write_notes"),
    path(
        "checkins/<uuid:pk>/private-notes/",
        words.write_private_note,
        name="checkin_write_private_note",
    ),
    path("checkins/<uuid:pk>/agenda/", agenda.add_agenda_point, name="agenda_point_add"),
    path("checkins/<uuid:pk>/commitments/", commitments.commit, name="commitment_make"),
    path("agenda/<uuid:pk>/edit/", agenda.edit_agenda_point, name="agenda_point_edit"),
    path("agenda/<uuid:pk>/remove/", agenda.remove_agenda_point, name="agenda_point_remove"),
    path("agenda/<uuid:pk>/reorder/", agenda.reorder_agenda_point, name="agenda_point_reorder"),
    path("agenda/<uuid:pk>/mark/", agenda.mark_agenda_point, name="agenda_point_mark"),
    path(
        "commitments/<uuid:pk>/done/", commitments.complete_commitment, name="commitment_complete"
    ),
    path("commitments/<uuid:pk>/reopen/", commitments.reopen_commitment, name="commitment_reopen"),
    path("commitments/<uuid:pk>/drop/", commitments.drop_commitment, name="commitment_drop"),
    path("checkins/rhythm/<uuid:pk>/", cadence.own_rhythm, name="own_rhythm"),
    path("checkins/rhythm/<uuid:pk>/end/", cadence.end_own_rhythm, name="own_rhythm_end"),
    path("dialogue/<uuid:pk>/", history.dialogue, name="dialogue"),
    path("coach/", history.coach, name="coach"),
    path("settings/cadence/", cadence.cadence, name="cadence"),
    path("settings/cadence/new/", cadence.new_rule, name="cadence_new"),
    path("settings/cadence/<uuid:pk>/", cadence.change_rule, name="cadence_change"),
    path("settings/cadence/<uuid:pk>/end/", cadence.end_rule, name="cadence_end"),
    path("settings/prompts/", prompts.prompt_list, name="prompt_list"),
    path("settings/prompts/new/", prompts.introduce, name="prompt_introduce"),
    path("settings/prompts/<uuid:pk>/", prompts.change, name="prompt_change"),
    path("settings/prompts/<uuid:pk>/retire/", prompts.retire, name="prompt_retire"),
    path("settings/prompts/<uuid:pk>/make-usual/", prompts.make_usual, name="prompt_make_usual"),
]

api_urlpatterns = [
    path("cadences", cadence_api.CadenceList.as_view(), name="api_cadences"),
    path("cadences/preview", cadence_api.CadencePreview.as_view(), name="api_cadence_preview"),
    path("checkins", checkins_api.CheckIns.as_view(), name="api_checkins"),
    path("checkins/<uuid:pk>", checkins_api.CheckInDetail.as_view(), name="api_checkin"),
    path("checkins/<uuid:pk>/start", checkins_api.CheckInStart.as_view(), name="api_checkin_start"),
    path("checkins/<uuid:pk>/hold", checkins_api.CheckInHold.as_view(), name="api_checkin_hold"),
    path("checkins/<uuid:pk>/skip", checkins_api.CheckInSkip.as_view(), name="api_checkin_skip"),
    path("checkins/<uuid:pk>/move", checkins_api.CheckInMove.as_view(), name="api_checkin_move"),
    path(
        "checkins/<uuid:pk>/confirm",
        checkins_api.CheckInConfirm.as_view(),
        name="api_checkin_confirm",
    ),
    path(
        "checkins/<uuid:pk>/preparation",
        words_api.PreparationDetail.as_view(),
        name="api_checkin_preparation",
    ),
    path(
        "checkins/<uuid:pk>/private-notes",
        words_api.PrivateNotes.as_view(),
        name="api_checkin_private_notes",
    ),
    path("checkins/<uuid:pk>/agenda", commitments_api.Agenda.as_view(), name="api_checkin_agenda"),
    path("agenda/<uuid:pk>", commitments_api.AgendaPointDetail.as_view(), name="api_agenda_point"),
    path(
        "agenda/<uuid:pk>/reorder",
        commitments_api.AgendaPointReorder.as_view(),
        name="api_agenda_point_reorder",
    ),
    path(
        "agenda/<uuid:pk>/mark",
        commitments_api.AgendaPointMark.as_view(),
        name="api_agenda_point_mark",
    ),
    path("commitments", commitments_api.Commitments.as_view(), name="api_commitments"),
    path(
        "commitments/<uuid:pk>/done",
        commitments_api.CommitmentDone.as_view(),
        name="api_commitment_done",
    ),
    path(
        "commitments/<uuid:pk>/reopen",
        commitments_api.CommitmentReopen.as_view(),
        name="api_commitment_reopen",
    ),
    path(
        "commitments/<uuid:pk>/drop",
        commitments_api.CommitmentDrop.as_view(),
        name="api_commitment_drop",
    ),
    path("dialogue", history_api.DialogueSearch.as_view(), name="api_dialogue_search"),
    path("dialogue/<uuid:person>", history_api.Dialogue.as_view(), name="api_dialogue"),
    path("coachees", history_api.Coachees.as_view(), name="api_coachees"),
    path("prompts", prompts_api.PromptTemplates.as_view(), name="api_prompts"),
    path(
        "prompts/introduce",
        prompts_api.PromptTemplateIntroduce.as_view(),
        name="api_prompt_introduce",
    ),
    path(
        "prompts/<uuid:pk>/change",
        prompts_api.PromptTemplateChange.as_view(),
        name="api_prompt_change",
    ),
    path(
        "prompts/<uuid:pk>/retire",
        prompts_api.PromptTemplateRetire.as_view(),
        name="api_prompt_retire",
    ),
    path(
        "prompts/<uuid:pk>/make-usual",
        prompts_api.PromptTemplateMakeUsual.as_view(),
        name="api_prompt_make_usual",
    ),
]
