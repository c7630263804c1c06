"""Addresses of a person's mastery."""

from django.urls import URLPattern, path

from goals.api.mastery import evidence as call_evidence
from goals.api.mastery import masteries as calls
from goals.api.mastery import witnesses as call_witnesses
from goals.views.mastery import evidence, opening, pages, witnesses, writing

urlpatterns: list[URLPattern] = [
    path("mastery/", pages.index, name="masteries"),
    path("mastery/new/", writing.begin, name="mastery_begin"),
    path("mastery/<uuid:pk>/", pages.mastery, name="mastery"),
    path("mastery/<uuid:pk>/aim/", writing.aim, name="mastery_aim"),
    path("mastery/<uuid:pk>/level/", writing.note, name="mastery_note"),
    path("mastery/<uuid:pk>/set-aside/", writing.set_aside, name="mastery_set_aside"),
    path("mastery/<uuid:pk>/take-up/", writing.take_up, name="mastery_take_up"),
    path("mastery/<uuid:pk>/visibility/", opening.visibility, name="mastery_visibility"),
    path("mastery/<uuid:pk>/evidence/", evidence.add, name="mastery_evidence"),
    path("mastery/<uuid:pk>/witnesses/", witnesses.ask, name="mastery_ask"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw, name="evidence_withdraw"),
    path("witness/<uuid:pk>/", witnesses.witness, name="witness"),
    path("witness/<uuid:pk>/decline/", witnesses.decline, name="witness_decline"),
    path("witness/<uuid:pk>/withdraw/", witnesses.withdraw, name="witness_withdraw"),
    path("people/<uuid:pk>/mastery/", pages.of_person, name="person_mastery"),
]

api_urlpatterns: list[URLPattern] = [
    path("mastery", calls.MasteryList.as_view(), name="api_masteries"),
    path("mastery/<uuid:pk>", calls.MasteryDetail.as_view(), name="api_mastery"),
    path("mastery/<uuid:pk>/levels", calls.LevelList.as_view(), name="api_mastery_levels"),
    path("mastery/<uuid:pk>/set-aside", calls.SetAside.as_view(), name="api_mastery_set_aside"),
    path("mastery/<uuid:pk>/take-up", calls.TakeUp.as_view(), name="api_mastery_take_up"),
    path(
        "mastery/<uuid:pk>/visibility",
        calls.Visibility.as_view(),
        name="api_mastery_visibility",
    ),
    path(
        "mastery/<uuid:pk>/evidence",
        call_evidence.EvidenceList.as_view(),
        name="api_mastery_evidence",
    ),
    path(
        "evidence/<uuid:pk>/withdraw",
        call_evidence.EvidenceWithdraw.as_view(),
        name="api_evidence_withdraw",
    ),
    path(
        "mastery/<uuid:pk>/witnesses",
        call_witnesses.WitnessList.as_view(),
        name="api_mastery_witnesses",
    ),
    path(
        "witness-requests",
        call_witnesses.WitnessRequestList.as_view(),
        name="api_witness_requests",
    ),
    path(
        "witness-requests/<uuid:pk>",
        call_witnesses.WitnessRequestDetail.as_view(),
        name="api_witness_request",
    ),
    path(
        "witness-requests/<uuid:pk>/answer",
        call_witnesses.WitnessAnswer.as_view(),
        name="api_witness_answer",
    ),
    path(
        "witness-requests/<uuid:pk>/decline",
        call_witnesses.WitnessDecline.as_view(),
        name="api_witness_decline",
    ),
    path(
        "witness-requests/<uuid:pk>/withdraw",
        call_witnesses.WitnessWithdraw.as_view(),
        name="api_witness_withdraw",
    ),
]
