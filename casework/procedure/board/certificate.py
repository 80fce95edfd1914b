"""The fairness certificate: what the record shows of service, time, hearing and papers. It is computed, never written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.procedure.board.certificate_checks import CHECKS
from casework.procedure.board.certificate_lines import Line, Read
from casework.queries.case.withheld import numbers_told
from casework.record import events as e
from casework.record.state import CaseView
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side had, in one measure; `share` is its part of the larger of the two, in per cent."""

    name: str | Promise
    words: str
    share: int


@dataclass(frozen=True, kw_only=True)
class Measured:
    title: str | Promise
    sides: tuple[Side, Side]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """The lines in the order of the procedure. `up_to` is the number of entries that it was computed from, None while that
    number would tell how many have voted.
    """

    lines: tuple[Line, ...]
    measures: tuple[Measured, ...]
    up_to: int | None

    @property
    def warnings(self) -> int:
        return sum(not one.in_order for one in self.lines)

    @property
    def title(self) -> str:
        good = len(self.lines) - self.warnings
        if not self.warnings:
            return _("Fairness certificate: all %(good)d in order") % {"good": good}
        warned = ngettext("%(n)d warning", "%(n)d warnings", self.warnings) % {"n": self.warnings}
        return _("Fairness certificate: %(good)d in order, %(warned)s") % {"good": good, "warned": warned}


def certificate_of(view: CaseView, record: Sequence[e.Recorded]) -> Certificate:
    """Return the certificate of a case. A check that does not apply to the case is left out. No query."""
    read = Read(view=view, record=record)
    lines = tuple(line for check in CHECKS if (line := check(read)) is not None)
    all_told = numbers_told(view, record) == len(record)
    return Certificate(lines=lines, measures=_measures(read), up_to=len(record) if all_told else None)


def _measures(read: Read) -> tuple[Measured, ...]:
    hearing = read.view.hearing
    documents = read.view.evidence.copies
    filed = read.all(e.ResponseFiled, e.EvidenceAdded, e.LateEvidenceFiled)
    own = sum(getattr(one.event, "side", one.role) in {Seat.RESPONDENT, Seat.REPRESENTATIVE} for one in filed)
    heard = hearing.time_used(Seat.RESPONDENT), hearing.time_used(Seat.INVESTIGATOR)
    found = [(gettext_lazy("Documents"), (own, len(documents)))]
    if any(heard):
        found.append((gettext_lazy("Minutes heard"), heard))
    return tuple(Measured(title=title, sides=_sides(*both)) for title, both in found)


def _sides(member: int, society: int) -> tuple[Side, Side]:
    most = max(member, society, 1)
    return (
        Side(name=gettext_lazy("Member"), words=str(member), share=100 * member // most),
        Side(name=gettext_lazy("Society"), words=str(society), share=100 * society // most),
    )
