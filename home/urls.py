from django.urls import path

from home import api
from home.views import search, today

urlpatterns = [
    path("", today.today, name="today"),
    path("today/checkins/<uuid:pk>/<uuid:prompt>/", today.answer, name="today_answer"),
    path("today/goals/<uuid:pk>/", today.answer_goal, name="today_goal"),
    path("today/coachings/<uuid:pk>/", today.answer_coaching, name="today_coaching"),
    path("today/requests/<uuid:pk>/", today.decline_request, name="today_request"),
    path("search/", search.search, name="search"),
]

api_urlpatterns = [
    path("search", api.Search.as_view(), name="api_search"),
]
