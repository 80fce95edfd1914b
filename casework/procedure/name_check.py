"""The check for sealed names in all that officers of a case write and others read, and the limit on trying names.

It reads each text that a step seals, each text or file that goes out with it, messages, notes for others and tasks. It does
not read what is sealed with the name itself, notes to oneself, drafts, the files of a step that do not go out, and what a
party or the system writes, except the words of a reporter that go out to the respondent. `SealedNames.stand_in` says what
counts as the name. The check comes last, when nothing else can refuse the step: a text that is found to hold no name
has been sent, and others can read what was tried. A rehearsal sends nothing, so it does not look for names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import hourly_token
from casework.models import Case
from casework.queries.conflicts.sealed_names import CannotCheck, SealedNames, kept_sealed
from casework.queries.evidence.outgoing import CANNOT, HELD, typed_in
from casework.record.events import Event, StepProposed
from casework.record.events.base import label_of
from casework.record.state.people import PARTIES
from casework.recording import Act
from casework.vocabulary import CaseCompartment, HeldByCheck, NotNow, Seat, Verb

TOO_OFTEN = _(
    "Within an hour, too many of your texts in this case were held, changed or taken back. You can write again in an hour."
    " If you do not know what stays sealed, ask somebody who may know it."
)
INSTEAD = _(
    "Look in “%(where)s”. People who may not know what is sealed read it too. Write “the reporter”, without a name, an address"
    " or a telephone number."
)
"""What to write instead, where officers read a text too."""
TYPED = _("What you typed")
"""A field of a form that has another name than what is sealed of it."""
KNOWN = _(
    "“%(where)s” has the reporter’s name or a part of it, an address or a telephone number. You know it because you took"
    " the report down; it stays sealed for others who read this. Write “the reporter”."
)
"""For the officer who typed the name first, to whom this tells nothing."""

WITH_THE_NAME = frozenset({CaseCompartment.IDENTITY, CaseCompartment.NOTIFY, CaseCompartment.KEEP_AWAY})
"""The compartments in which a sealed name may stand."""

type Texts = Mapping[str, str]


def check_acts(case: Case, acts: Sequence[Act]) -> None:
    """Raise HeldByCheck if a sealed name stands in what the acts of a step seal, or in what goes out with them.

    A message was checked when it was written.
    """
    read: dict[str, str] = {}
    if not case.acting.seats & (PARTIES | {Seat.CLOCK}) and acts[0][0].verb is not Verb.SEND_MESSAGE:
        for name, value in (one for event, texts in acts for one in _read_by_others(event, texts)):
            label = str(TYPED if label_of(name) == name else label_of(name))
            read[label] = "\n".join(filter(None, (read.get(label), *typed_in([value]))))
    _check(case, out=case.goes_out, read=read)


def _read_by_others(event: Event, texts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the texts of an act that are not sealed with the name; of a step that is put forward, each field of its form."""
    if isinstance(event, StepProposed):
        yield from texts["input"].items()
        return
    with_the_name = {name for name, seal in event.sealed.items() if seal.kept in WITH_THE_NAME}
    yield from ((name, value) for name, value in texts.items() if name not in with_the_name)


def check_read_inside(case: Case, texts: Texts, *, instead: bool = False) -> None:
    """Raise HeldByCheck if officers would read a sealed name in one of these texts, each under its label.

    `instead`: the texts take the place of others that passed the check, so they count as a try.
    """
    _check(case, out={}, read=texts)
    if instead:
        count_try(case)


def check_going_out(case: Case) -> None:
    """Raise HeldByCheck if a sealed name stands in what `check_outgoing` let out, where no step is recorded for it now."""
    _check(case, out=case.goes_out, read={})
    case.goes_out = {}


def refuse_too_many_tries(case: Case) -> None:
    """Raise HeldByCheck if the actor has used up the tries of an hour in this case."""
    if not spend(Budget.HELD, _source(case), 0):
        raise HeldByCheck(str(TOO_OFTEN))


def count_try(case: Case) -> None:
    """Count what the check held, or a text that passed it and was taken away again: it says which name is not the sealed one.

    Where the reporter was open from the beginning nothing is counted, as no name is sealed.
    """
    if case.view.filing.sealed_entries:
        spend(Budget.HELD, _source(case))


def _check(case: Case, *, out: Texts, read: Texts) -> None:
    """Raise HeldByCheck for the texts in which a sealed name stands. It counts as a try, unless the actor knows the name."""
    if case.is_rehearsed or not any([*out.values(), *read.values()]) or not case.view.filing.sealed_entries:
        return
    refuse_too_many_tries(case)
    try:
        sealed = kept_sealed(case)
    except CannotCheck as error:
        raise NotNow(str(CANNOT)) from error
    typed_it = case.view.filing.taken_by == case.acting.person
    if typed_it and (found := _held(sealed[:1], {**out, **read})):
        raise HeldByCheck(*(str(KNOWN) % {"where": where} for where in found))
    goes_out = _held(sealed, out)
    found = [] if goes_out else _held(sealed, read)
    if not goes_out and not found:
        return
    if not case.acting.as_(Seat.COMPLAINANT):
        count_try(case)
    raise HeldByCheck(str(HELD), *(str(INSTEAD) % {"where": where} for where in found))


def _held(sealed: Iterable[SealedNames], texts: Texts) -> list[str]:
    """Return the labels of the texts in which one of these names stands."""
    names = reduce(or_, sealed, SealedNames())
    return [where for where, text in texts.items() if names.stand_in(text)]


def _source(case: Case) -> str:
    """Return under what the tries of the actor in a case are counted for an hour, which names neither."""
    return hourly_token("held", f"{case.acting.person} {case.pk}")
