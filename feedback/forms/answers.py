"""What is answered to a piece of feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from feedback.forms.people import PeopleField
from feedback.forms.texts import Words


class ThankForm(forms.Form):
    """Thanks in one's own words, and one line of what one will try. Both may stay empty."""

    text = Words(label=_("Your thanks"), help_text=_("If you like. A plain thank you is enough."))
    will_try = forms.CharField(
        required=False,
        label=_("What I will try"),
        help_text=_("One line, if you like. Nobody counts or checks it."),
    )


class ReplyForm(OnceForm):
    """A word in the thread."""

    text = Words(label=_("Write below it"))


class ShareForm(forms.Form):
    """To whom the recipient shows it."""

    people = PeopleField(required=False, label=_("With whom"))
