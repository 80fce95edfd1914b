"""Giving a person an office, and ending one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import appoint_officer, end_appointment
from casework.vocabulary import NotSeen
from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import act_page, administrators, get_person, page_of_act, posted_data
from operations.administration.forms import EndForm, OfficeForm
from operations.administration.words import TITLES
from operations.people_lists import given_office


@act_page(OfficeForm, "give_office.html", initial=lambda _user: {"since": now().date()})
def give(by: Actor, user: User, form: OfficeForm) -> str:
    """Let an administrator give a person an office, or put it forward for a second signature."""
    if appoint_officer(by=by, user=user, given=given_office(form.cleaned_data)):
        return _("The office is given.")
    return _("The office is put forward. It is held once another administrator has signed it.")


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, person: UUID, office: str) -> HttpResponse:
    """Let an administrator end what a person holds of an office. NotSeen for what is no office."""
    user = get_person(person)
    if office not in set(Office):
        raise NotSeen
    form = EndForm(posted_data(request), initial={"until": now().date()})

    def act() -> str:
        until = form.cleaned_data["until"]
        end_appointment(by=acting(request), user=user, office=Office(office), until=until)
        return _("The office ends. Seats in cases stay until they are filled again.")

    return page_of_act(request, user, form, act, "end_office.html", office=TITLES[Office(office)])
