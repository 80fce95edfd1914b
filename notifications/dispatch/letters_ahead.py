"""The letters that a step would send, as each reader would get them, written from a rehearsal of the step."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, group_by_compartment, openable_texts
from casework.record.events import Recorded
from casework.record.rights import ACCUSED, rights_due
from casework.recording import OpenedTexts, Rehearsed
from casework.vocabulary import IdentityChoice, Right, Seat, Verb
from casework.workflow.guard import Acting
from ledger.canonical import decode, encode
from notifications.dispatch.dispatcher import may_hear, readers_among, with_copies
from notifications.letters.opening import texts_told
from notifications.letters.own_cases import first_reference
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import posts_of
from notifications.letters.writing import Told

NOT_YET = _("comes when it is sent")
NOT_SHOWN, OWN_NUMBER = _("(not shown to you)"), _("the reporter’s own number")
NAMED, NAMELESS = _("If the reporter gave a name"), _("If the reporter gave no name")
IDENTITIES = {NAMED: IdentityChoice.CONFIDENTIAL, NAMELESS: IdentityChoice.ANONYMOUS}
OF_THE_REPORTER = frozenset({"identity", "reference"})
"""What a letter to a reporter takes from the report, and is opened for nobody else: whether they gave a name, and a number."""
IN_PARTS = frozenset({"identity", "particulars", "factors", "minority"})
"""Sealed fields that are no words: nothing can stand in their place."""
BARE = IN_PARTS | {"reasons"}
"""Fields that are left away where they are not shown: a letter tells what rests on reasons to those who read the reasons."""

type Address = tuple[UUID, str]


@dataclass(frozen=True, kw_only=True)
class LetterAhead:
    """A letter as it would go out. `when`: the condition under which it reads so. `hides`: parts of it are not shown here."""

    seat: Seat
    subject: Promise
    when: Promise | str
    hides: bool
    html: SafeString


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter to be written, and the texts that its reader may open in it."""

    told: Told
    wanted: tuple[Text, ...]

    @property
    def addresses(self) -> set[Address]:
        return {(text.entry, text.field) for text in self.wanted}


def letters_ahead(made: Rehearsed, verb: Verb, by: Actor) -> tuple[LetterAhead, ...]:
    """Return the letters that a step would send, in the words that each reader would get. Nothing of them is stored.

    Earlier texts in them are opened for the officer who looks, on the record, by their own rights. What they may not read
    is left out and said to be.
    """
    drafts = tuple(_drafts(made.case, [made.case.recorded(event) for event, _texts in made.acts]))
    typed: dict[Address, Any] = {
        (event.id, name): decode(encode(said)) for event, texts in made.acts for name, said in texts.items()
    }
    asked = [text for draft in drafts for text in draft.wanted if text.field not in OF_THE_REPORTER]
    known = {
        **typed,
        **texts_for_officer(made.shown, verb, by, [text for text in asked if (text.entry, text.field) not in typed]),
    }
    letters = [letter for draft in drafts for letter in write_draft(draft, known, made.case, reference=str(NOT_YET))]
    return tuple({(one.seat, one.when, one.html): one for one in letters}.values())


def _drafts(case: Case, happened: list[Recorded]) -> Iterator[Draft]:
    """Yield the letters about these events of a step, one for each reader."""
    holders, view, record = access.holders_of(case), case.view, (*case.record, *happened)
    due = rights_due(view, [holder for _user, held in holders.values() for holder in held])
    for place, one in enumerate(happened):
        for seat, post in with_copies(posts_of(one.event), copied=view.representation.accepted):
            alone = one.actor if post.sender_alone else None
            found = readers_among(holders, view, seat, alone=alone) if may_hear(seat, view) else {}
            for person, user in found.items():
                seats = {holder.seat for holder in holders[person][1]}
                told = Told(
                    case=case,
                    view=view,
                    record=record,
                    step=tuple(happened[place:]),
                    seat=seat,
                    template=post.template,
                    zone=user.zone,
                    own=_own_reference(case, user) if seat in ACCUSED else "",
                )
                seen = as_reader_sees(case, record, person, seats, due.get(person, frozenset()))
                wanted = texts_told(seen, post.template, told.events)
                yield Draft(told=told, wanted=tuple(text for text, _right in wanted))


def as_reader_sees(
    case: Case, record: Iterable[Recorded], person: UUID, seats: Collection[Seat], rights: Collection[Right]
) -> Case:
    """Return the case with this record as the reader of a letter sees it."""
    seen = copy(case)
    seen.record, seen.rights = list(record), frozenset(right.value for right in rights)
    seen.seats = frozenset(seats)
    seen.acting = Acting(person=person, seats=seen.seats)
    return seen


def _own_reference(case: Case, user: User) -> str:
    return first_reference(case.pk, user.pk) or str(NOT_YET)


def texts_for_officer(shown: Case, right: Right, by: Actor, asked: Iterable[Text]) -> OpenedTexts:
    """Return those texts that the officer may read, after recording that they were opened. No query if none is asked for."""
    wanted = set(asked)
    if not wanted:
        return {}
    mine = openable_texts(shown, [right])
    readable = group_by_compartment(text for text in wanted if (text.entry, text.field) in mine)
    return open_content(reference=shown.reference, by=by, rights=[right], wanted=readable) if readable else {}


def write_draft(draft: Draft, known: Mapping[Address, object], case: Case, **said: object) -> Iterator[LetterAhead]:
    """Yield a letter; twice where its words depend on whether the reporter gave a name, and nobody may see whether.

    `said` is what the letter says beside its texts, as for `Told.write`.
    """
    texts = {address: known[address] for address in draft.addresses & known.keys()}
    missing = draft.addresses - known.keys()
    instead = {name: str(OWN_NUMBER if name == "reference" else NOT_SHOWN) for _entry, name in missing}
    texts |= {(entry, name): instead[name] for entry, name in missing if name not in BARE}
    for when, more in _by_identity(draft, case):
        html = draft.told.write({**texts, **more}, **said)
        subject = SUBJECTS[draft.told.template]
        hides = str(NOT_SHOWN) in html or any(name in BARE - OF_THE_REPORTER for _entry, name in missing)
        yield LetterAhead(seat=draft.told.seat, subject=subject, when=when, hides=hides, html=html)


def _by_identity(draft: Draft, case: Case) -> Iterator[tuple[Promise | str, OpenedTexts]]:
    asked = [address for address in draft.addresses if address[1] == "identity"]
    if not asked:
        yield "", {}
    elif case.view.filing.identity is IdentityChoice.OPEN:
        yield "", {one: {"choice": IdentityChoice.OPEN.value} for one in asked}
    else:
        yield from ((when, {one: {"choice": choice.value} for one in asked}) for when, choice in IDENTITIES.items())


HEADING, NAMES = re.compile(r"(</?h)([1-4])\b"), re.compile(r'\b(id|for|aria-labelledby|aria-describedby)="([^"]+)"')
NAMED_SECTION = re.compile(r'(<section\b[^>]*?) aria-labelledby="[^"]*"')


def set_into_page(html: SafeString, number: int) -> SafeString:
    """Return a letter for a page that shows several: its headings stand two levels lower, and its ids are its own.

    Its sections are no landmarks: two letters have some of the same name.
    """
    lower = HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 2}", NAMED_SECTION.sub(r"\1", html))
    return mark_safe(NAMES.sub(lambda found: f'{found[1]}="{found[2]}_of_{number}"', lower))  # noqa: S308
