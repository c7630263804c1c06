"""Controls are written as Django's own templates write them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from core.controls import Controls
from core.widgets import ClockInput, DayInput

HOSTILE = "\"><script>'&\n"
PAIRS = [("", "–"), (1, HOSTILE), (HOSTILE, gettext_lazy("Search"))]
GROUPED = [("Near & far", PAIRS), ("z", SafeString("<b>known</b>"))]


class Everything(forms.Form):
    """A field for each control that is written without a template, and one that is not."""

    text = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"data-x": HOSTILE}))
    count = forms.IntegerField(min_value=0, required=False)
    share = forms.DecimalField(max_digits=4, decimal_places=1)
    mail = forms.EmailField(disabled=True)
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField(widget=DayInput)
    clock = forms.TimeField(widget=ClockInput)
    tick = forms.BooleanField(required=False)
    paper = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "hidden": True, "lang": False}))
    menu = forms.ChoiceField(choices=PAIRS)
    grouped = forms.MultipleChoiceField(choices=GROUPED)
    one = forms.ChoiceField(choices=PAIRS, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=GROUPED, widget=forms.CheckboxSelectMultiple)
    file = forms.FileField()


LISTS = ("menu", "grouped", "one", "several")
FILLED = dict.fromkeys(Everything.base_fields, HOSTILE) | {
    "tick": "on",
    "grouped": [HOSTILE, "z"],
    "several": ["1"],
}


@pytest.mark.parametrize("sent", [None, {}, FILLED], ids=["new", "empty", "hostile"])
def test_every_control_is_as_its_template_writes_it(sent):
    ours, theirs = (
        Everything(sent, renderer=renderer) for renderer in (Controls(), TemplatesSetting())
    )
    for name in Everything.base_fields:
        if name not in LISTS:
            assert str(ours[name]) == str(theirs[name])
    for name in LISTS:
        assert lines(ours[name]) == lines(theirs[name])
        assert [lines(one) for one in ours[name]] == [lines(one) for one in theirs[name]]
    for name in ("one", "several"):
        assert [lines(one.tag()) for one in ours[name]] == [
            lines(one.tag()) for one in theirs[name]
        ]


def lines(control):
    """Return a control without the empty lines that templates leave between choices."""
    return [line.strip() for line in str(control).replace(">", ">\n").split("\n") if line.strip()]
