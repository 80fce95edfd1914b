"""Devices on which a person signed in before, known by a cookie. Such a device has its own budget of sign-in attempts."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.codes import token_digests
from accounts.models import Device, User

COOKIE = "known_device"
LASTS = timedelta(days=90)
KEPT = 10
BYTES = 32


def known_device(request: HttpRequest, address: str) -> Device | None:
    """Return the device that sent this request, if the person with this address signed in on it before.

    Only the cookie is looked up, so that an existing address costs as much as any other. One query with a cookie, none
    without.
    """
    text = request.COOKIES.get(COOKIE)
    if not text:
        return None
    found = Device.objects.select_related("user").filter(digest__in=token_digests(text), until__gt=timezone.now())
    device = found.first()
    return device if device and device.user.email == address and device.user.is_behind(device.behind) else None


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Replace the browser's token by a new one for 90 days, and delete expired ones.

    A person has ten devices at most.
    """
    now, text = timezone.now(), secrets.token_urlsafe(BYTES)
    replaced = token_digests(request.COOKIES.get(COOKIE, ""))
    Device.objects.filter(Q(until__lte=now) | Q(user=user, digest__in=replaced)).delete()
    behind = user.get_session_auth_hash()
    Device.objects.create(user=user, digest=token_digests(text)[0], behind=behind, until=now + LASTS)
    own = Device.objects.filter(user=user)
    newest = own.order_by("-until").values_list("pk", flat=True)[:KEPT]
    own.exclude(pk__in=list(newest)).delete()
    response.set_cookie(
        COOKIE,
        text,
        max_age=LASTS,
        path=reverse("account"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
