"""Words on Today for letters to the member that are not served: the step to which the line leads, and how many they are."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from casework.vocabulary import Verb

NAMED = 3
"""How many cases one line names."""
ASK_FOR_ADDRESS = gettext_lazy("Ask the registrar first whether the address in the register of members is right.")
"""What stands under a line about a letter that came back from the post."""


def words_of_letters(step: Verb, number: int, *, came_back: bool = False) -> str:
    """Return what to do about letters of a case, by the step to which the line leads. The viewer posts `number` of them.

    `came_back`: one of them did, so it has to be posted before there is a proof.
    """
    if step is Verb.REMIND_READER:
        words = ngettext("Post again: %(n)s letter to the member", "Post again: %(n)s letters to the member", number)
    elif came_back:
        words = ngettext(
            "Post to the member again: %(n)s letter that came back. Then enter proof of service",
            "Post to the member: %(n)s letters, first what came back. Then enter proof of service",
            number,
        )
    else:
        words = ngettext(
            "Post to the member: %(n)s letter that was not opened. Then enter proof of service",
            "Post to the member: %(n)s letters that were not opened. Then enter proof of service",
            number,
        )
    return words % {"n": number}


def words_of_signing(step: str | Promise, number: int) -> str:
    """Return the line of a step that waits for the viewer's signature for several letters."""
    words = ngettext("%(step)s: %(n)s letter", "%(step)s: %(n)s letters", number)
    return words % {"step": step, "n": number}


def words_of_cases(names: Sequence[str], letters: int) -> str:
    """Return one line for the letters to be posted on the same day in several cases: their number, and the first cases."""
    words = ngettext("Post again: %(n)s letter in %(cases)s", "Post again: %(n)s letters in %(cases)s", letters)
    cases, more = ", ".join(names[:NAMED]), len(names[NAMED:])
    if more:
        cases = ngettext("%(cases)s and %(more)s more case", "%(cases)s and %(more)s more cases", more) % {
            "cases": cases,
            "more": more,
        }
    return words % {"n": letters, "cases": cases}
