"""The steps for which a task can be given in a case, by the people who may take them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.models import Case
from casework.queries.people.colleagues import Colleague
from casework.queries.steps.offers import offers
from casework.vocabulary import Verb

type Labels = Mapping[Verb, str | Promise]
type Grouped = list[tuple[str, list[tuple[str, str]]]]


def steps_for_tasks(case: Case, team: Mapping[UUID, Colleague], own: UUID, labels: Labels) -> Grouped:
    """Return the steps of a team with their labels, under the names of those who may take them. No query.

    A step of the viewer's own seats is left out while it is shut, for their colleagues too. A step that only others hold
    stays: that it is shut could tell of something that the viewer may not know.
    """
    shut = set(_shut(case, labels))
    found: dict[str, list[tuple[str, str]]] = {}
    for label, verb in sorted((str(label), verb) for verb, label in labels.items()):
        names = [_("You") if user == own else one.name for user, one in team.items() if verb in one.steps]
        if names and verb not in shut:
            found.setdefault(", ".join(names), []).append((verb.value, label))
    return sorted(found.items())


def _shut(case: Case, verbs: Iterable[Verb]) -> Iterable[Verb]:
    """Return the steps that the viewer holds, and can neither take nor sign now."""
    held = offers(case, case.rights, verbs)
    return (one.verb for one in held if not (one.allowed or one.waits or one.signed))
