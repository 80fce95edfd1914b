"""The base of every address of the API: the actor from the token alone, a key for requests that write, counted refusals."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.vocabulary import Scope
from casework import access
from casework.access import Actor
from casework.api.errors import NoKey, NoScope, NoVersion
from casework.api.tokens import Bearer
from casework.models import Case
from casework.queries.case.step_version import step_version
from casework.vocabulary import BadShape, NoRight, NotSeen, Verb


class Entrance(APIView):
    """An address of the API. Subclasses translate: they read, call one action or query, and answer.

    `scopes`: what a token must be for, by method. `to_all`: one may come without a token, but not with a wrong one.
    """

    authentication_classes = []
    permission_classes = []
    scopes: ClassVar[Mapping[str, Scope]] = {}
    to_all: ClassVar[bool] = True

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Refuse by the token alone, before anything is looked for: 401 without one, 403 with one that is not for this."""
        super().initial(request, *args, **kwargs)
        needed = self.scopes.get("GET" if request.method == "HEAD" else str(request.method))
        if needed is None or (self.to_all and request.auth is None):
            return
        if not isinstance(request.auth, Bearer):
            raise exceptions.NotAuthenticated
        if needed not in request.auth.scopes:
            raise NoScope(needed)

    def handle_exception(self, exc: Exception) -> Response:
        """Count who was refused what, alike for what exists and what does not; then answer."""
        by = getattr(self.request, "auth", None)
        if isinstance(exc, (NotSeen, NoRight)) and isinstance(by, Bearer):
            match = self.request.resolver_match
            access.note_refusal(by.actor, match.view_name[:40] if match else "", self.request.path)
        return super().handle_exception(exc)


def acting(request: Request) -> Actor:
    assert isinstance(request.auth, Bearer)
    return request.auth.actor


def acting_once(request: Request) -> Actor:
    """Return who acts, with the key under which this request counts once and all that was sent. NoKey without one."""
    return replace(acting(request), request_key=key_of(request), body=request._request.body)


def key_of(request: Request) -> UUID:
    """Return the request's Idempotency-Key, bare or in quotation marks. NoKey when there is none."""
    try:
        return UUID(request.headers.get(access.KEY, "").strip().strip('"'))
    except ValueError:
        raise NoKey from None


def tag(case: Case, verb: Verb | None) -> Mapping[str, str]:
    """Return the ETag of a step, or of a whole case, as the viewer sees it. It never leads to a 304."""
    return {"ETag": quote_etag(step_version(case, verb))}


def versions_read(request: Request) -> tuple[str, ...] | None:
    """Return the versions of the step that the request accepts; None if it accepts any. NoVersion without If-Match."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    if not tags:
        raise NoVersion
    return None if tags == ["*"] else tuple(each.strip('"') for each in tags)


def refuse_other_filters(request: Request, names: Collection[str]) -> None:
    """Return when nothing else than `names` stands behind the question mark. BadShape names what does."""
    if unknown := set(request.query_params) - set(names):
        raise BadShape({name: [_("There is no such filter.")] for name in sorted(unknown)})
