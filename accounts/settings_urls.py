"""Addresses of the people part of the settings, and of suggested coaching."""

from django.urls import URLPattern, path

from accounts.api import audit as audit_api
from accounts.api import imports as imports_api
from accounts.views import administration, imports, suggestions

urlpatterns: list[URLPattern] = [
    path("settings/people/", administration.settings_people, name="settings_people"),
    path("settings/people/new/", administration.settings_new_person, name="settings_new_person"),
    path("settings/people/import/", imports.import_people, name="import_people"),
    path("settings/people/import/<uuid:pk>/", imports.import_preview, name="import_preview"),
    path("settings/people/import/<uuid:pk>/apply/", imports.import_apply, name="import_apply"),
    path("settings/people/import/<uuid:pk>/drop/", imports.import_drop, name="import_drop"),
    path("settings/people/<uuid:pk>/", administration.settings_person, name="settings_person"),
    path(
        "settings/people/<uuid:pk>/role/",
        administration.settings_change_role,
        name="settings_change_role",
    ),
    path(
        "settings/people/<uuid:pk>/deactivate/",
        administration.settings_deactivate,
        name="settings_deactivate",
    ),
    path(
        "settings/people/<uuid:pk>/reactivate/",
        administration.settings_reactivate,
        name="settings_reactivate",
    ),
    path(
        "settings/people/<uuid:pk>/invite/",
        administration.settings_invite,
        name="settings_invite",
    ),
    path("coachings/suggestions/", suggestions.suggestions, name="suggestions"),
    path(
        "coachings/suggestions/<uuid:pk>/take-up/",
        suggestions.suggestion_take_up,
        name="suggestion_take_up",
    ),
    path(
        "coachings/suggestions/<uuid:pk>/dismiss/",
        suggestions.suggestion_dismiss,
        name="suggestion_dismiss",
    ),
]

api_urlpatterns: list[URLPattern] = [
    path("people/<uuid:pk>/deactivate", imports_api.Deactivate.as_view(), name="api_deactivate"),
    path("audit", audit_api.Audit.as_view(), name="api_audit"),
    path("imports", imports_api.Imports.as_view(), name="api_imports"),
]
