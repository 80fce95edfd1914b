"""The chain of a case, allegation by allegation: oath → allegation → evidence → finding → sanction, each with its leaf."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.case.matrix import DECIDED, FOUND, words_of_shut
from casework.queries.case.page import Text
from casework.queries.case.set_aside import NotStanding, entries_not_standing, finding_on, since_when
from casework.queries.case.withheld import withheld_entries
from casework.record.events import AllegationSplit, InvestigationOpened, title_of
from casework.record.state import Allegation
from casework.recording import OpenedTexts, compartment_of
from casework.vocabulary import CaseState, Reading
from casework.vocabulary.record_words import BESIDE_CASES
from casework.vocabulary.states import BEFORE_FINDING, BEFORE_SANCTION
from ledger.entries import b64
from ledger.models import Entry
from ledger.receipts import Opening, disclosure_of
from policy.queries import commitment_titles
from vault.sealing import openings

type Leaves = Mapping[UUID, tuple[bytes, ...]]

SHOWN = frozenset({Reading.READ_EVIDENCE.value, Reading.READ_BUNDLE.value, Reading.READ_PACK.value})
STAGES: Mapping[str, tuple[Promise, frozenset[str] | None]] = {
    "allegation": (_("Allegation"), None),
    "evidence": (_("Evidence"), SHOWN),
    "finding": (_("Finding"), FOUND),
    "sanction": (_("Sanction"), DECIDED),
}
"""The stages after the oath, and the rights of which one opens each; None: everybody sees it."""
NONE_BEFORE: Mapping[str, frozenset[CaseState]] = {"finding": BEFORE_FINDING, "sanction": BEFORE_SANCTION}
"""The states of a case in which a stage of the chain cannot have come."""
BEFORE_OATH = _("Until then no oath bound the member, so what was done before is outside the Code.")
AFTER_OATH = _("From then on no oath bound the member, so what was done later is outside the Code.")
NEW_WORDS = _(
    "From then on the member was bound by other words. Each part is judged by the words sworn to on its own days."
)
SAME_WORDS = _("The same words bound the member before and after. Each part is judged by itself.")


@dataclass(frozen=True, kw_only=True)
class Link:
    """One entry of the chain: what it says happened, its number in the record, its leaf (base64), and what it cites.

    `on` is the day it counts from; `cites` has the numbers of the entries it names in the clear; `gone` says since when
    and why it does not stand, and is empty if it stands.
    """

    entry: UUID
    what: str | Promise
    index: int
    leaf: str
    on: date
    cites: tuple[int, ...]
    gone: str = ""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of the chain with its links so far. `shut`: the viewer's seat may not see it; `shut_words` says so."""

    name: Promise
    links: tuple[Link, ...]
    shut: bool
    shut_words: str


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One allegation's chain. If the allegation was split, `cut_on` and `why_cut` say from which day, and why."""

    number: int
    title: str
    first_day: date
    last_day: date
    cut_on: date | None
    why_cut: Promise | None
    stages: tuple[Stage, ...]


def chains(case: Case, alleged: Sequence[Allegation], oaths: Leaves | None) -> tuple[Chain, ...]:
    """Return the chain of each of these allegations, as far as the viewer's rights in the case go.

    `oaths` has the leaves of the signatures on which each allegation rests; it is None if the viewer may not know them.
    At most three queries.
    """
    wanted = {one.id: _entries(one, case) for one in alleged}
    ids = {entry for each in wanted.values() for some in each.values() for entry in some}
    leaves = {leaf for each in (oaths or {}).values() for leaf in each}
    rows = list(Entry.objects.filter(Q(id__in=ids) | Q(leaf__in=leaves)))
    numbers = _numbers(rows)
    gone = entries_not_standing(case.view, case.record)
    links = {row.id: _link(row, numbers, gone.get(row.id)) for row in rows}
    sworn = {bytes(row.leaf): links[row.id] for row in rows}
    titles = commitment_titles({one.edition for one in alleged})
    found = []
    for one in alleged:
        signed = tuple(sworn[leaf] for leaf in (oaths or {}).get(one.id, ()) if leaf in sworn)
        oath = Stage(name=_("Oath"), links=signed, shut=oaths is None, shut_words=words_of_shut(early=False))
        cut_on, why_cut = _cut(one, case)
        found.append(
            Chain(
                number=one.commitment,
                title=titles.get((one.edition, one.commitment), ""),
                first_day=one.first_day,
                last_day=one.last_day,
                cut_on=cut_on,
                why_cut=why_cut,
                stages=(oath, *_stages(case, wanted[one.id], links)),
            )
        )
    return tuple(found)


def oath_leaves(case: Case, texts: OpenedTexts) -> Leaves:
    """Return the leaves that the case's own sealed commitments name for each allegation, from the opened texts."""
    found: dict[UUID, tuple[bytes, ...]] = {}
    for one in case.view.allegations.all:
        leaf = texts.get((one.framed_by, "oath"))
        found[one.id] = (b64decode(leaf),) if leaf else ()
    for opening in [each.event for each in case.record if isinstance(each.event, InvestigationOpened)]:
        for key, leaves in (texts.get((opening.id, "oaths")) or {}).items():
            found[UUID(key)] = tuple(b64decode(leaf) for leaf in leaves)
    return found


def _entries(one: Allegation, case: Case) -> dict[str, list[UUID]]:
    finding, sanction = finding_on(case.view, one.id), case.view.sanctions.current
    cited = set(finding.evidence) if finding else case.view.evidence.copy_keys
    return {
        "allegation": [one.framed_by, *(split.id for split in _splits(one, case))],
        "evidence": [
            *(copy.given_by for copy in case.view.evidence.copies if copy.id in cited),
            *(case.view.hearing.entries_of(finding.lines) if finding else ()),
        ],
        "finding": [*_findings_set_aside(one, case), *([finding.id] if finding else [])],
        "sanction": [sanction.imposed] if sanction and one.id in sanction.findings else [],
    }


def _findings_set_aside(one: Allegation, case: Case) -> list[UUID]:
    """Return the findings on an allegation that no longer stand, as far as the viewer may know of them."""
    gone = [each.finding.id for each in case.view.deliberation.set_aside if each.allegation == one.id and each.finding]
    untold = withheld_entries(case)
    return [finding for finding in gone if finding not in untold]


def _splits(one: Allegation, case: Case) -> list[AllegationSplit]:
    events = [each.event for each in case.record if isinstance(each.event, AllegationSplit)]
    return [event for event in events if one.id in (event.allegation, event.part)]


def _cut(one: Allegation, case: Case) -> tuple[date | None, Promise | None]:
    splits = _splits(one, case)
    if not splits:
        return None, None
    last = splits[-1]
    if last.edition_before is None:
        return last.on, BEFORE_OATH
    if last.edition_after is None:
        return last.on, AFTER_OATH
    return last.on, SAME_WORDS if last.edition_before == last.edition_after else NEW_WORDS


def _stages(case: Case, wanted: Mapping[str, list[UUID]], links: Mapping[UUID, Link]) -> Iterator[Stage]:
    for key, (name, opening) in STAGES.items():
        shut = opening is not None and not case.rights & opening
        found = () if shut else tuple(links[entry] for entry in wanted[key])
        early = case.view.state in NONE_BEFORE.get(key, ())
        yield Stage(name=name, links=found, shut=shut, shut_words=words_of_shut(early=early))


def _numbers(rows: Iterable[Entry]) -> Mapping[str, int]:
    """Return the numbers of the entries that these cite, by leaf. One query, or none if nothing is cited."""
    cited = {b64decode(ref["leaf"]) for row in rows for ref in row.body["refs"]}
    return {b64(bytes(leaf)): at for leaf, at in Entry.objects.filter(leaf__in=cited).values_list("leaf", "log_index")}


def _link(row: Entry, numbers: Mapping[str, int], gone: NotStanding | None) -> Link:
    return Link(
        entry=row.id,
        what=title_of(row.type) or BESIDE_CASES.get(row.type) or row.type,
        index=row.log_index,
        leaf=b64(bytes(row.leaf)),
        on=date.fromisoformat(row.body["data"].get("effective") or row.at[:10]),
        cites=tuple(numbers[ref["leaf"]] for ref in row.body["refs"]),
        gone=since_when(gone) if gone else "",
    )


def chain_file(case: Case, shown: Iterable[Chain], ties: Iterable[Text]) -> str | None:
    """Return the entries of these chains as one file that can be checked offline, with `ties` opened in it.

    None while the last entry is being sealed, or if there is nothing to show. The caller has recorded the opening.
    """
    links = (link for chain in shown for stage in chain.stages for link in stage.links)
    opened: dict[UUID, list[Opening]] = {link.entry: [] for link in links}
    for text in ties:
        wanted = [(text.entry, text.field)]
        for (entry, name), (salt, value) in openings(compartment_of(case, text.kept), case.stream, wanted).items():
            opened.setdefault(entry, []).append(Opening(name, salt, value))
    return disclosure_of(opened)
