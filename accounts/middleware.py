"""Checks every request of a signed-in person: the limits of the session, and the second factor of an office holder."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import HttpHeaders
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from accounts.models import User
from accounts.offices import needs_second_factor
from accounts.second_factor import has_second_factor, is_verified

BEGAN, SEEN = "accounts.began", "accounts.seen"
NOTE_EVERY_SECONDS = 60
BY_SCRIPT = HttpHeaders.to_wsgi_name("X-Draft")
"""The key in META of the header that the script of a page sends when it saves a draft."""
OPEN_WITHOUT_FACTOR = frozenset({"mfa_activate_totp", "mfa_reauthenticate", "account_reauthenticate", "account_logout"})


class SessionLimits(MiddlewareMixin):
    """Signs a person out after a time without a request, and after a working day in any case.

    A request of the page's script does not count. `request.timed_out` is the person whose session had timed out when they
    posted a form, so that a draft can still be saved for them. It is not set for a person who owes a second factor.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            return
        session, now = request.session, int(time.time())
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if now - seen >= settings.SESSION_IDLE_SECONDS or now - began >= settings.SESSION_COOKIE_AGE:
            if request.method == "POST" and (is_verified(request) or not needs_second_factor(request.user)):
                request.timed_out = request.user  # type: ignore[attr-defined]
            logout(request)
            messages.info(request, "You were signed out, because you were away or your day was over. Sign in again.")
        elif now - seen >= NOTE_EVERY_SECONDS and BY_SCRIPT not in request.META:
            session[SEEN] = now


class SecondFactorRequired(MiddlewareMixin):
    """Makes an office holder set up a second factor, and then use it in each session, before any other page."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        user, page = request.user, request.resolver_match
        if not isinstance(user, User) or is_verified(request) or not needs_second_factor(user):
            return None
        if page is not None and page.url_name in OPEN_WITHOUT_FACTOR:
            return None
        if not has_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
