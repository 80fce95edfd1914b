"""The pages of an account: allauth's, where they do what this installation needs, and small changes to the rest."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast
from urllib.parse import urlencode

from allauth.account.views import LogoutView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from accounts.mails import MailKind, is_subscribed, subscribe, write_mail
from accounts.models import User
from accounts.second_factor import forget_verification, has_second_factor, mark_verified, was_recently_proven

View = Callable[..., HttpResponseBase]
# The square to scan is an image within the page, so that its secret is in no address.
_WITH_IMAGE_IN_PAGE: dict[str, Sequence[CSP | str]] = {**settings.SECURE_CSP, "img-src": [CSP.SELF, "data:"]}


def require_recent_proof(view: View) -> View:
    """Ask for the password or a code first, unless the person gave one within five minutes.

    What was posted is not kept meanwhile: allauth would keep the address and the browser along with it.
    """

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if was_recently_proven(request):
            return view(request, *args, **kwargs)
        query = urlencode({"next": request.path})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query}")

    return asked


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show a person their own account and what they can change in it."""
    factor = isinstance(request.user, User) and has_second_factor(request.user)
    wanted = is_subscribed(cast("User", request.user).pk, MailKind.CHECKPOINT)
    return render(request, "account/account.html", {"has_second_factor": factor, "checkpoint_mails": wanted})


@login_required
@require_POST
def checkpoint_mails(request: HttpRequest) -> HttpResponse:
    """Send the daily checkpoint to the person from now on, or no more."""
    wanted = request.POST.get("wanted") == "1"
    subscribe(cast("User", request.user).pk, MailKind.CHECKPOINT, wanted=wanted)
    return redirect("account")


class SignOut(LogoutView):
    """End the session, and ask the browser to keep nothing of what it showed."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


@method_decorator(csp_override(_WITH_IMAGE_IN_PAGE), name="dispatch")
class SetUpSecondFactor(ActivateTOTPView):
    """Scan a square, type its code; the recovery codes follow."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Set the factor up and tell the person by mail; the code just typed counts for this session."""
        response: HttpResponse = super().form_valid(form)
        write_mail(self.request.user.pk, MailKind.SIGN_IN_CHANGED)
        mark_verified(self.request, self.request.user)
        return response


class RemoveSecondFactor(DeactivateTOTPView):
    success_url = reverse_lazy("mfa_activate_totp")

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, and let this session count as opened by password alone."""
        response: HttpResponse = super().form_valid(form)
        forget_verification(self.request)
        return response
