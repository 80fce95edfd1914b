"""Words on Today for letters to the member that are not served: which step they need, and how many of them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.vocabulary import Verb


def words_of_letters(step: Verb, number: int, since: date | None, *, came_back: bool = False) -> str:
    """Return what to do about letters of a case. `number` counts those that the viewer posts; 0 where it is not known.

    A reminder by post has its day in the list. A proof has none, so `since` says from which day on the first is late.
    `came_back`: one of them did, so it has to be posted before there is a proof.
    """
    if came_back:
        return _("A letter to the member came back: post it again")
    return _post_again(number) if step is Verb.REMIND_READER else _prove(number, since)


def words_of_signing(step: str | Promise, number: int) -> str:
    """Return the line of a step that waits for the viewer's signature for several letters."""
    words = ngettext("%(step)s: %(n)s letter", "%(step)s: %(n)s letters", number)
    return words % {"step": step, "n": number}


def words_of_cases(number: int) -> str:
    """Return one line for the letters to be posted in several cases on the same day."""
    words = ngettext("Post again: letters in %(n)s case", "Post again: letters in %(n)s cases", number)
    return words % {"n": number}


def _post_again(number: int) -> str:
    if not number:
        return _("Post again: letters to the member")
    words = ngettext("Post again: %(n)s letter to the member", "Post again: %(n)s letters to the member", number)
    return words % {"n": number}


def _prove(number: int, since: date | None) -> str:
    if not number or since is None:
        return _("Record the proof: letters to the member")
    words = ngettext(
        "Record the proof: %(n)s letter that you post to the member, not opened, since %(day)s",
        "Record the proof: %(n)s letters that you post to the member, not opened, the first since %(day)s",
        number,
    )
    return words % {"n": number, "day": date_format(since, "j F")}
