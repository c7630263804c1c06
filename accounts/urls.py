from django.urls import URLPattern, path, re_path

from accounts import settings_urls
from accounts.api import absences as absences_api
from accounts.api import agreements as agreements_api
from accounts.api import coachings as coachings_api
from accounts.api import people as people_api
from accounts.views import agreements, coachings, me, organisation, people, sign_in, teams, welcome

# Of django-allauth's addresses these alone, under the names it knows them by. Nobody signs up.
sign_in_urls: list[URLPattern] = [
    path("accounts/login/", sign_in.sign_in, name="account_login"),
    path("accounts/logout/", sign_in.sign_out, name="account_logout"),
    path("accounts/password/reset/", sign_in.forgotten, name="account_reset_password"),
    path("accounts/password/reset/done/", sign_in.link_sent, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        sign_in.new_password_set,
        name="account_reset_password_from_key_done",
    ),
    path("me/settings/password/", sign_in.other_password, name="account_change_password"),
]

urlpatterns: list[URLPattern] = [
    *sign_in_urls,
    path("welcome/", welcome.welcome, name="welcome"),
    path("people/", people.people, name="people"),
    path("people/choose/", people.choose, name="people_choose"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("teams/", teams.teams, name="teams"),
    path("teams/found/", teams.found, name="team_found"),
    path("teams/<uuid:pk>/", teams.team, name="team"),
    path("teams/<uuid:pk>/edit/", teams.edit, name="team_edit"),
    path("teams/<uuid:pk>/join/", teams.join, name="team_join"),
    path("teams/<uuid:pk>/leave/", teams.leave, name="team_leave"),
    path("teams/<uuid:pk>/home/", teams.make_home, name="team_make_home"),
    path("coachings/", coachings.coachings, name="coachings"),
    path("coachings/ask/", coachings.ask, name="coaching_ask"),
    path("coachings/<uuid:pk>/accept/", coachings.accept, name="coaching_accept"),
    path("coachings/<uuid:pk>/end/", coachings.end, name="coaching_end"),
    path("coachings/<uuid:pk>/agreement/", agreements.agreement, name="agreement"),
    path("coachings/<uuid:pk>/agreement/confirm/", agreements.confirm, name="agreement_confirm"),
    path("me/settings/", me.my_settings, name="my_settings"),
    path("me/settings/absences/", me.absences, name="my_absences"),
    path("me/settings/absences/<uuid:pk>/remove/", me.remove_absence, name="absence_remove"),
    path("me/settings/tokens/", me.my_tokens, name="my_tokens"),
    path("me/settings/tokens/<uuid:pk>/revoke/", me.revoke_token, name="token_revoke"),
    path("me/settings/sessions/end/", me.end_other_sessions, name="sessions_end"),
    path("me/theme/", me.theme, name="theme"),
    path("settings/", organisation.settings, name="settings"),
    path("settings/organisation/", organisation.organisation, name="organisation"),
    path("settings/audit/", organisation.audit, name="audit"),
    *settings_urls.urlpatterns,
]

api_urlpatterns: list[URLPattern] = [
    path("me", people_api.Me.as_view(), name="api_me"),
    path("people", people_api.People.as_view(), name="api_people"),
    path("people/<uuid:pk>", people_api.OnePerson.as_view(), name="api_person"),
    path("teams", people_api.Teams.as_view(), name="api_teams"),
    path("coachings", coachings_api.Coachings.as_view(), name="api_coachings"),
    path("coachings/<uuid:pk>/accept", coachings_api.Accept.as_view(), name="api_coaching_accept"),
    path("coachings/<uuid:pk>/end", coachings_api.End.as_view(), name="api_coaching_end"),
    path(
        "coachings/<uuid:pk>/agreement", agreements_api.OneAgreement.as_view(), name="api_agreement"
    ),
    path(
        "coachings/<uuid:pk>/agreement/confirm",
        agreements_api.Confirm.as_view(),
        name="api_agreement_confirm",
    ),
    path(
        "coachings/<uuid:pk>/agreement/versions",
        agreements_api.Versions.as_view(),
        name="api_agreement_versions",
    ),
    path("absences", absences_api.Absences.as_view(), name="api_absences"),
    *settings_urls.api_urlpatterns,
]
