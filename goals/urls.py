from django.urls import URLPattern, path

from goals import mastery_urls as mastery
from goals import metric_urls as metrics
from goals.api import capabilities as able
from goals.api import capability_proposals as proposed
from goals.api import comments as said
from goals.api import goals as calls
from goals.api import history as past
from goals.api import proposals as changes
from goals.api import purposes as wordings
from goals.api import values as held
from goals.views import (
    capabilities,
    capability_proposals,
    capability_writing,
    changing,
    goal,
    graph,
    guide,
    lists,
    proposals,
    purposes,
    ready_library,
    taking_part,
    values,
    writing,
)

urlpatterns: list[URLPattern] = [
    path("purpose/", purposes.purpose, name="purpose"),
    path("purpose/state/", purposes.state, name="purpose_state"),
    path("purpose/teams/<uuid:pk>/", purposes.team_purpose, name="team_purpose"),
    path("purpose/teams/<uuid:pk>/state/", purposes.state, name="team_purpose_state"),
    path("guide/goal/", guide.guide_goal, name="guide_goal"),
    path("capabilities/", capabilities.index, name="capabilities"),
    path("capabilities/new/", capability_writing.propose, name="capability_propose"),
    path("capabilities/library/", ready_library.index, name="capability_library"),
    path("capabilities/library/adopt/", ready_library.adopt, name="capability_library_adopt"),
    path(
        "capabilities/library/<slug:slug>/propose/",
        ready_library.propose,
        name="capability_library_propose",
    ),
    path("capabilities/proposals/", capability_proposals.index, name="capability_proposals"),
    path(
        "capabilities/proposals/<uuid:pk>/",
        capability_proposals.proposal,
        name="capability_proposal",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/accept/",
        capability_proposals.accept,
        name="capability_accept",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/decline/",
        capability_proposals.decline,
        name="capability_decline",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/withdraw/",
        capability_proposals.withdraw,
        name="capability_withdraw",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/support/",
        capability_proposals.support,
        name="capability_support",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/unsupport/",
        capability_proposals.unsupport,
        name="capability_unsupport",
    ),
    path(
        "capabilities/proposals/<uuid:pk>/comment/",
        capability_proposals.comment,
        name="capability_comment",
    ),
    path(
        "capability-comments/<uuid:pk>/withdraw/",
        capability_proposals.withdraw_comment,
        name="capability_comment_withdraw",
    ),
    path("capabilities/<uuid:pk>/", capabilities.capability, name="capability"),
    path("capabilities/<uuid:pk>/change/", capability_writing.change, name="capability_change"),
    path("capabilities/<uuid:pk>/retire/", capability_writing.retire, name="capability_retire"),
    path("settings/values/", values.index, name="values"),
    path("settings/values/new/", values.add, name="value_add"),
    path("settings/values/<uuid:pk>/", values.edit, name="value_edit"),
    path("settings/values/<uuid:pk>/move/", values.move, name="value_move"),
    path("settings/values/<uuid:pk>/retire/", values.retire, name="value_retire"),
    path("settings/values/<uuid:pk>/bring-back/", values.bring_back, name="value_bring_back"),
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
    path(
        "goal-comments/<uuid:pk>/withdraw/",
        taking_part.withdraw_comment,
        name="goal_comment_withdraw",
    ),
    *mastery.urlpatterns,
    *metrics.urlpatterns,
]

api_urlpatterns: list[URLPattern] = [
    *mastery.api_urlpatterns,
    *metrics.api_urlpatterns,
    path("purposes", wordings.PurposeList.as_view(), name="api_purposes"),
    path("values", held.ValueList.as_view(), name="api_values"),
    path("values/<uuid:pk>", held.ValueDetail.as_view(), name="api_value"),
    path("values/<uuid:pk>/retire", held.ValueRetire.as_view(), name="api_value_retire"),
    path("values/<uuid:pk>/bring-back", held.ValueBringBack.as_view(), name="api_value_bring_back"),
    path("capabilities", able.CapabilityList.as_view(), name="api_capabilities"),
    path("capabilities/<uuid:pk>", able.CapabilityDetail.as_view(), name="api_capability"),
    path(
        "capabilities/<uuid:pk>/proposals",
        proposed.ProposalsOfCapability.as_view(),
        name="api_capability_changes",
    ),
    path("capability-library", able.ReadyList.as_view(), name="api_capability_library"),
    path(
        "capability-library/propose",
        able.ReadyPropose.as_view(),
        name="api_capability_library_propose",
    ),
    path(
        "capability-library/adopt", able.ReadyAdopt.as_view(), name="api_capability_library_adopt"
    ),
    path("capability-proposals", proposed.ProposalList.as_view(), name="api_capability_proposals"),
    path(
        "capability-proposals/<uuid:pk>",
        proposed.ProposalDetail.as_view(),
        name="api_capability_proposal",
    ),
    path(
        "capability-proposals/<uuid:pk>/accept",
        proposed.ProposalAccept.as_view(),
        name="api_capability_accept",
    ),
    path(
        "capability-proposals/<uuid:pk>/decline",
        proposed.ProposalDecline.as_view(),
        name="api_capability_decline",
    ),
    path(
        "capability-proposals/<uuid:pk>/withdraw",
        proposed.ProposalWithdraw.as_view(),
        name="api_capability_withdraw",
    ),
    path(
        "capability-proposals/<uuid:pk>/support",
        proposed.ProposalSupport.as_view(),
        name="api_capability_support",
    ),
    path(
        "capability-proposals/<uuid:pk>/unsupport",
        proposed.ProposalUnsupport.as_view(),
        name="api_capability_unsupport",
    ),
    path(
        "capability-proposals/<uuid:pk>/comments",
        proposed.ProposalComments.as_view(),
        name="api_capability_comments",
    ),
    path(
        "capability-comments/<uuid:pk>/withdraw",
        proposed.CapabilityCommentWithdraw.as_view(),
        name="api_capability_comment_withdraw",
    ),
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
    path(
        "goal-comments/<uuid:pk>/withdraw",
        said.CommentWithdraw.as_view(),
        name="api_goal_comment_withdraw",
    ),
]
