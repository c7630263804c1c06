"""The pages of django-allauth that are open here, with 422 for a form to be corrected."""

from typing import Any

from allauth.account import views
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

DEMO = [
    {"address": "ada@example.org", "part": _("coaches Ben")},
    {"address": "ben@example.org", "part": _("an engineer, coached by Ada")},
    {"address": "cleo@example.org", "part": _("a peer of both")},
    {"address": "dora@example.org", "part": _("in another team")},
    {"address": "root@example.org", "part": _("admin")},
    {"address": "tess@example.org", "part": _("trusted person")},
]


class CorrectedForm:
    """A form that cannot be sent is answered with 422, as everywhere in the app."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # allauth's view
        response.status_code = 422
        return response


class SignIn(CorrectedForm, views.LoginView):  # type: ignore[misc]  # untyped library
    """Sign in, and go on to where one wanted to go."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = Organisation.objects.first()
        is_demo = organisation is not None and organisation.is_demo
        shown = {"organisation": organisation, "demo": DEMO if is_demo else []}
        return {**super().get_context_data(**kwargs), **shown}


class Forgotten(CorrectedForm, views.PasswordResetView):  # type: ignore[misc]  # untyped library
    """Ask for a link by mail."""


class NewPassword(CorrectedForm, views.PasswordResetFromKeyView):  # type: ignore[misc]  # untyped
    """Choose a new password, with the link."""


class OtherPassword(CorrectedForm, views.PasswordChangeView):  # type: ignore[misc]  # untyped
    """Change the password, knowing the one of now."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("account_reset_password"))
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


sign_in = SignIn.as_view()
sign_out = views.logout
forgotten = Forgotten.as_view()
link_sent = views.password_reset_done
new_password = NewPassword.as_view()
new_password_set = views.password_reset_from_key_done
other_password = OtherPassword.as_view()
