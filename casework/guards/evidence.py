"""Guards of evidence: what may go out."""

from casework.guards.base import guard


@guard("The document did not pass the outgoing check. The places are marked.")
def outgoing_check_passed(clean: bool) -> bool:
    """Whether the check of every outgoing byte found nothing that its reader may not see."""
    return clean
