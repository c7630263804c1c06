from django.urls import path

from feedback.api import ratio as ratio_api
from feedback.views import ratio

urlpatterns = [
    path("ratios/", ratio.ratios, name="ratios"),
    path("ratios/opt-out/", ratio.ratio_opt_out, name="ratio_opt_out"),
    path("ratios/opt-in/", ratio.ratio_opt_in, name="ratio_opt_in"),
    path("settings/ratio/", ratio.ratio_settings, name="ratio_settings"),
]

api_urlpatterns = [
    path("ratios/", ratio_api.Ratios.as_view(), name="api_ratios"),
    path("ratios/me/", ratio_api.RatiosMe.as_view(), name="api_ratios_me"),
]
