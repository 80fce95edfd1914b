"""Passkeys that sign: the request to a browser, and the check of its answer (W3C Web Authentication, Level 3, 7.1, 7.2).

A signing key never signs anybody in: it is requested as not discoverable, and its device has to verify the holder.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from json import loads
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, decode_credential_public_key, decoded_public_key_to_cryptography
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ledger.canonical import JsonObject

MOST_CHARACTERS = 16_384
VERIFIED = UserVerificationRequirement.REQUIRED


class NotSigned(Exception):
    """The browser's answer is no signature of this key over this statement."""


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """A key that a device made: its name there, and its public half (COSE, RFC 9052)."""

    credential: bytes
    cose: bytes


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """A signature that a device made: the three byte strings with which anybody can check it."""

    authenticator_data: bytes
    client_data: bytes
    signature: bytes

    def json(self) -> dict[str, str]:
        """Return it as evidence holds it."""
        return {name: b64encode(value).decode() for name, value in vars(self).items()}


def place() -> tuple[str, str]:
    """Return where signatures are given: the relying party's name, and the origin of its pages."""
    address = urlsplit(settings.BASE_URL)
    return address.hostname or "", f"{address.scheme}://{address.netloc}"


def creation_options(*, holder: bytes, challenge: bytes, known: Iterable[bytes]) -> str:
    """Return what a browser needs to make a key, as JSON. `holder` names nobody; `known` keys are not made twice."""
    choice = AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFIED)
    options = generate_registration_options(
        rp_id=place()[0],
        rp_name="Oathbound",
        user_id=holder,
        user_name="Signature",
        challenge=challenge,
        authenticator_selection=choice,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return options_to_json(options)


def request_options(*, challenge: bytes, credential: bytes) -> str:
    """Return what a browser needs to sign a digest with one key, as JSON."""
    options = generate_authentication_options(
        rp_id=place()[0],
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=credential)],
        user_verification=VERIFIED,
    )
    return options_to_json(options)


def new_key(answer: str, *, challenge: bytes) -> NewKey:
    """Return the new key in a browser's answer. NotSigned if the answer does not belong to this challenge."""
    rp_id, origin = place()
    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
        raise NotSigned from fault
    return NewKey(credential=made.credential_id, cose=made.credential_public_key)


def assertion(answer: str, *, challenge: bytes, credential: bytes, cose: bytes) -> Assertion:
    """Return the signature in a browser's answer. NotSigned unless this key made it over this challenge, for its holder."""
    rp_id, origin = place()
    try:
        given = _read(answer)
        said = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origin,
            credential_public_key=cose,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        parts = given["response"]
        signed = [base64url_to_bytes(parts[name]) for name in ("authenticatorData", "clientDataJSON", "signature")]
    except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
        raise NotSigned from fault
    if said.credential_id != credential:
        raise NotSigned
    return Assertion(authenticator_data=signed[0], client_data=signed[1], signature=signed[2])


def plain(cose: bytes) -> bytes:
    """Return a public key in the common form (SubjectPublicKeyInfo, DER). NotSigned if it is no key."""
    try:
        key = decoded_public_key_to_cryptography(decode_credential_public_key(cose))
    except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
        raise NotSigned from fault
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _read(answer: str) -> JsonObject:
    if len(answer) > MOST_CHARACTERS:
        raise ValueError("longer than any answer of a browser")
    read = loads(answer)
    if not isinstance(read, dict):
        raise ValueError("no answer of a browser")
    return read
