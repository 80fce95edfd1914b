"""What an administrator does about a person's account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from casework.access import Actor
from casework.administration.absences import end_absence, note_absence
from casework.administration.account_changes import report_lost_factor
from casework.administration.accounts import close_account, correct_person
from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import act_page, administrators, get_person
from operations.administration.forms import AbsenceForm, CertaintyForm, CloseForm, CorrectForm


@act_page(CorrectForm, "correct.html", initial=lambda user: {"name": user.name, "email": user.email})
def correct(by: Actor, user: User, form: CorrectForm) -> str:
    """Let an administrator correct a name or an address."""
    done = correct_person(by=by, user=user, **form.cleaned_data)
    if done.waits:
        return _("The change of the address waits for a second administrator, and for 72 hours. The person was told.")
    return _("This is corrected, and the person was told.") if done.name or done.address else _("Nothing was changed.")


@act_page(CertaintyForm, "lost_factor.html")
def lost_factor(by: Actor, user: User, form: CertaintyForm) -> str:
    """Let an administrator report that a person has lost their second factor."""
    report_lost_factor(by=by, user=user, certainty=form.cleaned_data["certainty"])
    return _("This waits for a second administrator, and for 72 hours. The person was told by mail and can stop it.")


@act_page(AbsenceForm, "absence.html", initial=lambda _user: {"since": now().date()})
def absence(by: Actor, user: User, form: AbsenceForm) -> str:
    """Let an administrator note that a person is away."""
    note_absence(by=by, user=user, since=form.cleaned_data["since"], until=form.cleaned_data["until"])
    return _("The absence is noted.")


@administrators
@require_POST
def return_from_absence(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let an administrator note that a person is back."""
    user = get_person(person)
    end_absence(by=acting(request), user=user)
    return redirect("admin_person", user.pk)


@act_page(CloseForm, "close.html")
def close(by: Actor, user: User, _form: CloseForm) -> str:
    """Let an administrator close an account, once they have confirmed it."""
    close_account(by=by, user=user)
    return _("The account is closed.")
