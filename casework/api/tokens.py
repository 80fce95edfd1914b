"""The actor by the token in the header, and by nothing else: no cookie, no session, no address."""

from dataclasses import dataclass

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import Token, User
from accounts.vocabulary import Scope
from casework.access import Actor

SCHEME = "bearer"


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Whose token came, and what it is for. The rights are the person's own, as far as the scopes go."""

    actor: Actor
    scopes: frozenset[Scope]


class ByToken(BaseAuthentication):
    """Reads `Authorization: Bearer …` (RFC 6750). One query."""

    def authenticate(self, request: Request) -> tuple[User, Bearer] | None:
        """Return the person and the token; None without the header. AuthenticationFailed for any token that opens nothing."""
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, text = header.partition(" ")
        token = Token.objects.find_by_text(text.strip(), timezone.now()) if scheme.lower() == SCHEME else None
        if token is None:
            raise AuthenticationFailed
        return token.user, Bearer(actor=Actor(user=token.user), scopes=frozenset(map(Scope, token.scopes)))

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenInSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "casework.api.tokens.ByToken"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": SCHEME,
            "description": "A token that its person made on the account page. Scopes: “read”, “act”, “file”.",
        }
