"""The addresses of the API, collected from the apps."""

import accounts.urls
import dialogue.urls
import feedback.urls
import goals.urls
import home.urls
import notifications.urls

urlpatterns = [
    *accounts.urls.api_urlpatterns,
    *notifications.urls.api_urlpatterns,
    *goals.urls.api_urlpatterns,
    *feedback.urls.api_urlpatterns,
    *dialogue.urls.api_urlpatterns,
    *home.urls.api_urlpatterns,
]
