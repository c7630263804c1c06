"""The parts that templates ask for by name."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from core import toasts
from core.initials import hue, initials
from core.widgets import ClockInput, DayInput

LEILA = {"id": UUID(int=8), "name": "Leila Haddad"}


def drawn(text: str, **context) -> str:
    return Template("{% load interface %}" + text).render(Context(context))


def page_at(path: str, text: str, **request) -> str:
    asked = RequestFactory().get(path)
    for name, value in request.items():
        setattr(asked, name, value)
    return Template("{% load interface %}" + text).render(RequestContext(asked, {}))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Leila Haddad", "LH"),
        ("łukasz zieliński", "ŁZ"),
        ("Fatima Zahra El Idrissi", "FI"),
        ("Mei-Ling Chou", "MC"),
        ("Cher", "C"),
        ("山田 太郎", "山太"),
        ("محمد علي", "مع"),
        ("E\u0301mile Zola", "ÉZ"),
        ("ßeta (guest) 42", "SG"),
        ("42 !", ""),
        ("", ""),
    ],
)
def test_initials_come_from_the_first_and_the_last_word(name, letters):
    assert initials(name) == letters


def test_a_colour_stays_with_a_person():
    colours = {hue(UUID(int=number)) for number in range(200)}
    assert colours == set(range(1, 9))
    assert hue(UUID(int=7)) == hue(str(UUID(int=7)))


def test_an_avatar_is_decoration():
    assert drawn("{% avatar leila 's' %}", leila=LEILA) == (
        f'<span class="av av--s" data-h="{hue(LEILA["id"])}" aria-hidden="true">LH</span>'
    )


def test_a_group_of_avatars_names_its_people():
    text = drawn("{% avatars people more=4 %}", people=[LEILA, {"id": 1, "name": "<Ben>"}])
    assert 'aria-label="Leila Haddad, &lt;Ben&gt; and 4 more"' in text


def test_a_person_is_a_link_where_an_address_is_given():
    person = SimpleNamespace(id=1, name="Leila <b>")
    assert drawn("{% person p 'Platform' href='/x/' %}", p=person).startswith('<a class="person"')
    assert "Leila &lt;b&gt;" in drawn("{% person p %}", p=person)
    assert "<a" not in drawn("{% person p %}", p=person)


def test_praise_and_improvement_are_told_by_icon_and_word():
    assert "#i-sun" in drawn("{% kind 'praise' %}")
    assert "Praise" in drawn("{% kind 'praise' %}")
    assert "#i-sprout" in drawn("{% kind 'improvement' %}")
    assert "Improvement" in drawn("{% kind 'improvement' %}")


@pytest.mark.parametrize(
    ("path", "link", "mark"),
    [
        ("/", "/", ' aria-current="page"'),
        ("/goals/", "/goals/", ' aria-current="page"'),
        ("/goals/42/", "/goals/", ' aria-current="true"'),
        ("/goals/", "/", ""),
        ("/feedback/give/", "/feedback/", ""),
        ("/feedback/give/", "/feedback/give/", ' aria-current="page"'),
    ],
)
def test_a_navigation_knows_where_one_is(path, link, mark):
    assert page_at(path, f'{{% here "{link}" %}}') == mark


def test_a_pager_keeps_what_was_asked():
    assert page_at("/people/?q=a&page=2", "{% keep_query page=3 %}") == "?q=a&amp;page=3"
    assert page_at("/people/?q=a&page=2", "{% keep_query page=None %}") == "?q=a"


@pytest.mark.parametrize(
    ("cookie", "mark"),
    [
        ("dark", ' data-theme="dark"'),
        ("light", ' data-theme="light"'),
        ("system", ""),
        ('"><b>', ""),
    ],
)
def test_light_or_dark_follows_the_choice_of_the_person(cookie, mark):
    assert page_at("/", "{% theme %}", COOKIES={"theme": cookie}) == mark


# Forms


class Sample(forms.Form):
    title = forms.CharField(help_text="A few words")
    words = forms.CharField(widget=forms.Textarea)
    readers = forms.ChoiceField(choices=[("one", "Jonas alone")], widget=forms.RadioSelect)
    quiet = forms.BooleanField(required=False)
    on = forms.DateField(widget=DayInput, required=False)
    at = forms.TimeField(widget=ClockInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


def test_a_field_has_label_hint_and_control():
    text = drawn("{% field form.title %}", form=Sample())
    assert '<label for="id_title">Title</label>' in text
    assert 'class="input"' in text
    assert 'aria-describedby="id_title_helptext"' in text
    assert '<p class="hint" id="id_title_helptext">A few words</p>' in text


def test_a_mistake_is_said_beside_its_field_and_gets_the_focus():
    form = Sample({"words": "kept"})
    text = drawn("{% field form.title %}{% field form.words %}", form=form)
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_title_helptext id_title_error"' in text
    assert 'id="id_title_error"' in text
    assert text.count("autofocus") == 1
    assert "kept" in text


def test_choices_are_a_group_with_a_name_and_its_mistake():
    text = drawn("{% field form.readers %}", form=Sample({"title": "a", "words": "b"}))
    assert '<fieldset class="field" id="id_readers" aria-describedby="id_readers_error"' in text
    assert "<legend>Readers</legend>" in text
    assert 'type="radio"' in text
    assert "autofocus" in text


def test_long_words_are_written_on_ruled_paper():
    text = drawn("{% field form.words lines=2 voice=True %}", form=Sample())
    assert 'class="ruled ruled--2"' in text
    assert 'rows="2"' in text
    assert '<label for="id_words" class="voice">' in text


def test_a_tick_box_stands_inside_its_label():
    text = drawn("{% field form.quiet switch=True %}", form=Sample())
    assert '<label class="check switch"><input type="checkbox"' in text


def test_days_and_hours_are_sent_the_same_in_every_language():
    form = Sample(initial={"on": __import__("datetime").date(2026, 11, 13)})
    assert 'type="date"' in drawn("{% field form.on %}", form=form)
    assert 'value="2026-11-13"' in drawn("{% field form.on %}", form=form)
    assert "input--time" in drawn("{% field form.at %}", form=form)


def test_what_is_to_be_corrected_is_linked_beside_the_button():
    assert drawn("{% corrections form %}", form=Sample()) == "\n"
    one = Sample({"title": "a", "words": "b"})
    assert 'One thing to correct: <a href="#id_readers">Readers</a>' in drawn(
        "{% corrections form %}", form=one
    )
    assert "3 things to correct" in drawn("{% corrections form %}", form=Sample({}))


def test_a_mistake_in_a_field_nobody_sees_is_said_above():
    wrong = {"title": "a", "words": "b", "readers": "one", "key": "no key"}
    assert 'role="alert"' in drawn("{% problems form %}", form=Sample(wrong))
    assert "alert" not in drawn("{% problems form %}", form=Sample({**wrong, "key": ""}))


# Toasts


def test_a_toast_shows_once_with_its_step_back():
    asked = RequestFactory().get("/")
    asked._messages = CookieStorage(asked)
    toasts.say(asked, "Sent to <Jonas>", undo="/x/undo/", undo_label="Take back")
    toasts.say(asked, "Saved")
    shown = Template("{% load interface %}{% toasts %}").render(RequestContext(asked, {}))
    assert "Sent to &lt;Jonas&gt;" in shown
    assert 'action="/x/undo/"' in shown
    assert "Take back" in shown
    assert shown.count('class="toast"') == 2
    assert shown.count("<form") == 1


def test_a_fragment_carries_toasts_to_their_place():
    asked = RequestFactory().get("/")
    asked._messages = CookieStorage(asked)
    text = "{% load interface %}{% toasts oob=True %}"
    assert 'hx-swap-oob="true"' in Template(text).render(RequestContext(asked, {}))


# Drafts


def test_a_draft_knows_its_address_and_version():
    text = drawn(
        '{% draft key="feedback/1" version=3 %}<form>{{ words }}</form>{% enddraft %}', words="<i>"
    )
    assert 'key="feedback/1" action="/drafts/feedback/1/" version="3"' in text
    assert "<form>&lt;i&gt;</form>" in text
