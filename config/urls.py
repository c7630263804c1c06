"""All addresses. Each app lists its own; nothing else is decided here."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("api/v1/", include("config.api")),
]
