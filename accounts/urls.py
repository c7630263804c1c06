from django.urls import URLPattern

from accounts import settings_urls

urlpatterns: list[URLPattern] = [*settings_urls.urlpatterns]

api_urlpatterns: list[URLPattern] = [*settings_urls.api_urlpatterns]
