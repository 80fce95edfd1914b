"""The end of a passkey, signed by itself."""

from policy.actions import Signed
from policy.models import SigningKey
from policy.queries import end_digest
from tests.passkeys import Passkey


def end_signed(device: Passkey, key: SigningKey) -> Signed:
    """A passkey's signature under its own end."""
    nonce = bytes(range(16))
    return Signed(nonce=nonce, answer=device.signed(end_digest(key, nonce)))
