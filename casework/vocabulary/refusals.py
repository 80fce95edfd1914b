"""The ways a request is refused, in the order in which they are checked: not seen, no right, bad shape, not now."""

from collections.abc import Mapping, Sequence


class Refused(Exception):
    """An act that was not done; nothing was written. `status` is the HTTP answer it becomes."""

    status = 409

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons: tuple[str, ...] = reasons


class NotSeen(Refused):
    """One answer for "not yours" and "not there", so that it tells nothing."""

    status = 404

    def __init__(self) -> None:
        super().__init__("We could not find that page.")


class NoRight(Refused):
    """The case is seen, but this act belongs to another role."""

    status = 403

    def __init__(self) -> None:
        super().__init__("This step belongs to another role in this case.")


class BadShape(Refused):
    """The input cannot be used; `errors` names each field in words."""

    status = 422

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(*(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


class NotNow(Refused):
    """The step is not open, or was overtaken; the reasons say what is missing."""


class DoneBefore(NotNow):
    """The same request was answered before, and is not done twice. `answer` is the stored part of that answer."""

    def __init__(self, *reasons: str, answer: str = "") -> None:
        super().__init__(*reasons)
        self.answer = answer


class HeldByCheck(NotNow):
    """What should go out was held by the outgoing check, or its author was held too often: each try can be a guess."""


class CaseChanged(NotNow):
    """The case has changed since the step was shown, or nothing says what was shown. The reasons say what changed."""


class SignatureNeeded(NotNow):
    """A decisive step of a person with a passkey for signing: it has to sign this digest, made with this nonce."""

    def __init__(self, *, digest: bytes, nonce: bytes, credential: bytes) -> None:
        super().__init__("Sign this step with your passkey, on its page. Nothing was done.")
        self.digest, self.nonce, self.credential = digest, nonce, credential


class ProofNeeded(NotNow):
    """A decisive step of a person without a passkey for signing, or one that binds a party: they prove their identity again."""

    def __init__(self) -> None:
        super().__init__(
            "This step decides or binds you. Take it on its page, with your password and a code given again. Nothing was done."
        )
