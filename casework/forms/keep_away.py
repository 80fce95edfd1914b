"""Sentences that tell a reporter how the Society follows their wishes about who must not see the report."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.queries.conflicts.keep_away_taken import KeepAwayTaken, LineTaken

type Row = tuple[str, str]


def rows_of(taken: KeepAwayTaken, lines: Sequence[str], *, ticked: int) -> list[Row]:
    """Return each line in the reporter's words, with its result. The ticked boxes come first, as one row."""
    boxes = [(_("The boxes you ticked"), by_tick(taken))] if ticked else []
    return [*boxes, *((line, words) for line, words in zip(lines, by_line(taken, len(lines)), strict=True))]


def by_line(taken: KeepAwayTaken, count: int) -> list[str]:
    """Return the result of each of `count` lines."""
    return [line_words(line) for line in taken.lines] if taken.compared else [_line_waiting_words()] * count


def by_tick(taken: KeepAwayTaken) -> str:
    if not taken.compared:
        return _waiting_words()
    return kept_words(taken.by_tick) if taken.by_tick else _last_reader_words()


def line_words(line: LineTaken) -> str:
    if line.waits:
        return _(
            "It fits nobody in office: we cannot tell whom you mean. Somebody outside is looking at it."
            " They see only this line and what you add.%(until)s Nobody reads your report before they answer."
        ) % {"until": _time_left(line.by)}
    if line.spared:
        return _last_reader_words()
    return kept_words(line.kept) if line.kept else _("Nobody here fits it.")


def _time_left(last: date | None) -> str:
    """Return until when they have time; empty if no clock counts it, because the case has ended or its clocks wait."""
    return _(" They have time until %(day)s.") % {"day": date_format(last, "j F Y")} if last else ""


def kept_words(count: int) -> str:
    return ngettext("Kept from %(count)s person.", "Kept from %(count)s people.", count) % {"count": count}


def _waiting_words() -> str:
    return _("It is being compared with everybody in office. Nobody reads your report until that is done.")


def _line_waiting_words() -> str:
    return _(
        "It is being compared with everybody in office. If we cannot tell whom you mean, somebody outside looks at it."
        " Nobody reads your report until that is done."
    )


def _last_reader_words() -> str:
    return _(
        "It fits only people who cannot all be shut out: one has to stay, so that somebody can look at your report."
    )
