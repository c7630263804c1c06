"""What a round is, what it asks and of whom, and whom its report is shown to."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from email.utils import parseaddr
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.forms import OnceForm
from core.widgets import ClockInput, DayInput
from feedback.forms.people import PeopleField, as_uuid, known_people
from feedback.forms.rounds.wordings import OUT_OF_LIST, worded
from feedback.forms.texts import Words
from feedback.models import Perspective, Round
from feedback.rounds.dates import EVENING, MORNING, moment
from feedback.rounds.library import ready_in
from feedback.rounds.names import OWN_NAMES
from feedback.services.rounds.ending import Conclusion
from feedback.services.rounds.nominating import Reviewer
from feedback.talks import Talk
from goals.models import Capability

WRONG_DAY = {"invalid": _("Write a day such as 2026-11-30.")}
WRONG_CLOCK = {"invalid": _("Write a time such as 17:30.")}
WRONG_NUMBER = dict.fromkeys(
    ("required", "invalid"), _("Write a number, such as 5. It can only be raised.")
)


class StartForm(OnceForm):
    """What a round is, to begin with."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        help_text=_("What you would like to learn, such as “My first year as a lead”."),
    )
    mode = forms.ChoiceField(
        label=_("With or without names"),
        required=False,
        widget=forms.RadioSelect,
        initial=Round.Mode.CONFIDENTIAL,
        choices=[
            (
                Round.Mode.CONFIDENTIAL,
                worded(
                    _("Confidential"),
                    _("Words are shown by group, without names, once enough have answered."),
                ),
            ),
            (
                Round.Mode.NAMED,
                worded(_("Named"), _("Every answer carries its name, and you see who answered.")),
            ),
        ],
        error_messages=OUT_OF_LIST,
    )


class EditForm(StartForm):
    """The same with its dates."""

    closes_on = forms.DateField(
        label=_("Day of closing"), required=False, widget=DayInput, error_messages=WRONG_DAY
    )
    closes_clock = forms.TimeField(
        label=_("Time of closing"), required=False, widget=ClockInput, error_messages=WRONG_CLOCK
    )
    releases_on = forms.DateField(
        label=_("Day of the report"), required=False, widget=DayInput, error_messages=WRONG_DAY
    )
    releases_clock = forms.TimeField(
        label=_("Time of the report"), required=False, widget=ClockInput, error_messages=WRONG_CLOCK
    )

    stands_for: ClassVar = {"closes_at": "closes_on", "releases_at": "releases_on"}

    @classmethod
    def of(cls, found: Round, typed: Mapping[str, Any]) -> "EditForm":
        """Return the form with what the round says now, or what was typed and not kept yet."""
        closing, release = (
            timezone.localtime(moment) if moment else None
            for moment in (found.closes_at, found.releases_at)
        )
        return cls(
            initial={
                "title": found.title,
                "mode": found.mode,
                "closes_on": closing,
                "closes_clock": closing,
                "releases_on": release,
                "releases_clock": release,
                **typed,
            }
        )

    def chosen(self) -> dict[str, Any]:
        """Return what was typed, by the names of the service."""
        said = self.cleaned_data

        def chosen(which: str, usual: time) -> datetime | None:
            day, clock = said[f"{which}_on"], said[f"{which}_clock"]
            return moment(day, clock or usual) if day else None

        return {
            "title": said["title"],
            "mode": said["mode"],
            "closes_at": chosen("closes", EVENING),
            "releases_at": chosen("releases", MORNING),
        }


class ChooseForm(forms.Form):
    """What a round asks. A question is chosen by its code, or by the text of an own one."""

    capabilities = forms.ModelMultipleChoiceField(
        queryset=Capability.objects.all(),
        required=False,
        error_messages={
            "invalid_choice": _("Choose again. One of these capabilities is not known here."),
            "invalid_pk_value": _("Choose again. One of these capabilities is not known here."),
        },
    )
    questions = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    own_questions = Words(
        label=_("Questions of your own"), help_text=_("One on each line. Open ones bring most.")
    )

    def chosen_capabilities(self, order: Sequence[UUID]) -> list[Capability]:
        """Return those that were chosen: as they stood before, then the new ones by name."""
        place = {pk: number for number, pk in enumerate(order)}
        found = self.cleaned_data["capabilities"]
        return sorted(found, key=lambda one: (place.get(one.pk, len(place)), one.name))

    def chosen_questions(self, name: str) -> list[tuple[str, str]]:
        """Return text and code of each question; those of the library read as they do now."""
        ready = ready_in(get_language() or "")
        ticked = self.data.getlist("questions") if hasattr(self.data, "getlist") else []
        typed = [*ticked, *self.cleaned_data["own_questions"].split("\n")]
        return [
            (ready[one].about(name), one) if one in ready else (one, "")
            for one in dict.fromkeys(text.strip() for text in typed)
            if one
        ]


class NominateForm(forms.Form):
    """Whom to ask, as whom."""

    perspective = forms.ChoiceField(
        label=_("They see you as"),
        required=False,
        widget=forms.RadioSelect,
        initial=Perspective.PEERS,
        choices=[(key, OWN_NAMES[key]) for key in Perspective.values],
        error_messages=OUT_OF_LIST,
    )
    people = PeopleField(required=False, label=_("Colleagues"))
    emails = Words(
        label=_("People outside"),
        help_text=_(
            "One on each line, an address or “Kim Oduya <kim@customer.example>”. They get a "
            "link of their own. Only for people you serve and outside partners."
        ),
    )

    stands_for: ClassVar = {"reviewers": "people"}

    def reviewers(self) -> list[Reviewer]:
        """Return those chosen, for the service."""
        perspective = self.cleaned_data["perspective"]
        inside = [Reviewer(perspective, person=one) for one in self.cleaned_data["people"]]
        lines = filter(None, (line.strip() for line in self.cleaned_data["emails"].split("\n")))
        outside = [
            Reviewer(perspective, name=name, email=address if "@" in address else line)
            for line in lines
            for name, address in [parseaddr(line)]
        ]
        return [*inside, *outside]

    @property
    def chosen(self) -> list[Person]:
        return known_people(self["people"].value() or [])


class ThresholdForm(forms.Form):
    """From how many answers on something is shown."""

    counted_threshold = forms.IntegerField(
        label=_("Levels from"), error_messages=WRONG_NUMBER, help_text=_("answers in a group")
    )
    comment_threshold = forms.IntegerField(
        label=_("Words from"), error_messages=WRONG_NUMBER, help_text=_("answers in a group")
    )

    def chosen(self) -> dict[str, int]:
        """Return both, by the names of the service."""
        said = self.cleaned_data
        return {"counted": said["counted_threshold"], "comments": said["comment_threshold"]}


class ShareReportForm(forms.Form):
    """With whom the whole report is shared."""

    people = PeopleField(required=False, label=_("Person"))

    stands_for: ClassVar = {"with": "people"}

    @property
    def chosen(self) -> list[Person]:
        return known_people(self["people"].value() or [])


class EndForm(OnceForm):
    """What comes of a round."""

    what = forms.CharField(
        label=_("A commitment, in a few words"),
        required=False,
        widget=forms.Textarea,
        help_text=_("What you will do. You and your coach read it in your talk."),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=DayInput, error_messages=WRONG_DAY
    )
    talk = forms.ChoiceField(
        label=_("In which talk"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of your coming talks with a coach.")},
    )
    brings_up = forms.BooleanField(
        label=_("Talk it through there: “My 360 report” goes on the shared agenda"), required=False
    )

    def __init__(self, *args: Any, talks: Sequence[Talk], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["talk"]
        field.choices = [(str(one.pk), one.sentence) for one in talks]
        if talks:
            field.initial = str(talks[0].pk)

    def comes(self, *, nothing: bool) -> Conclusion:
        """Return what was chosen, for the service."""
        said = self.cleaned_data
        talk = as_uuid(said["talk"])
        return Conclusion(said["what"], said["until"], talk, said["brings_up"], nothing)
