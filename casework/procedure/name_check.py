"""The check for sealed names where the officers of a case read what one of them writes, and the limit on trying names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import hourly_token
from casework.models import Case
from casework.queries.outgoing import HELD, check_inside
from casework.vocabulary import HeldByCheck, IdentityChoice, NotNow

TOO_OFTEN = _(
    "Within an hour, too many of your texts in this case were held, changed or taken back. You can write again in an hour."
    " If you do not know what stays sealed, ask somebody who may know it."
)


def refuse_too_many_tries(case: Case) -> None:
    """Raise HeldByCheck if the actor has used up the tries of an hour in this case."""
    if not spend(Budget.HELD, _source(case), 0):
        raise HeldByCheck(str(TOO_OFTEN))


def count_try(case: Case) -> None:
    """Count a text that passed the check and was taken away again: it says which name is not the sealed one."""
    spend(Budget.HELD, _source(case))


@contextmanager
def tries_counted(case: Case) -> Iterator[None]:
    """Count it, and raise HeldByCheck, if the check finds a sealed name."""
    refuse_too_many_tries(case)
    try:
        yield
    except NotNow as refused:
        if str(HELD) not in refused.reasons:
            raise
        count_try(case)
        raise HeldByCheck(*refused.reasons) from refused


def check_read_inside(case: Case, texts: Mapping[str, str], *, instead: bool = False) -> None:
    """Raise HeldByCheck if officers would read a sealed name in one of these texts, each under its label.

    `instead`: the texts take the place of others that passed the check, so they count as a try. In a case whose reporter
    reported openly nothing is checked or counted.
    """
    if case.view.filing.identity is IdentityChoice.OPEN:
        return
    with tries_counted(case):
        check_inside(case, texts)
    if instead:
        count_try(case)


def count_taken_away(case: Case) -> None:
    """Count a text that officers could have read and that its author deleted, where there may be a sealed name."""
    if case.view.filing.identity is not IdentityChoice.OPEN:
        count_try(case)


def _source(case: Case) -> str:
    """Return under what the tries of the actor in a case are counted for an hour, which names neither."""
    return hourly_token("held", f"{case.acting.person} {case.pk}")
