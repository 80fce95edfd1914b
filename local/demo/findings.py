"""What a panel decides: each member alone, then by signature, and the words of the finding."""

from collections.abc import Collection
from uuid import UUID

from casework.vocabulary import AllegationState, Verb
from ledger.canonical import JsonObject
from local.demo.scenario import Story
from policy.rules import Severity
from policy.sanctions import weights

V = Verb
PANEL = ("paul", "petra", "pia")


def sign_findings(story: Story, *, proven: bool = True, against: Collection[str] = ()) -> None:
    """Let each of the panel form a first view, then sign; those in `against` see it otherwise."""
    for verb in (V.GIVE_FIRST_VIEW, V.SIGN_FINDINGS):
        for first in PANEL:
            story.by(first, verb, **opinion(story, proven is not (first in against)))


def opinion(story: Story, proven: bool) -> JsonObject:
    """Return what a member of the panel types on each particular of each charge."""
    charges = enumerate(story.view.allegations.in_state(AllegationState.CHARGED), 1)
    names = [f"{n}_{place}" for n, charge in charges for place in range(1, len(charge.kinds) + 1)]
    said = "yes" if proven else "no"
    return {f"{question}_{name}": said for name in names for question in ("happened", "breaches")}


def finding_input(copies: list[UUID]) -> JsonObject:
    """Return the panel's input for a charge that it finds proven."""
    return {
        "rests_on": copies,
        "facts": "The promise was made in the letter and denied later.",
        "reasons": "The letter is on the employer's paper and names the respondent.",
    }


def name_factors(story: Story) -> None:
    """Name all that the rulebook lets weigh."""
    everything = range(len(weights(story.view.rules)))
    story.by(PANEL[0], V.NAME_FACTORS, severities=[one.value for one in Severity], factors=list(everything))
