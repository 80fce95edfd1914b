"""Guards that steps of every stage share."""

from casework.record.events import TermsWithLower
from casework.record.state.terms import lower_terms_are_lawful
from casework.vocabulary import Verb
from casework.workflow.guard import REASONS, Asked, Guard, guard
from casework.workflow.signatures import Signatures
from policy.separation import may_also_sit


@guard("You have already acted in this case in a role that cannot be combined with this one.")
def actor_is_free_to_act(case: Asked) -> bool:
    """Whether the actor has not acted in a seat, here or in a linked case, that may not be combined with this one."""
    view, me = case.view, case.acting
    here = view.people.acts_of.get(me.person, frozenset())
    linked = {seat for person, seat in view.elsewhere if person == me.person}
    return not me.seats or any(
        may_also_sit(here - {seat}, seat) and may_also_sit(linked - {seat}, seat, linked=True) for seat in me.seats
    )


REASONS["second_person_signed"] = "A second person has to sign this before it counts."


def signed_by_enough(verb: Verb, signatures: Signatures) -> Guard:
    """Return the guard that the waiting proposal of a step and the actor together have the signatures it needs."""

    def second_person_signed(case: Asked) -> bool:
        return not signatures.needed_in(case.view.state) or signatures.are_enough(verb, case)

    return second_person_signed


@guard("Write the terms of each lower level: the board may carry one of them, and nobody else chooses its terms.")
def lower_levels_have_terms(case: Asked, terms: TermsWithLower) -> bool:
    return lower_terms_are_lawful(terms, case.view.rules, case.view.today)


@guard("The content of this case has been erased.")
def content_still_exists(case: Asked) -> bool:
    return case.view.holding.erased_on is None
