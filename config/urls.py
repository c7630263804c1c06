"""All addresses. Each app lists its own; nothing else is decided here."""

from django.urls import include, path

handler404 = "core.views.not_found"
handler500 = "core.views.broken"

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("", include("home.urls")),
    path("", include("core.urls")),
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("goals.urls")),
    path("", include("feedback.urls")),
    path("", include("dialogue.urls")),
]
