"""The steps that a page of a case offers: what can be done now, what the viewer signed and waits, and what is shut."""

from collections.abc import Iterable

from casework.queries.steps.offers import Offer
from casework.web.shared.context import Context


def offers_shown(offers: Iterable[Offer]) -> Context:
    """Return the offers as a page lists them. What the viewer has signed is nothing to do: somebody else has to sign it."""
    signed = [one for one in offers if one.signed]
    others = [one for one in offers if not one.signed]
    return {
        "signed_offers": signed,
        "open_offers": [one for one in others if one.allowed or one.waits or one.written],
        "refused": [one for one in others if not (one.allowed or one.waits or one.written)],
    }
