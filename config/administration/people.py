"""The list of people who can sign in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from config.administration.access import administrators, page


@administrators
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show everybody who holds an office or may sign in."""
    return page(request, "people.html", {"tab": "people"})
