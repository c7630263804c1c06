"""People as lines of a list. A page has fifty."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from accounts.models import Person
from core.addresses import address
from core.markup import format_html_join
from core.templatetags.interface import avatar

register = template.Library()

LINE = '<li>{}<div class="grow"><b><a href="{}">{}</a></b><p class="meta">{}</p></div></li>'


@register.simple_tag
def people_lines(people: Iterable[Person]) -> SafeString:
    """Return a list item for each, with job title and home team (see `with_home_team`)."""
    page = address("person")
    told = ((one, " · ".join(filter(None, (one.job_title, one.home_team)))) for one in people)  # type: ignore[attr-defined]  # annotated
    return format_html_join(
        "\n", LINE, ((avatar(one), page(one.pk), one.name, more) for one, more in told)
    )
