"""The addresses of the API, collected from the apps."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

import accounts.urls
import dialogue.urls
import feedback.urls
import goals.urls
import home.urls
import notifications.urls
from core.api import Start
from core.views import api_docs

# Addresses are tried in turn, so what is called most comes first.
urlpatterns = [
    path("", Start.as_view(), name="api_start"),
    *feedback.urls.api_urlpatterns,
    path("schema", SpectacularJSONAPIView.as_view(), name="api_schema"),
    path("docs", api_docs, name="api_docs"),
    *accounts.urls.api_urlpatterns,
    *notifications.urls.api_urlpatterns,
    *goals.urls.api_urlpatterns,
    *dialogue.urls.api_urlpatterns,
    *home.urls.api_urlpatterns,
]
