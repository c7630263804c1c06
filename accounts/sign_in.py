"""What django-allauth may do here: sign in, sign out and reset a password; nobody signs up."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    """People are brought in by an admin, an import or an invitation."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Address and password do not belong together. Look at both once more."
        ),
        "too_many_login_attempts": _("There were many tries. Wait five minutes, then sign in."),
        "enter_current_password": _("Write the password that you have now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Answer somebody who has left as any wrong password is answered."""
        person = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the person's own language. A mail server that is away breaks no page."""
        language = getattr(context.get("user"), "language", None) or translation.get_language()
        named = {**context, "organisation": Organisation.objects.first()}
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, named)
        except (OSError, SMTPException) as error:
            log.warning("The mail server did not take a mail: %s", type(error).__name__)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_settings")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to this installation's own address, whichever name a request called it by."""
        person, _dash, secret = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": secret})
        return f"{settings.BASE_URL}{path}"


def say_it_our_way(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Put our words on a field of the library's, without a placeholder in place of a label."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


GOOD_PASSWORD = _("At least 12 characters. Three or four words that do not belong together.")


class SignInForm(LoginForm):  # type: ignore[misc]  # untyped library
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_our_way(self.fields["login"], _("Email address"))
        say_it_our_way(self.fields["password"], _("Password"))


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # untyped library
    """The address to which the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_our_way(self.fields["email"], _("Email address"))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write to the address in any case, so that the answer takes as long and says as much."""
        email = str(self.cleaned_data["email"])
        if self.users:
            return str(super().save(request, **kwargs))
        get_adapter().send_mail("account/email/unknown_account", email, {"request": request})
        return email


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # untyped library
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_our_way(self.fields["password1"], _("New password"), GOOD_PASSWORD)
        say_it_our_way(self.fields["password2"], _("The new password once more"))


class OtherPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # untyped library
    """The password of now, and another one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_our_way(self.fields["oldpassword"], _("The password you have now"))
        say_it_our_way(self.fields["password1"], _("New password"), GOOD_PASSWORD)
        say_it_our_way(self.fields["password2"], _("The new password once more"))
