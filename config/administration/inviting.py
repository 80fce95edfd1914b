"""Inviting people by mail."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import actions
from casework.web.requests import acting
from config.administration.access import administrators, page, person_called, taken, typed
from config.administration.forms import InviteForm
from ledger.clock import now


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Let an administrator invite somebody new, with an office or without."""
    form = InviteForm(typed(request), initial={"since": now().date()})
    if form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.invite_person,
            by=acting(request),
            email=said["email"],
            name=said["name"],
            given=form.given_office if said["office"] else None,
        )
        if user := taken(form, act):
            messages.success(request, _("%(name)s is invited. The link lasts seven days.") % {"name": user.name})
            return redirect("admin_person", user.pk)
    return page(request, "invite.html", {"tab": "people", "form": form, "back": "/admin/people/"})


@administrators
@require_POST
def invite_again(request: HttpRequest, person: UUID) -> HttpResponse:
    """Send somebody another invitation. An older link opens nothing any more."""
    user = person_called(person)
    actions.invite_again(by=acting(request), user=user)
    messages.success(request, _("%(name)s is invited once more, for seven days.") % {"name": user.name})
    return redirect("admin_person", user.pk)
