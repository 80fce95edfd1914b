"""The page on which a person creates and ends API tokens."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import TokenForm
from accounts.mails import MailKind, write_mail
from accounts.models import Token, User
from accounts.second_factor import is_verified
from accounts.views import require_recent_proof
from accounts.vocabulary import Scope

TOLD_ONCE = "accounts.new_token"


@require_recent_proof
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponseBase:
    """Show a person's tokens and create new ones. Needs a recent password or code, and a code in this session."""
    assert isinstance(request.user, User)
    if not is_verified(request):
        return token_page(request, status=403)
    form = TokenForm(request.POST or None)
    if form.is_valid():
        make_token(request, request.user, form.cleaned_data, timezone.now())
        return redirect("tokens")
    return token_page(request, {"form": form}, status=422 if form.errors else 200)


def token_page(request: HttpRequest, also: dict[str, object] | None = None, *, status: int = 200) -> HttpResponse:
    """Return the page. It shows a new token once, and never again."""
    assert isinstance(request.user, User)
    live = Token.objects.of(request.user, timezone.now())
    page = {"tokens": live, "text": request.session.pop(TOLD_ONCE, "") if also else "", **(also or {})}
    return render(request, "account/tokens.html", page, status=status)


@transaction.atomic
def make_token(request: HttpRequest, user: User, asked: dict[str, Any], now: datetime) -> None:
    """Create a token, keep its text for the next page only, and announce the change by mail."""
    until = now + timedelta(days=asked["days"])
    scopes = [Scope(name) for name in asked["scopes"]]
    _token, text = Token.objects.make(user=user, name=asked["name"], scopes=scopes, now=now, until=until)
    request.session[TOLD_ONCE] = text
    write_mail(user.pk, MailKind.SIGN_IN_CHANGED)


@require_recent_proof
@require_POST
def end_token(request: HttpRequest, token: UUID) -> HttpResponseBase:
    ended, _rows = Token.objects.filter(pk=token, user=request.user.pk).delete()
    if ended:
        messages.success(request, _("The token is ended. No program can use it any more."))
    return redirect("tokens")
