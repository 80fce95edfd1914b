"""A search by a person's name: it is sent in the body, and only the cases that it found are kept, for a short time."""

from collections.abc import Mapping
from datetime import timedelta
from secrets import token_hex
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.models import CaseGrant
from casework.queries.queue_search import cases_by_name
from casework.vocabulary import Reading
from casework.web.requests import acting
from ledger.clock import now

NAME = "queue_person"
"""The name in the session, which is sealed in the database."""
KEPT_FOR = timedelta(minutes=15)
LONGEST = 100


@login_required
@require_POST
def find_person(request: HttpRequest) -> HttpResponse:
    """Find the cases about people of a name, and lead to the list of them by a handle that says nothing."""
    user, name = acting(request).user, request.POST.get("name", "").replace("\x00", "")[:LONGEST]
    found = cases_by_name(name, user, CaseGrant.objects.giving(user, Reading.SEE_CASE))
    if not found:
        messages.info(request, _("No case that you may see is about a member of that name."))
        return redirect("queue")
    handle, until = token_hex(8), (now() + KEPT_FOR).timestamp()
    request.session[NAME] = {"handle": handle, "cases": [str(key) for key in found], "until": until}
    return redirect(f"{reverse('queue')}?person={handle}")


def found_by_name(request: HttpRequest) -> Mapping[str, list[UUID]]:
    """Return the cases of the last search by name, by its handle, while it is kept."""
    kept = request.session.get(NAME)
    if not kept or kept["until"] < now().timestamp():
        return {}
    return {kept["handle"]: [UUID(key) for key in kept["cases"]]}
