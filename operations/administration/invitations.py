"""Inviting people by mail."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.administration import invitations
from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import administrators, do_or_show_refusal, get_person, page, posted_data
from operations.administration.forms import InviteForm
from operations.people_lists import given_office
from policy.models import Pending

INVITED = _("%(name)s is invited. The link lasts seven days.")
INVITED_AND_WAITS = _(
    "%(name)s is invited. The link lasts seven days. The office is held once another administrator has signed it."
)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Let an administrator invite somebody new, with an office or without."""
    form = InviteForm(posted_data(request), initial={"since": now().date(), "office": request.GET.get("office", "")})
    if form.is_valid():
        said = form.cleaned_data
        given = given_office(said) if said["office"] else None
        by, email = acting(request), said["email"]
        act = partial(invitations.invite_person, by=by, email=email, name=said["name"], given=given)
        if user := do_or_show_refusal(form, act):
            waits = Pending.objects.filter(about=user).exists()
            messages.success(request, (INVITED_AND_WAITS if waits else INVITED) % {"name": user.name})
            return redirect("admin_people")
    return page(request, "invite.html", {"tab": "people", "form": form, "back": reverse("admin_people")})


@administrators
@require_POST
def invite_again(request: HttpRequest, person: UUID) -> HttpResponse:
    """Send somebody another invitation. An older link opens nothing any more."""
    user = get_person(person)
    invitations.invite_again(by=acting(request), user=user)
    messages.success(request, _("%(name)s is invited once more, for seven days.") % {"name": user.name})
    return redirect("admin_person", user.pk)
