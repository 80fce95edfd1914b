"""Whether mail about a case can reach the respondent."""

from casework import access
from casework.models import Case
from casework.vocabulary import Seat


def has_confirmed_address(case: Case) -> bool:
    """Whether the respondent has an open account whose address they confirmed: they chose its password by a mailed link."""
    return any(
        user.is_active and bool(user.email) and user.has_usable_password()
        for user, held in access.holders_of(case).values()
        if Seat.RESPONDENT in {one.seat for one in held}
    )
