"""What an administrator does about a person's account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.administration.absences import end_absence, note_absence
from casework.administration.account_changes import report_lost_factor
from casework.administration.accounts import close_account, correct_person
from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import administrators, page_of_act, person_called, posted_data
from operations.administration.forms import AbsenceForm, CertaintyForm, CloseForm, CorrectForm


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator correct a name or an address."""
    user = person_called(person)
    form = CorrectForm(posted_data(request), initial={"name": user.name, "email": user.email})

    def act() -> str:
        said = form.cleaned_data
        done = correct_person(
            by=acting(request), user=user, name=said["name"], email=said["email"], certainty=form.made_sure
        )
        if done.waits:
            return _(
                "The change of the address waits for a second administrator, and for 72 hours. The person was told."
            )
        return (
            _("This is corrected, and the person was told.") if done.name or done.address else _("Nothing was changed.")
        )

    return page_of_act(request, user, form, act, "correct.html")


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def lost_factor(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator report that a person has lost their second factor."""
    user = person_called(person)
    form = CertaintyForm(posted_data(request))

    def act() -> str:
        report_lost_factor(by=acting(request), user=user, certainty=form.made_sure)
        return _(
            "This waits for a second administrator, and for 72 hours. The person was told by mail and can stop it."
        )

    return page_of_act(request, user, form, act, "lost_factor.html")


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator note that a person is away."""
    user = person_called(person)
    form = AbsenceForm(posted_data(request), initial={"since": now().date()})

    def act() -> str:
        said = form.cleaned_data
        note_absence(by=acting(request), user=user, since=said["since"], until=said["until"])
        return _("The absence is noted.")

    return page_of_act(request, user, form, act, "absence.html")


@administrators
@require_POST
def return_from_absence(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator note that a person is back."""
    user = person_called(person)
    end_absence(by=acting(request), user=user)
    return redirect("admin_person", user.pk)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator close an account, once they have confirmed it."""
    user = person_called(person)
    form = CloseForm(posted_data(request))

    def act() -> str:
        close_account(by=acting(request), user=user)
        return _("The account is closed.")

    return page_of_act(request, user, form, act, "close.html")
