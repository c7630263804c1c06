from django.urls import URLPattern, path

from dialogue.api import cadence as cadence_api
from dialogue.views import cadence

urlpatterns: list[URLPattern] = [
    path("settings/cadence/", cadence.cadence, name="cadence"),
    path("settings/cadence/new/", cadence.new_rule, name="cadence_new"),
    path("settings/cadence/<uuid:pk>/", cadence.change_rule, name="cadence_change"),
    path("settings/cadence/<uuid:pk>/end/", cadence.end_rule, name="cadence_end"),
    path("checkins/rhythm/<uuid:pk>/", cadence.own_rhythm, name="own_rhythm"),
    path("checkins/rhythm/<uuid:pk>/end/", cadence.end_own_rhythm, name="own_rhythm_end"),
]

api_urlpatterns: list[URLPattern] = [
    path("cadences/", cadence_api.CadenceList.as_view(), name="api_cadences"),
    path("cadences/preview/", cadence_api.CadencePreview.as_view(), name="api_cadence_preview"),
]
