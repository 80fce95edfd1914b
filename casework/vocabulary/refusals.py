"""How the house says no, in the one order it says it: unseen, no right, bad shape, not now."""

from collections.abc import Mapping, Sequence


class Refused(Exception):
    """An act that was not done; nothing was written. `status` is the HTTP answer it becomes."""

    status = 409

    def __init__(self, *reasons: str) -> None:
        """Keep the sentences a refused person reads."""
        super().__init__(*reasons)
        self.reasons: tuple[str, ...] = reasons


class NotSeen(Refused):
    """The same answer for "not yours" and "not there"."""

    status = 404

    def __init__(self) -> None:
        """Say the one sentence that tells nothing."""
        super().__init__("We could not find that page.")


class NoRight(Refused):
    """The case is seen, but this act belongs to another role."""

    status = 403

    def __init__(self) -> None:
        """Say that the step belongs to someone else."""
        super().__init__("This step belongs to another role in this case.")


class BadShape(Refused):
    """What was typed cannot be used; `errors` names each field in words."""

    status = 422

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        """Keep the errors by field."""
        super().__init__(*(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


class NotNow(Refused):
    """The step is not open, or was overtaken; the reasons say what is missing."""

    status = 409


class DoneBefore(NotNow):
    """The same request was answered before; it is not done twice. `answer` is what was kept of the answer."""

    def __init__(self, *reasons: str, answer: str = "") -> None:
        """Keep the answer."""
        super().__init__(*reasons)
        self.answer = answer


class SignatureNeeded(NotNow):
    """The step decides, and whoever takes it has a passkey that signs: this digest, made with this nonce, by this key."""

    def __init__(self, *, digest: bytes, nonce: bytes, credential: bytes) -> None:
        """Keep what the passkey is asked."""
        super().__init__("Sign this step with your passkey, on its page. Nothing was done.")
        self.digest, self.nonce, self.credential = digest, nonce, credential


class ProofNeeded(NotNow):
    """The step decides, and whoever takes it has no passkey that signs: they have to prove once more who they are."""

    def __init__(self) -> None:
        """Say what is asked, and where."""
        super().__init__(
            "This step decides. Take it on its page, with your password and a code given again. Nothing was done."
        )
