from django.urls import path

from core import views

urlpatterns = [
    path("drafts/<path:key>/", views.draft, name="draft"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
