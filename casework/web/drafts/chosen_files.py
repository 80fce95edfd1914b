"""Files chosen on a step that was not taken: sealed at once under a draft of their own, so that nobody chooses them twice.

The draft of files lies beside the draft of the words and ends with it. Its handle and its secret are sealed under the key of
the case. A file that is sent later is copied into the case: the draft and the case each erase their own bytes.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import cast
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from casework.forms.base import VerbForm
from casework.forms.files import Files
from casework.queries.evidence.sealed_drafts import ChangedElsewhere, DraftPlace, forget_draft, keep_draft, read_draft
from ledger.clock import now
from vault import draft_files, drafts
from vault.attached import AttachedFile, files_of
from vault.compartments import CannotOpen
from vault.draft_files import ChosenAgain
from vault.uploads import FileRefused, SealedUpload

DIGITS = 16
"""How many digits of its digest name a file in the button that takes it off."""
NOT_KEPT = _("There was no room to keep %(name)s meanwhile. Choose it again before you send.")


ON_PAGES: dict[str, type[VerbForm]] = {}
"""By the name of a draft on a page that is no step: the form whose fields take files there."""


@dataclass(frozen=True, kw_only=True)
class ChosenFile:
    """A file that waits with a form. `mark` names it in the button that takes it off."""

    name: str
    size: int
    mark: str


@cache
def file_fields(form: type[VerbForm]) -> Mapping[str, bool]:
    """Return the fields of a form that take files, each with whether it takes several."""
    fields = form().fields.items()
    return {name: isinstance(field, Files) for name, field in fields if isinstance(field, forms.FileField)}


def has_files(form: type[VerbForm]) -> bool:
    return bool(file_fields(form) or form.file_beginnings)


def fields_among(form: type[VerbForm], names: Iterable[str]) -> Mapping[str, bool]:
    """Return the fields of a form that take files, with those of these names that it makes from the case."""
    return {**file_fields(form), **{name: True for name in names if name.startswith(form.file_beginnings)}}


def place_of_files(place: DraftPlace) -> DraftPlace:
    """Return where the handle of the chosen files lies, beside the words of the same step."""
    return replace(place, about=uuid5(place.about, "files"))


def chosen_files(place: DraftPlace) -> Mapping[str, list[ChosenFile]]:
    """Return the files that wait, by their field. One query if there are none, two otherwise."""
    found: dict[str, list[ChosenFile]] = {}
    for one in _files_at(place):
        found.setdefault(one.upload, []).append(
            ChosenFile(name=one.description.name, size=one.description.size, mark=_mark(one))
        )
    return found


def uploads_of(request: HttpRequest) -> "MultiValueDict[str, SealedUpload]":
    """Return the files of a request: each is sealed, since the installation has no other upload handler for these pages."""
    return cast("MultiValueDict[str, SealedUpload]", request.FILES)


def with_chosen(request: HttpRequest, place: DraftPlace, form: type[VerbForm]) -> None:
    """Put the files that wait before those that were sent now, as if they had been chosen again.

    A file that was sent again is not doubled; in a field for one file, the file sent now counts.
    """
    files, kept = uploads_of(request), _by_field(_files_at(place))
    several = fields_among(form, kept)
    for name, waiting in kept.items():
        sent = files.getlist(name)
        if several.get(name) or (name in several and not sent):
            again = {_digest(one) for one in sent}
            files.setlist(name, [*(ChosenAgain(one) for one in waiting if one.description.sha256 not in again), *sent])


def keep_chosen(request: HttpRequest, place: DraftPlace, form: type[VerbForm]) -> None:
    """Keep what was chosen now with what waits. The page says of a file without room that it has to be chosen again."""
    waiting = _by_field(_files_at(place))
    for name, several in fields_among(form, request.FILES).items():
        known = waiting.get(name, [])
        came = [one for one in uploads_of(request).getlist(name) if _is_new(one, known)]
        kept = [_attach(one, place, name) for one in came]
        _detach(place, [one.id for one in known] if any(kept) and not several else [])
        _say_not_kept(request, [one for one, is_kept in zip(came, kept, strict=True) if not is_kept])


def _say_not_kept(request: HttpRequest, files: list[SealedUpload]) -> None:
    for one in files:
        messages.warning(request, NOT_KEPT % {"name": one.name})


def take_off(place: DraftPlace, field: str, mark: str) -> None:
    """Delete a file that waits; nothing if it does not."""
    _detach(place, [one.id for one in _files_at(place) if (one.upload, _mark(one)) == (field, mark)])


def forget_chosen(place: DraftPlace) -> None:
    """Delete all files that wait. The case has copies of its own."""
    if key := _key_at(place):
        with suppress(drafts.NoSuchDraft):
            drafts.forget(*key)
        forget_draft(place_of_files(place))


def _attach(upload: SealedUpload, place: DraftPlace, field: str) -> bool:
    """Whether there was room for a file that arrived."""
    try:
        draft_files.attach(*(_key_at(place) or _begin(place)), upload, field)
    except drafts.NoSuchDraft:  # the time of the files was over
        forget_draft(place_of_files(place))
        draft_files.attach(*_begin(place), upload, field)
    except FileRefused:
        return False
    return True


def _begin(place: DraftPlace) -> tuple[UUID, str]:
    """Begin a draft for files. If two requests begin at once, the first counts. The database holds only the day."""
    handle, secret = drafts.begin()
    day = now().replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        keep_draft(place_of_files(place), {"handle": str(handle), "secret": secret}, seen=0, at=day)
    except ChangedElsewhere:
        drafts.forget(handle, secret)
        return _key_at(place) or _begin(place)
    return handle, secret


def _key_at(place: DraftPlace) -> tuple[UUID, str] | None:
    try:
        value = cast("dict[str, str]", read_draft(place_of_files(place)).value)
    except CannotOpen:
        return None
    return (UUID(value["handle"]), value["secret"]) if value else None


def _files_at(place: DraftPlace) -> list[AttachedFile]:
    key = _key_at(place)
    return files_of(*key) if key else []


def _detach(place: DraftPlace, files: list[UUID]) -> None:
    if key := _key_at(place):
        for one in files:
            draft_files.detach(*key, one)


def _by_field(files: list[AttachedFile]) -> dict[str, list[AttachedFile]]:
    return {name: [one for one in files if one.upload == name] for name in dict.fromkeys(one.upload for one in files)}


def _is_new(upload: SealedUpload, known: list[AttachedFile]) -> bool:
    digest = "" if isinstance(upload, ChosenAgain) else _digest(upload)
    return bool(digest) and digest not in {one.description.sha256 for one in known}


def _digest(upload: SealedUpload) -> str:
    """Return the digest of a file that arrived; empty for one that was refused."""
    try:
        return upload.get_received().description.sha256
    except FileRefused:
        return ""


def _mark(file: AttachedFile) -> str:
    return file.description.sha256[:DIGITS]
