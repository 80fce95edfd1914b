"""A member's own oath: reading it whole, and signing it after proving once more who is there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views import recently_proven
from casework.forms.oath import SignOathForm
from casework.queries.own_oath import OwnOath, own_oath
from casework.vocabulary import NotNow, NotSeen
from casework.web.receipts import handed_over
from casework.web.requests import acting
from ledger.clock import now
from ledger.receipts import receipt_of
from policy.actions import NotAllowed, sign_oath
from policy.models import OathSignature


@login_required
@require_GET
def oath_page(request: HttpRequest) -> HttpResponse:
    """Show the oath and the Code whole, what binds the member, and every edition signed."""
    return render(request, "casework/member/oath.html", {"audience": "member", "own": mine(request)})


@recently_proven
@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest) -> HttpResponseBase:
    """Let a member sign the words in force. The password or a code was given within five minutes."""
    own, form = mine(request), SignOathForm(request.POST or None)
    if not own.due:
        return redirect("own_oath")
    if request.method == "POST" and form.is_valid():
        signed(own, request)
        return redirect("own_oath")
    shown = {"audience": "member", "own": own, "form": form, "back": "/member/oath/"}
    return render(request, "casework/member/sign_oath.html", shown, status=422 if form.errors else 200)


@login_required
@require_GET
def receipt_file(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Hand a member the receipt of one of their own signatures. NotSeen for any other."""
    signature = next((one for one in mine(request).signed if one.entry_id == entry), None)
    if signature is None:
        raise NotSeen
    what = f"oath-{signature.effective.isoformat()}"
    return handed_over(request, receipt_of(entry), what, form="without-text", audience="member")


def mine(request: HttpRequest) -> OwnOath:
    """Return the oath of whoever asks. NotSeen for somebody who is no member."""
    own = own_oath(acting(request).user, now())
    if own is None:
        raise NotSeen
    return own


def signed(own: OwnOath, request: HttpRequest) -> OathSignature:
    """Write the signature and say so. NotNow with the reason when the rule book says no."""
    method = OathSignature.Method.RE_AUTHENTICATION
    try:
        kept = sign_oath(member=own.member, by=acting(request).user, method=method, effective=own.today, at=now())
    except NotAllowed as refused:
        raise NotNow(str(refused)) from refused
    messages.success(request, _("You have signed the oath. It binds you from today."))
    return kept
