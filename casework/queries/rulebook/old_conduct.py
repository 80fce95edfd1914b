"""What a reporter is told before sending about conduct that the procedure may be too late for. It refuses nothing."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.queries.rulebook.published import Books
from casework.vocabulary import ClockName
from policy.periods import add_years


def old_conduct(books: Books, *, last: date | None, known: date | None) -> str:
    """Return one sentence or two if the conduct ended too long ago, or before the first Code; else an empty text.

    `last` is the last day of conduct that is over, `known` the day on which the reporter learned of it. The limits are those
    of the rulebook in force, without what only the desk knows: oaths, dishonesty, and reasons for being late.
    """
    if last is None:
        return ""
    if last < books.first_code:
        return _(
            "This ended before %(day)s. No member had promised the Code then, so it broke no promise. You can still send it."
        ) % {"day": date_format(books.first_code, "j F Y")}
    today, clocks = books.today, books.rules.clocks
    years = {name: clocks[name].years or 0 for name in (ClockName.LIMITATION, ClockName.LIMITATION_LONGSTOP)}
    if add_years(last, years[ClockName.LIMITATION_LONGSTOP]) < today:
        return _(
            "This ended more than %(years)s years ago. We can look into something so old only if it was dishonest."
            " You can still send it."
        ) % {"years": years[ClockName.LIMITATION_LONGSTOP]}
    if add_years(known or last, years[ClockName.LIMITATION]) < today:
        return _(
            "You have known of this for more than %(years)s years. We can look into it if it was dishonest, or if there is a"
            " good reason why you report it only now. Write the reason under “What happened?”."
        ) % {"years": years[ClockName.LIMITATION]}
    return ""
