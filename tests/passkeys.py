"""A passkey without a device: makes a key and signs as a browser with an authenticator would, or wrongly when asked to."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from policy.passkeys import place

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Passkey:
    """One credential of one device. `answers` counts nothing: synced passkeys do not."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)

    def made(self, options: str, *, flags: int = PRESENT | VERIFIED) -> str:
        """The answer to a request to make a key."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
        inside = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        data = self._data(place()[0], flags | WITH_KEY) + inside
        response = {
            "clientDataJSON": _text(self._client("webauthn.create", json.loads(options)["challenge"], place()[1])),
            "attestationObject": _text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._answer(response)

    def signed(
        self,
        challenge: str | bytes,
        *,
        flags: int = PRESENT | VERIFIED,
        rp_id: str | None = None,
        origin: str | None = None,
        kind: str = "webauthn.get",
    ) -> str:
        """The answer to a request to sign: a digest, or the challenge in the options of a page."""
        asked = _text(challenge) if isinstance(challenge, bytes) else json.loads(challenge)["challenge"]
        client = self._client(kind, asked, place()[1] if origin is None else origin)
        data = self._data(place()[0] if rp_id is None else rp_id, flags)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({name: _text(value) for name, value in response.items()})

    def _answer(self, response: dict[str, str]) -> str:
        key = _text(self.id)
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})

    def _data(self, rp_id: str, flags: int) -> bytes:
        return sha256(rp_id.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
        return json.dumps(said, separators=(",", ":")).encode()


def nonce_in(page: str) -> str:
    """The nonce that a page sends back with a signature."""
    return page.split('name="nonce" value="')[1].split('"', maxsplit=1)[0]


def raw(text: str) -> bytes:
    """The bytes of base64 for addresses, without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
