"""How the API says no: one form for every refusal (RFC 9457), in the order in which the pages say it."""

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.errors import DeadlockDetected, LockNotAvailable
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from casework.api.shape import Shape
from casework.vocabulary import BadShape, CaseChanged, NoRight, NotNow, NotSeen, Refused
from ledger.canonical import JsonObject, Values

PROBLEM = "application/problem+json"
MOST_ERRORS, LONGEST_NAME, LONGEST_SENTENCE = 20, 64, 500
MORE = _("There are more mistakes than these. Mend these first.")


class Kind(NamedTuple):
    """A kind of refusal: its name, its status, and the sentence for the author of the program."""

    name: str
    status: int
    title: Promise


class NoScope(exceptions.APIException):
    """The token was made without what this address needs; said of the token alone, before any case is looked for."""

    def __init__(self, scope: str) -> None:
        super().__init__(_("This token has no scope “%(scope)s”. Make one that has.") % {"scope": scope})


class NoKey(exceptions.APIException):
    """The request lacks a key that makes it count once."""

    default_detail = _(
        "Give each request that writes a header Idempotency-Key with a new UUID; repeat it with the same."
    )


class NoVersion(exceptions.APIException):
    """The request does not say for which version of the step it was made."""

    default_detail = _(
        "Send the ETag of the step, as you last read it, in the header If-Match, or * to take the step whatever has changed."
    )


class NotJSON(exceptions.APIException):
    default_detail = _("The body is not a JSON object in UTF-8.")


KINDS: Mapping[type[Exception], Kind] = {
    NotJSON: Kind("not-json", 400, _("The body cannot be read.")),
    NoKey: Kind("no-key", 400, _("The header Idempotency-Key is missing, or no UUID.")),
    exceptions.NotAuthenticated: Kind("no-token", 401, _("This address needs a token, or a receipt code.")),
    exceptions.AuthenticationFailed: Kind(
        "bad-token", 401, _("The token opens nothing: it is unknown, over or ended.")
    ),
    NoScope: Kind("no-scope", 403, _("The token may not do this.")),
    NoRight: Kind("no-right", 403, _("The step belongs to another role.")),
    NotSeen: Kind("unseen", 404, _("There is nothing here for you.")),
    exceptions.MethodNotAllowed: Kind("no-method", 405, _("The address knows no such method.")),
    CaseChanged: Kind("changed", 412, _("The case has changed since you read the step.")),
    NotNow: Kind("not-now", 409, _("The step is not open now.")),
    RequestDataTooBig: Kind("too-large", 413, _("The body is too large.")),
    exceptions.UnsupportedMediaType: Kind("not-json-type", 415, _("The body has to be application/json.")),
    BadShape: Kind("bad-shape", 422, _("What was sent cannot be used.")),
    NoVersion: Kind("no-version", 428, _("The header If-Match is missing.")),
    OperationalError: Kind("busy", 503, _("The case is in use. Ask again in a moment, with the same key.")),
}
"""Every refusal the API knows. What is not here is a fault of ours."""


class Problem(Shape):
    """A refusal."""

    type = serializers.ChoiceField([f"urn:oathbound:{kind.name}" for kind in KINDS.values()])
    title = serializers.CharField(help_text="What this kind of refusal means.")
    status = serializers.IntegerField(help_text="The HTTP status again.")
    detail = serializers.CharField(help_text="The first reason, or the title where there is none.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Every reason, in sentences for people.")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), help_text="Where the body has to change, by field."
    )


def kind_of(error: Exception) -> Kind | None:
    """Return what kind of refusal an exception is; None for a fault of ours."""
    if isinstance(error, OperationalError) and not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
        return None
    return next((KINDS[one] for one in type(error).__mro__ if one in KINDS), None)


def answer_error(error: Exception, _context: Mapping[str, object]) -> Response | None:
    """Answer a refusal with its problem body; leave a fault of ours to the handler that logs faults."""
    kind = kind_of(error)
    if kind is None:
        return None
    headers = {"WWW-Authenticate": "Bearer"} if kind.status == 401 else {}
    headers |= {"Retry-After": "2"} if kind.status == 503 else {}
    return Response(problem(kind, _reasons(error), _errors(error)), kind.status, headers=headers, content_type=PROBLEM)


def problem(kind: Kind, reasons: tuple[str, ...], errors: Values) -> JsonObject:
    return {
        "type": f"urn:oathbound:{kind.name}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": reasons[0] if reasons else str(kind.title),
        "reasons": reasons,
        "errors": errors,
    }


def _reasons(error: Exception) -> tuple[str, ...]:
    if isinstance(error, Refused):
        some = tuple(shorten(str(reason), LONGEST_SENTENCE) for reason in error.reasons[:MOST_ERRORS])
        return (*some, str(MORE)) if len(error.reasons) > MOST_ERRORS else some
    return (str(error.detail),) if isinstance(error, (NoScope, NoKey, NoVersion, NotJSON)) else ()


def _errors(error: Exception) -> Values:
    """Return the first mistakes by field, so that no answer grows with what was sent."""
    if not isinstance(error, BadShape):
        return {}
    flat = ((name, sentence) for name, sentences in error.errors.items() for sentence in sentences)
    found: dict[str, list[str]] = {}
    for name, sentence in islice(flat, MOST_ERRORS):
        found.setdefault(shorten(name), []).append(shorten(str(sentence), LONGEST_SENTENCE))
    return found


def shorten(text: str, most: int = LONGEST_NAME) -> str:
    """Return a text as it may be told back: `most` characters and a mark where it was longer."""
    return text if len(text) <= most else f"{text[:most]}…"
