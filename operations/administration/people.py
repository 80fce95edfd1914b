"""The list of people, and the page of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import administrators, get_person, page
from operations.administration.first_steps import first_steps
from operations.administration.people_list import Shown, people_list
from operations.administration.person_page import person_page


@administrators
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the people in office and those invited; with a search, everybody who has an account."""
    asked = request.GET
    words = asked.get("words", "")[:100]
    shown = Shown(asked["show"]) if asked.get("show") in set(Shown) else Shown.ALL
    listed = people_list(viewer=acting(request).user, words=words, shown=shown, after=asked.get("after", ""), now=now())
    begins = not words and shown is Shown.ALL and not asked.get("after")
    query = {"words": words} if words else {"show": shown.value}
    context = {"tab": "people", "list": listed, "words": words, "shown": shown.value}
    context["first_steps"] = first_steps(now().date()) if begins else []
    context["next_page"] = f"?{urlencode(query | {'after': listed.after})}" if listed.after else ""
    return page(request, "people.html", context)


@administrators
@require_safe
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show one person: offices, sign-in, what waits, and what the record says that happened."""
    shown = person_page(get_person(person), acting(request).user, now())
    return page(request, "person.html", {"tab": "people", "page": shown, "back": reverse("admin_people"), "now": now()})
