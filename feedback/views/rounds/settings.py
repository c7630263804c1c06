"""From how many answers on something of a round is shown, for the organisation."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import admins_only
from core.http import Request, page, see_other
from core.toasts import say
from feedback import limits
from feedback.forms.rounds.preparing import ThresholdForm
from feedback.services.rounds import thresholds
from feedback.views.rounds.preparing import attempt


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def round_settings(request: Request) -> HttpResponse:
    """Set the thresholds of rounds to come; rounds under way keep theirs, or raise them."""
    counted, comments = thresholds.thresholds_in_force()
    context = {"counted": counted, "comments": comments, "floor": limits.FLOOR_OF_A_ROUND}
    if request.method != "POST":
        form = ThresholdForm(initial={"counted_threshold": counted, "comment_threshold": comments})
        return page(request, "feedback/rounds/settings.html", {**context, "form": form})
    form = ThresholdForm(request.POST)

    def act(form: ThresholdForm) -> None:
        thresholds.set_thresholds(**form.chosen(), by=request.user, at=timezone.now())

    if attempt(form, act):
        say(request, _("Saved. It holds for rounds that are launched from now on."))
        return see_other(request, request.path)
    return page(request, "feedback/rounds/settings.html", {**context, "form": form}, status=422)
