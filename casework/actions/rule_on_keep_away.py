"""Whom the reporter means who must not see the report, where the words fitted nobody."""

from collections.abc import Sequence

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.conflict_sweep import kept_of
from casework.recording import record
from casework.vocabulary import KeepAwayRuling, Verb
from casework.workflow import filing as steps


@transaction.atomic(durable=True)
def rule_on_keep_away(*, case: str, by: Actor, rulings: Sequence[KeepAwayRuling]) -> Case:
    """Rule on every line that fitted nobody: those it means are denied the case for good, and it opens to the others.

    As in a sweep, words alone shut out nobody who is the last of an office of the desk.
    """
    found = access.case_for(by, case, Verb.RULE_ON_KEEP_AWAY)
    fact = steps.rule_on_keep_away(found, rulings=kept_of(rulings, found.facts))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"rulings": [_plain(ruling) for ruling in rulings]})
    return found


def _plain(ruling: KeepAwayRuling) -> list[str]:
    """Return whom a line means, as it is sealed."""
    return [str(person) for person in ruling.persons]
