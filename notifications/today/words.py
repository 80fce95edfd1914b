"""Words of the lines on an officer's first page: a step, a day, and a text in one line."""

from datetime import date, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models.turn import NEVER, seats_in_words
from casework.queries.people.whose_turn import question_asked
from casework.verbs import VERBS
from casework.vocabulary import Verb

MORE = "…"


def cut_at_a_word(words: str, most: int) -> str:
    """Return a text in one line, cut after the last word that fits; a single word that is too long is cut itself."""
    cut = shorten(words, most, placeholder=MORE)
    return Truncator(" ".join(words.split())).chars(most) if cut == MORE else cut


def day_in(moment: datetime, zone: ZoneInfo) -> date | None:
    """Return the Society's day of a moment; None for `NEVER`."""
    return moment.astimezone(zone).date() if moment < NEVER else None


def words_of_step(verb: Verb, fills: str = "", *, begun: bool) -> str | Promise:
    label = question_asked(verb, begun=begun) or VERBS[verb].label
    return _("%(what)s: %(seats)s") % {"what": label, "seats": seats_in_words(fills)} if fills else label
