from django.urls import URLPattern, path

from goals.api import comments as said
from goals.api import goals as calls
from goals.api import history as past
from goals.api import metrics as figures
from goals.api import proposals as changes
from goals.api import purposes as wordings
from goals.views import (
    changing,
    goal,
    graph,
    lists,
    measurements,
    metrics,
    proposals,
    purposes,
    taking_part,
    writing,
)

urlpatterns: list[URLPattern] = [
    path("purpose/", purposes.purpose, name="purpose"),
    path("purpose/state/", purposes.state, name="purpose_state"),
    path("purpose/teams/<uuid:pk>/", purposes.team_purpose, name="team_purpose"),
    path("purpose/teams/<uuid:pk>/state/", purposes.state, name="team_purpose_state"),
    path("goals/", lists.index, name="goals"),
    path("goals/new/", writing.propose, name="goal_propose"),
    path("goals/timeline/", lists.over_time, name="goal_timeline"),
    path("goals/graph/", graph.graph, name="goal_graph"),
    path("goals/my-part/", graph.my_part, name="goal_my_part"),
    path("goals/<uuid:pk>/", goal.goal, name="goal"),
    path("goals/<uuid:pk>/branch/", lists.branch, name="goal_branch"),
    path("goals/<uuid:pk>/edit/", changing.edit, name="goal_edit"),
    path("goals/<uuid:pk>/propose-change/", changing.propose_change, name="goal_propose_change"),
    path("goals/<uuid:pk>/history/", proposals.history, name="goal_history"),
    path("goals/<uuid:pk>/undated/", proposals.leave_undated, name="goal_leave_undated"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/accept/", proposals.accept, name="proposal_accept"),
    path("proposals/<uuid:pk>/decline/", proposals.decline, name="proposal_decline"),
    path("proposals/<uuid:pk>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
    path("proposals/<uuid:pk>/renew/", proposals.renew, name="proposal_renew"),
    path("goals/<uuid:pk>/agree/", goal.agree, name="goal_agree"),
    path("goals/<uuid:pk>/decline/", goal.decline, name="goal_decline"),
    path("goals/<uuid:pk>/achieve/", goal.achieve, name="goal_achieve"),
    path("goals/<uuid:pk>/let-go/", goal.let_go, name="goal_let_go"),
    path("goals/<uuid:pk>/join/", taking_part.join, name="goal_join"),
    path("goals/<uuid:pk>/leave/", taking_part.leave, name="goal_leave"),
    path("goals/<uuid:pk>/comment/", taking_part.comment, name="goal_comment"),
    path("goals/<uuid:pk>/metrics/new/", metrics.add, name="metric_add"),
    path(
        "goal-comments/<uuid:pk>/withdraw/",
        taking_part.withdraw_comment,
        name="goal_comment_withdraw",
    ),
    path("metrics/<uuid:pk>/edit/", metrics.change, name="metric_change"),
    path("metrics/<uuid:pk>/retire/", metrics.retire, name="metric_retire"),
    path("metrics/<uuid:pk>/measure/", measurements.measure, name="metric_measure"),
    path("measurements/<uuid:pk>/correct/", measurements.correct, name="measurement_correct"),
    path("measurements/<uuid:pk>/withdraw/", measurements.withdraw, name="measurement_withdraw"),
]

api_urlpatterns: list[URLPattern] = [
    path("purposes", wordings.PurposeList.as_view(), name="api_purposes"),
    path("goals", calls.GoalList.as_view(), name="api_goals"),
    path("goals/<uuid:pk>", calls.GoalDetail.as_view(), name="api_goal"),
    path("goals/<uuid:pk>/paths", calls.GoalPaths.as_view(), name="api_goal_paths"),
    path("goals/<uuid:pk>/join", calls.GoalJoin.as_view(), name="api_goal_join"),
    path("goals/<uuid:pk>/leave", calls.GoalLeave.as_view(), name="api_goal_leave"),
    path("goals/<uuid:pk>/agree", calls.GoalAgree.as_view(), name="api_goal_agree"),
    path("goals/<uuid:pk>/decline", calls.GoalDecline.as_view(), name="api_goal_decline"),
    path("goals/<uuid:pk>/achieve", calls.GoalAchieve.as_view(), name="api_goal_achieve"),
    path("goals/<uuid:pk>/let-go", calls.GoalLetGo.as_view(), name="api_goal_let_go"),
    path("goals/<uuid:pk>/undated", calls.GoalUndated.as_view(), name="api_goal_undated"),
    path("goals/<uuid:pk>/history", past.GoalHistory.as_view(), name="api_goal_history"),
    path("goals/<uuid:pk>/proposals", changes.ProposalList.as_view(), name="api_goal_proposals"),
    path("proposals/<uuid:pk>", changes.ProposalDetail.as_view(), name="api_proposal"),
    path(
        "proposals/<uuid:pk>/accept", changes.ProposalAccept.as_view(), name="api_proposal_accept"
    ),
    path(
        "proposals/<uuid:pk>/decline",
        changes.ProposalDecline.as_view(),
        name="api_proposal_decline",
    ),
    path(
        "proposals/<uuid:pk>/withdraw",
        changes.ProposalWithdraw.as_view(),
        name="api_proposal_withdraw",
    ),
    path("proposals/<uuid:pk>/renew", changes.ProposalRenew.as_view(), name="api_proposal_renew"),
    path("goals/<uuid:pk>/comments", said.CommentList.as_view(), name="api_goal_comments"),
    path("goals/<uuid:pk>/metrics", figures.MetricList.as_view(), name="api_goal_metrics"),
    path(
        "goal-comments/<uuid:pk>/withdraw",
        said.CommentWithdraw.as_view(),
        name="api_goal_comment_withdraw",
    ),
    path("metrics/<uuid:pk>", figures.MetricDetail.as_view(), name="api_metric"),
    path("metrics/<uuid:pk>/retire", figures.MetricRetire.as_view(), name="api_metric_retire"),
    path(
        "metrics/<uuid:pk>/measurements",
        figures.MeasurementList.as_view(),
        name="api_measurements",
    ),
    path(
        "measurements/<uuid:pk>/correct",
        figures.MeasurementCorrect.as_view(),
        name="api_measurement_correct",
    ),
    path(
        "measurements/<uuid:pk>/withdraw",
        figures.MeasurementWithdraw.as_view(),
        name="api_measurement_withdraw",
    ),
]
