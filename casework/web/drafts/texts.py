"""What is kept of a page: read, and kept under the version that its reader saw; the whole of it, or one part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

import structlog

from casework.access import Actor
from casework.queries.evidence.sealed_drafts import (
    ChangedElsewhere,
    DraftPlace,
    KeptDraft,
    forget_draft,
    keep_draft,
    read_draft,
)
from casework.web.drafts.sendings import is_later
from ledger.canonical import JsonObject
from ledger.clock import now
from vault.compartments import CannotOpen
from vault.models import WrappedKey

LOG = structlog.get_logger()

type Typed = Mapping[str, list[str]]

TRIES = 5
"""How often a part is kept again while other parts of the same draft are being kept."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The fields of a step that one page of several asks for. `holds` tells them from the others by name."""

    name: str
    holds: Callable[[str], bool]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is kept for a page. `author`: the account that saved it last. `is_open`: it could be opened.

    `parts`: the version in which each part changed last; `whole` is that of the parts it does not name. `sendings`: how the
    script of a page sent each part last, "" for the whole; `sending` is that of what was asked for.
    """

    version: int = 0
    typed: Typed
    saved_at: datetime | None = None
    author: str = ""
    is_open: bool = True
    parts: Mapping[str, int] = field(default_factory=dict)
    whole: int = 0
    sendings: Mapping[str, str] = field(default_factory=dict)
    sending: str = ""
    key: WrappedKey | None = None

    def of(self, part: Part) -> "Draft":
        """Return what is kept of one part, under the version in which it changed last."""
        typed = {name: texts for name, texts in self.typed.items() if part.holds(name)}
        version, sending = self.parts.get(part.name, self.whole), self.sendings.get(part.name, "")
        return replace(self, typed=typed, version=version, sending=sending)


def get_draft(place: DraftPlace, part: Part | None = None) -> Draft:
    """Return what is kept at a place, all of it or of one part. What cannot be opened is logged, and stops nobody."""
    try:
        draft = _draft_of(read_draft(place))
    except CannotOpen:
        LOG.error("draft_not_opened", exc_info=True)
        return Draft(typed={}, is_open=False)
    return draft.of(part) if part else draft


def _draft_of(kept: KeptDraft) -> Draft:
    value = cast("dict[str, object]", kept.value)
    typed, author = cast("Typed", value.get("typed", {})), str(value.get("by", ""))
    parts, whole = cast("Mapping[str, int]", value.get("parts", {})), cast("int", value.get("whole", kept.version))
    sendings = cast("Mapping[str, str]", value.get("sendings", {}))
    return Draft(
        version=kept.version,
        typed=typed,
        saved_at=kept.saved_at,
        author=author,
        parts=parts,
        whole=whole,
        sendings=sendings,
        sending=sendings.get("", ""),
        key=kept.key,
    )


def keep_typed(
    by: Actor, place: DraftPlace, typed: Typed, seen: int, part: Part | None = None, *, sending: str = ""
) -> tuple[int, Draft | None]:
    """Keep what was typed and return the new version and None, or the version and the draft if that changed since `seen`.

    With `part`, the fields of other parts stay as they are, and only a change of this part counts. Nothing is kept of a
    page that was left blank. Of a reporter's draft, the database holds only the day. `sending`: how the script of a page sent
    it. Of two that one open page sent, the later one stays, in whatever order they arrive.
    """
    if part:
        mine = {name: texts for name, texts in typed.items() if part.holds(name)}
        return _keep_part(by, place, part, mine, seen, sending=sending)
    if not seen and _is_blank(typed):
        return 0, None
    moment, value = now(), _value(by, typed) | {"sendings": {"": sending}}
    at = moment.replace(hour=0, minute=0, second=0, microsecond=0) if by.user.kind == "reporter" else moment
    for _try in range(TRIES):
        try:
            return keep_draft(place, value, seen=seen, at=at), None
        except ChangedElsewhere:
            other = get_draft(place)
        if is_later(sending, other.sending):
            seen = other.version
        elif other.typed == typed or is_later(other.sending, sending):
            return other.version, None
        elif other.version:
            return other.version, other
        else:  # The row is gone, or cannot be opened: what was typed here is all there is.
            forget_draft(place)
            seen = 0
    raise ChangedElsewhere


def _keep_part(
    by: Actor, place: DraftPlace, part: Part, typed: Typed, seen: int, *, sending: str
) -> tuple[int, Draft | None]:
    for _try in range(TRIES):
        draft = get_draft(place)
        mine = draft.of(part)
        if not draft.is_open:
            forget_draft(place)
        is_last = is_later(sending, mine.sending)
        if is_later(mine.sending, sending) or (mine.typed == typed and not is_last):
            return mine.version, None
        if not mine.version and _is_blank(typed):
            return mine.version, None
        if mine.version > seen and not is_last:
            return mine.version, mine
        others = {name: texts for name, texts in draft.typed.items() if not part.holds(name)}
        changed: JsonObject = {"whole": draft.whole, "parts": {**draft.parts, part.name: draft.version + 1}}
        changed["sendings"] = {**draft.sendings, part.name: sending}
        try:
            value = _value(by, {**others, **typed}) | changed
            return keep_draft(place, value, seen=draft.version, at=now(), key=draft.key), None
        except ChangedElsewhere:
            continue
    raise ChangedElsewhere


def _value(by: Actor, typed: Typed) -> JsonObject:
    return {"by": str(by.user.pk), "typed": dict(typed)}


def _is_blank(typed: Typed) -> bool:
    return not any(text.strip() for texts in typed.values() for text in texts)
