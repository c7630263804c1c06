from django.urls import path

from feedback.api.rounds import answering as answering_api
from feedback.api.rounds import one as one_api
from feedback.api.rounds import report as report_api
from feedback.views.rounds import answering, ending, lists, one, partners, preparing, report, texts
from feedback.views.rounds import settings as thresholds

urlpatterns = [
    path("rounds/", lists.rounds, name="rounds"),
    path("rounds/new/", lists.round_start, name="round_start"),
    path("rounds/for/<uuid:pk>/", lists.round_propose, name="round_propose"),
    path("rounds/<uuid:pk>/", one.round_page, name="round"),
    path("rounds/<uuid:pk>/accept/", preparing.round_accept, name="round_accept"),
    path("rounds/<uuid:pk>/decline/", preparing.round_decline, name="round_decline"),
    path("rounds/<uuid:pk>/edit/", preparing.round_edit, name="round_edit"),
    path("rounds/<uuid:pk>/choose/", preparing.round_choose, name="round_choose"),
    path("rounds/<uuid:pk>/nominate/", preparing.round_nominate, name="round_nominate"),
    path(
        "rounds/<uuid:pk>/withdraw-nomination/",
        preparing.round_withdraw_nomination,
        name="round_withdraw_nomination",
    ),
    path("rounds/<uuid:pk>/launch/", preparing.round_launch, name="round_launch"),
    path(
        "rounds/<uuid:pk>/raise-threshold/", one.round_raise_threshold, name="round_raise_threshold"
    ),
    path("rounds/<uuid:pk>/close/", one.round_close, name="round_close"),
    path("rounds/<uuid:pk>/cancel/", one.round_cancel, name="round_cancel"),
    path("rounds/<uuid:pk>/withdraw/", one.round_withdraw, name="round_withdraw"),
    path("rounds/<uuid:pk>/answer/", answering.round_answer, name="round_answer"),
    path("rounds/<uuid:pk>/share/", report.round_share, name="round_share"),
    path("rounds/<uuid:pk>/unshare/", report.round_unshare, name="round_unshare"),
    path("rounds/<uuid:pk>/end/", ending.round_end, name="round_end"),
    path(
        "rounds/texts/<uuid:pk>/report/",
        texts.round_text_report,
        name="round_text_report",
    ),
    path("asked/rounds/<str:signed>/", partners.round_partner, name="round_partner"),
    path("settings/rounds/", thresholds.round_settings, name="round_settings"),
]

api_urlpatterns = [
    path("rounds", one_api.Rounds.as_view(), name="api_rounds"),
    path("rounds/proposals", one_api.Proposals.as_view(), name="api_round_propose"),
    path("rounds/<uuid:pk>", one_api.OneRound.as_view(), name="api_round"),
    path("rounds/<uuid:pk>/accept", one_api.Accept.as_view(), name="api_round_accept"),
    path("rounds/<uuid:pk>/decline", one_api.Decline.as_view(), name="api_round_decline"),
    path("rounds/<uuid:pk>/nominate", one_api.Nominate.as_view(), name="api_round_nominate"),
    path(
        "rounds/<uuid:pk>/withdraw-nomination",
        one_api.WithdrawNomination.as_view(),
        name="api_round_withdraw_nomination",
    ),
    path("rounds/<uuid:pk>/launch", one_api.Launch.as_view(), name="api_round_launch"),
    path("rounds/<uuid:pk>/close", one_api.Close.as_view(), name="api_round_close"),
    path("rounds/<uuid:pk>/cancel", one_api.Cancel.as_view(), name="api_round_cancel"),
    path("rounds/<uuid:pk>/withdraw", one_api.Withdraw.as_view(), name="api_round_withdraw"),
    path(
        "rounds/<uuid:pk>/raise-threshold",
        one_api.RaiseThreshold.as_view(),
        name="api_round_raise_threshold",
    ),
    path("rounds/<uuid:pk>/answer", answering_api.RoundAnswer.as_view(), name="api_round_answer"),
    path("rounds/<uuid:pk>/report", report_api.RoundReport.as_view(), name="api_round_report"),
    path("rounds/<uuid:pk>/share", report_api.ShareRound.as_view(), name="api_round_share"),
    path("rounds/<uuid:pk>/unshare", report_api.UnshareRound.as_view(), name="api_round_unshare"),
    path("rounds/<uuid:pk>/end", report_api.EndRound.as_view(), name="api_round_end"),
    path(
        "rounds/texts/<uuid:pk>/report",
        report_api.ReportRoundText.as_view(),
        name="api_round_text_report",
    ),
    path("round-questions", report_api.RoundQuestions.as_view(), name="api_round_questions"),
    path("round-settings", report_api.RoundSettings.as_view(), name="api_round_settings"),
]
