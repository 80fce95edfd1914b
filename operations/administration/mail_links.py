"""Pages to which a mail leads, for people who do not sign in for them: an invitation, and stopping a change."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access import Actor
from casework.administration.account_changes import stop_account_change
from casework.administration.invitations import accept_invitation
from casework.queries.people.mail_links import change_to_stop, open_invitation
from casework.vocabulary import NotNow
from operations.administration.access import do_or_show_refusal, posted_data
from operations.administration.forms import AcceptForm
from operations.administration.words import CHANGES


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, invitation: UUID, link_key: str) -> HttpResponse:
    """Let an invited person choose a password, once. Somebody else who is signed in here has to sign out first."""
    found = open_invitation(invitation, link_key)
    if request.user.is_authenticated:
        raise NotNow(_("Somebody is signed in here already. Sign out, then open the link of the invitation again."))
    form = AcceptForm(posted_data(request), user=found.user)
    if form.is_valid():
        by, email, password = Actor(user=found.user), form.cleaned_data["email"], form.cleaned_data["password1"]
        act = partial(accept_invitation, by=by, invitation=invitation, key=link_key, email=email, password=password)
        if do_or_show_refusal(form, act):
            messages.success(request, _("Your password is set. Sign in with it now."))
            return redirect("account_login")
    context = {"audience": "plain", "form": form, "person": found.user}
    return render(request, "administration/invitation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, change: UUID, link_key: str) -> HttpResponse:
    """Let the person whom a change of an account is about stop it. Opening the link stops nothing: a mail scanner opens it."""
    found = change_to_stop(change, link_key)
    if request.method == "POST":
        stop_account_change(by=Actor(user=found.user), change=change, key=link_key)
        return render(request, "administration/stopped.html", {"audience": "plain"})
    shown = {"audience": "plain", "change": found, "what": CHANGES[found.kind]}
    return render(request, "administration/stop.html", shown)
