from django.urls import path

from feedback import api, round_urls
from feedback.api import asking as asking_api
from feedback.api import guide as guide_api
from feedback.api import learning as learning_api
from feedback.api import protection as protection_api
from feedback.api import ratio as ratio_api
from feedback.api import reports as reports_api
from feedback.views import (
    asking,
    composer,
    guide,
    inbox,
    learning,
    partners,
    piece,
    protection,
    ratio,
    release,
    reports,
)

urlpatterns = [
    *round_urls.urlpatterns,
    path("ratios/", ratio.ratios, name="ratios"),
    path("ratios/opt-out/", ratio.ratio_opt_out, name="ratio_opt_out"),
    path("ratios/opt-in/", ratio.ratio_opt_in, name="ratio_opt_in"),
    path("settings/ratio/", ratio.ratio_settings, name="ratio_settings"),
    path("asked/<str:signed>/", partners.partner_answer, name="partner_answer"),
    path("feedback/ask/", asking.ask, name="feedback_ask"),
    path("feedback/requests/", asking.requests, name="feedback_requests"),
    path("feedback/requests/by-link/<str:signed>/", asking.follow, name="feedback_request_follow"),
    path("feedback/requests/<uuid:pk>/", asking.feedback_request, name="feedback_request"),
    path(
        "feedback/requests/<uuid:pk>/withdraw/", asking.withdraw, name="feedback_request_withdraw"
    ),
    path("feedback/requests/<uuid:pk>/remind/", asking.remind, name="feedback_request_remind"),
    path("feedback/requests/<uuid:pk>/decline/", asking.decline, name="feedback_request_decline"),
    path(
        "feedback/requests/<uuid:pk>/open-link/",
        asking.open_link,
        name="feedback_request_open_link",
    ),
    path("guide/feedback/", guide.guide_feedback, name="guide_feedback"),
    path("me/settings/hints/", guide.my_hints, name="my_hints"),
    path("learn/", learning.learn, name="learn"),
    path("learn/course/", learning.course, name="course"),
    path("learn/course/<slug:slug>/", learning.lesson, name="lesson"),
    path("settings/learning/", learning.learning_settings, name="learning_settings"),
    path("settings/learning/<slug:language>/", learning.principles_state, name="principles_state"),
    path(
        "settings/learning/<slug:language>/restore/",
        learning.principles_restore,
        name="principles_restore",
    ),
    path("feedback/", inbox.inbox, name="feedback_inbox"),
    path("feedback/give/", composer.begin, name="feedback_give"),
    path("feedback/give/<uuid:pk>/", composer.compose, name="feedback_compose"),
    path("feedback/give/<uuid:pk>/discard/", composer.discard, name="feedback_discard"),
    path("feedback/<uuid:pk>/", piece.piece, name="feedback_piece"),
    path("feedback/<uuid:pk>/withdraw/", piece.withdraw, name="feedback_withdraw"),
    path("feedback/<uuid:pk>/send-now/", piece.send_now, name="feedback_send_now"),
    path("feedback/<uuid:pk>/file/", piece.file, name="feedback_file"),
    path("feedback/<uuid:pk>/unfile/", piece.unfile, name="feedback_unfile"),
    path("feedback/<uuid:pk>/thank/", piece.thank, name="feedback_thank"),
    path("feedback/<uuid:pk>/reply/", piece.reply, name="feedback_reply"),
    path("feedback/<uuid:pk>/share/", piece.share, name="feedback_share"),
    path("feedback/<uuid:pk>/unshare/", piece.unshare, name="feedback_unshare"),
    path("feedback/<uuid:pk>/take-off-wall/", piece.take_off_wall, name="feedback_take_off_wall"),
    path("feedback/<uuid:pk>/release/", release.release, name="feedback_release"),
    path("feedback/<uuid:pk>/unrelease/", release.unrelease, name="feedback_unrelease"),
    path(
        "feedback/<uuid:pk>/put-back-on-wall/",
        piece.put_back_on_wall,
        name="feedback_put_back_on_wall",
    ),
    path("feedback/<uuid:pk>/report/", reports.report_piece, name="feedback_report"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/withdraw/", reports.report_withdraw, name="report_withdraw"),
    path("reports/<uuid:pk>/close/", reports.report_close, name="report_close"),
    path("protection/", protection.protection, name="protection"),
    path("protection/put-away/", protection.put_away, name="protection_put_away"),
    path("protection/pauses/", protection.pause, name="pauses"),
    path("protection/pauses/<uuid:pk>/end/", protection.pause_end, name="pause_end"),
    path("protection/let-in/", protection.pause_let_in, name="pause_let_in"),
    path("settings/protection/", protection.protection_settings, name="protection_settings"),
]

api_urlpatterns = [
    *round_urls.api_urlpatterns,
    path("ratios", ratio_api.Ratios.as_view(), name="api_ratios"),
    path("ratios/me", ratio_api.RatiosMe.as_view(), name="api_ratios_me"),
    path("feedback-requests", asking_api.Requests.as_view(), name="api_feedback_requests"),
    path(
        "feedback-requests/<uuid:pk>",
        asking_api.OneRequest.as_view(),
        name="api_feedback_request",
    ),
    path(
        "feedback-requests/<uuid:pk>/answer",
        asking_api.Answer.as_view(),
        name="api_feedback_request_answer",
    ),
    path(
        "feedback-requests/<uuid:pk>/decline",
        asking_api.Decline.as_view(),
        name="api_feedback_request_decline",
    ),
    path(
        "feedback-requests/<uuid:pk>/withdraw",
        asking_api.Withdraw.as_view(),
        name="api_feedback_request_withdraw",
    ),
    path(
        "feedback-requests/<uuid:pk>/remind",
        asking_api.Remind.as_view(),
        name="api_feedback_request_remind",
    ),
    path(
        "feedback-requests/<uuid:pk>/open-link",
        asking_api.OpenLink.as_view(),
        name="api_feedback_request_open_link",
    ),
    path("guide", guide_api.WritingGuide.as_view(), name="api_guide"),
    path("learning", learning_api.Learning.as_view(), name="api_learning"),
    path("learning/answers", learning_api.Answers.as_view(), name="api_learning_answers"),
    path("learning/condition", learning_api.Condition.as_view(), name="api_learning_condition"),
    path(
        "learning/principles/<slug:language>",
        learning_api.PrinciplesDetail.as_view(),
        name="api_principles",
    ),
    path("feedback", api.Pieces.as_view(), name="api_feedback"),
    path("feedback/<uuid:pk>", api.OnePiece.as_view(), name="api_feedback_piece"),
    path("feedback/<uuid:pk>/withdraw", api.Withdraw.as_view(), name="api_feedback_withdraw"),
    path("feedback/<uuid:pk>/send-now", api.SendNow.as_view(), name="api_feedback_send_now"),
    path("feedback/<uuid:pk>/file", api.File.as_view(), name="api_feedback_file"),
    path("feedback/<uuid:pk>/unfile", api.Unfile.as_view(), name="api_feedback_unfile"),
    path("feedback/<uuid:pk>/reply", api.Reply.as_view(), name="api_feedback_reply"),
    path("feedback/<uuid:pk>/thank", api.Thank.as_view(), name="api_feedback_thank"),
    path("feedback/<uuid:pk>/share", api.Share.as_view(), name="api_feedback_share"),
    path("feedback/<uuid:pk>/unshare", api.Unshare.as_view(), name="api_feedback_unshare"),
    path("feedback/<uuid:pk>/release", api.Release.as_view(), name="api_feedback_release"),
    path("feedback/<uuid:pk>/unrelease", api.Unrelease.as_view(), name="api_feedback_unrelease"),
    path(
        "feedback/<uuid:pk>/take-off-wall",
        api.TakeOffWall.as_view(),
        name="api_feedback_take_off_wall",
    ),
    path(
        "feedback/<uuid:pk>/put-back-on-wall",
        api.PutBackOnWall.as_view(),
        name="api_feedback_put_back_on_wall",
    ),
    path(
        "feedback/<uuid:pk>/report", reports_api.ReportPiece.as_view(), name="api_feedback_report"
    ),
    path("reports", reports_api.Reports.as_view(), name="api_reports"),
    path("reports/<uuid:pk>", reports_api.OneReport.as_view(), name="api_report"),
    path(
        "reports/<uuid:pk>/withdraw",
        reports_api.WithdrawReport.as_view(),
        name="api_report_withdraw",
    ),
    path("reports/<uuid:pk>/close", reports_api.CloseReport.as_view(), name="api_report_close"),
    path("protection", protection_api.Protection.as_view(), name="api_protection"),
    path(
        "protection/settings",
        protection_api.ProtectionSettings.as_view(),
        name="api_protection_settings",
    ),
    path("pauses", protection_api.Pauses.as_view(), name="api_pauses"),
    path("pauses/let-in", protection_api.LetIn.as_view(), name="api_pause_let_in"),
    path("pauses/<uuid:pk>/end", protection_api.EndPause.as_view(), name="api_pause_end"),
]
