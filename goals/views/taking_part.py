"""Join a goal, leave it, talk about it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.http import Request, page, see_other, wants_fragment
from core.toasts import say
from goals.forms import CommentForm, sent
from goals.models import Comment
from goals.services import comments, participation
from goals.views.goal import goal_answer
from goals.views.loading import goal_url, load_goal


@require_POST
def join(request: Request, pk: UUID) -> HttpResponse:
    """Take part in a goal; in a list the button becomes a mark."""
    found = load_goal(request, pk)
    participation.join(found, by=request.user, at=timezone.now())
    if wants_fragment(request):
        return page(request, "goals/_node.html", {"goal": found}, fragment="joined")
    say(request, _("You are in"))
    return see_other(request, goal_url(found))


@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Stop taking part."""
    found = load_goal(request, pk)
    participation.leave(found, by=request.user, at=timezone.now())
    say(request, _("You left this goal"))
    return see_other(request, goal_url(found))


@require_POST
def comment(request: Request, pk: UUID) -> HttpResponse:
    """Say something about a goal."""
    found = load_goal(request, pk)
    form, at = CommentForm(request.POST), timezone.now()

    def act() -> str:
        said = comments.comment(found, text=form.cleaned_data["text"], by=request.user, at=at)
        return f"{goal_url(found)}#said-{said.pk}"

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return goal_answer(request, found, comment_form=form)


@require_POST
def withdraw_comment(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own words back."""
    said = get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)
    comments.withdraw(said, by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, goal_url(said.goal_id))
