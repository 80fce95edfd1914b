"""What every address of the API has: who acts, taken from the token alone; a key for what writes; refusals counted."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casework import access
from casework.access import Actor
from casework.api.errors import NoKey
from casework.vocabulary import NoRight, NotSeen


class Entrance(APIView):
    """An address of the API. Subclasses translate: they read, call one action or query, and answer."""

    authentication_classes = []
    permission_classes = []

    def handle_exception(self, exc: Exception) -> Response:
        """Count who was refused what, alike for what exists and what does not; then answer."""
        by = getattr(self.request, "auth", None)
        if isinstance(exc, (NotSeen, NoRight)) and isinstance(by, Actor):
            access.note_refusal(by, self.request.resolver_match.view_name[:40], self.request.path)  # type: ignore[union-attr]
        return super().handle_exception(exc)


def key_of(request: Request) -> UUID:
    """Return the request's Idempotency-Key, bare or in quotation marks. NoKey when there is none."""
    try:
        return UUID(request.headers.get(access.KEY, "").strip().strip('"'))
    except ValueError:
        raise NoKey from None
