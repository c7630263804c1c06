"""All addresses of the app, and one more: the floor that pages are measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.models import Team
from config.urls import urlpatterns as addresses

ADDRESS = "bench/floor/"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Floor</title>
</head>
<body>
<h1>{name}</h1>
</body>
</html>
"""


@require_safe
def floor(_request: HttpRequest) -> HttpResponse:
    """Answer with ten lines of HTML after one SELECT; signing in was checked as everywhere."""
    team = Team.objects.values_list("name", flat=True).first()
    return HttpResponse(PAGE.format(name=team))


urlpatterns = [path(ADDRESS, floor), *addresses]
