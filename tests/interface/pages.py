"""A page with every part that moves, for the browser tests of the interface alone."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path
from django.utils import timezone

from accounts.models import Person
from core import drafts
from core.forms import OnceForm
from core.http import see_other
from core.toasts import say

KEY = "feedback/sample"
SENT: list[dict[str, object]] = []

PAGE = Template(
    """{% extends "base.html" %}{% load interface %}
{% block title %}Sample{% endblock %}
{% block main %}<div class="page">
<header class="sec head"><div class="h"></div><div class="bd"><h1>Sample</h1></div></header>
<div class="sec"><div class="h"><h2>Write</h2></div><div class="bd">
{% draft key=key version=version %}<form method="post" class="stack" novalidate>{% csrf_token %}
{{ form.idempotency_key }}
{% include "core/person_picker.html" with name="recipients" label="For whom" chosen=chosen found=found q=q %}
{% field form.title %}{% field form.words lines=2 %}{% field form.readers %}
<div class="row"><button class="btn btn--primary">Send</button>{% corrections form %}{% draft_status saved_at %}</div>
</form>{% enddraft %}
<a class="btn" href="/elsewhere/" data-opens="ask">Throw away</a>
<dialog class="dialog" id="ask" aria-labelledby="ask-title"><h2 id="ask-title">Throw it away?</h2>
<div class="row"><button class="btn" type="button" data-closes>Keep it</button></div></dialog>
</div></div></div>{% endblock %}
{% block scripts %}{% script "draft-form" %}{% script "person-picker" %}{% endblock %}"""
)


class Sample(OnceForm):
    title = forms.CharField()
    words = forms.CharField(widget=forms.Textarea)
    readers = forms.ChoiceField(
        choices=[("one", "Jonas alone"), ("coaches", "Jonas and his coaches")],
        widget=forms.RadioSelect,
    )


def shown(request, form, status=200, found=None):
    draft = drafts.find(request.user, KEY)
    ids = request.POST.getlist("recipients") or (
        draft.fields.get("recipients", []) if draft else []
    )
    context = {
        "form": form,
        "key": KEY,
        "version": draft.version if draft else 0,
        "saved_at": draft.saved_at if draft else None,
        "chosen": Person.objects.filter(pk__in=ids).order_by("name"),
        "found": found,
        "q": request.POST.get("q", ""),
    }
    return HttpResponse(PAGE.render(RequestContext(request, context)), status=status)


def write(request):
    if request.method == "GET":
        draft = drafts.find(request.user, KEY)
        return shown(request, Sample(initial=draft.fields if draft else None))
    if "find" in request.POST:
        people = Person.objects.filter(name__icontains=request.POST["q"]).order_by("name")
        return shown(request, Sample(initial=request.POST.dict()), found=people)
    form = Sample(request.POST)
    if not form.is_valid():
        return shown(request, form, status=422)
    SENT.append({**form.cleaned_data, "recipients": request.POST.getlist("recipients")})
    drafts.discard(request.user, KEY)
    say(request, "Sent to Jonas", undo="/undo/", undo_label="Take back")
    return see_other(request, "/elsewhere/")


def elsewhere(request):
    text = "{% extends 'base.html' %}{% block main %}<div class='page'><h1>Elsewhere</h1></div>{% endblock %}"
    return HttpResponse(Template(text).render(RequestContext(request, {"now": timezone.now()})))


def choose(request):
    people = Person.objects.filter(is_active=True).order_by("name")
    if ids := request.GET.getlist("id"):
        people = people.filter(pk__in=ids)
    else:
        people = people.filter(name__icontains=request.GET.get("q", ""))
    return render(request, "core/person_options.html", {"people": people[:20]})


urlpatterns = [
    path("write/", write),
    path("people/choose/", choose),
    path("", include("core.urls")),
    path("accounts/", include("allauth.account.urls")),
    *(
        path(address, elsewhere)
        for address in ("", "elsewhere/", "checkins/", "feedback/give/", "search/")
    ),
]
