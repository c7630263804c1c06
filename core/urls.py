from django.urls import path

from core import views

urlpatterns = [
    path("drafts/<path:key>/", views.draft, name="draft"),
]
