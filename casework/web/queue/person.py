"""A search by a person's name: it is sent in the body, and only the cases that it found are kept, for a short time."""

from collections.abc import Mapping
from datetime import timedelta
from secrets import token_hex
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from casework.forms.person_name import PersonForm
from casework.models import CaseGrant
from casework.queries.queue.search import cases_by_name
from casework.vocabulary import Reading
from casework.web.queue.links import address, around_form
from casework.web.requests import acting
from ledger.clock import now

NAME = "queue_person"
"""The name in the session, which is sealed in the database."""
KEPT_FOR = timedelta(minutes=15)


@login_required
@require_POST
def find_person(request: HttpRequest) -> HttpResponse:
    """Find the cases about people of a name, and lead to the list of them by a handle that says nothing."""
    form, listed = PersonForm(request.POST), request.POST.get("list", "")
    found = cases_found(form, acting(request).user)
    if not found:
        return render(request, "desk/queue_person.html", around_form(form, listed), status=422)
    handle = keep_found(request, found)
    return redirect(reverse("queue") + address(QueryDict(listed[:2000]), person=handle))


def cases_found(form: PersonForm, user: User) -> list[UUID]:
    """Return the cases about people of the name in a form; where there are none, the form says why."""
    if not form.is_valid():
        return []
    found = cases_by_name(form.cleaned_data["name"], user, CaseGrant.objects.giving(user, Reading.SEE_CASE))
    if not found:
        form.add_error("name", _("No case that you may see is about a member of that name."))
    return found


def keep_found(request: HttpRequest, found: list[UUID]) -> str:
    """Keep cases in the session for a short time; return their handle."""
    handle, until = token_hex(8), (now() + KEPT_FOR).timestamp()
    request.session[NAME] = {"handle": handle, "cases": [str(key) for key in found], "until": until}
    return handle


def found_by_name(request: HttpRequest) -> Mapping[str, list[UUID]]:
    """Return the cases of the last search by name, by its handle; forget them when their time is over."""
    kept = request.session.get(NAME)
    if kept and kept["until"] < now().timestamp():
        del request.session[NAME]
        return {}
    return {kept["handle"]: [UUID(key) for key in kept["cases"]]} if kept else {}
