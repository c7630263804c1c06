from django.urls import path

from core import health, views

urlpatterns = [
    path("drafts/<path:key>/", views.draft, name="draft"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
