"""The page that takes files: each with what it shows, in the order in which they are to be read."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.base import Question
from casework.forms.files import MEGABYTE, Files
from casework.recording import Upload
from casework.vocabulary import FileNote
from ledger.canonical import LARGEST_INTEGER, JsonObject
from vault.draft_files import MOST_BYTES, MOST_FILES

ORDER = "order"
MOST_AT_ONCE = 100
LONGEST_CAPTION = 500


class EachByItself(Files):
    """Leaves the check of each file to the store, so that one refusal does not cost the others."""

    def _one(self, file: Upload, place: int) -> Upload:
        return file


class Caption(forms.CharField):
    """One sentence: it has room for several lines on the page, and line ends count as spaces."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class Evidence(Question):
    """Files that support the report. `files` are those that came so far; otherwise those that the page was sent with.

    Each file has a caption and a box; hidden fields say their order.
    """

    page, title, short = "evidence", _("Do you have anything that shows it?"), _("Evidence")
    own_template = "choose_files"
    added = EachByItself(label=_("Choose files"), required=False, most=MOST_AT_ONCE)

    def __init__(self, *args: Any, files: Iterable[UUID] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["added"].help_text = format_lazy(
            "{kinds} {size}",
            kinds=_("Any kind,"),
            size=_("up to %(each)s MB each, %(all)s MB in all. None? Continue.")
            % {"each": min(settings.MAX_FILE_BYTES, MOST_BYTES) // MEGABYTE, "all": MOST_BYTES // MEGABYTE},
        )
        chosen = _ids(self.data.getlist(ORDER) if hasattr(self.data, "getlist") else self.initial.get(ORDER, []))
        here = chosen if files is None else list(files)
        self.order = [*(file for file in chosen if file in here), *(file for file in here if file not in chosen)]
        for file in self.order:
            self.fields[_caption(file)] = Caption(label=_("What it shows"), max_length=LONGEST_CAPTION, required=False)
            self.fields[_keep(file)] = forms.BooleanField(label=_("Keep the place: it is my evidence"), required=False)

    def caption(self, file: UUID) -> forms.BoundField:
        return self[_caption(file)]

    def keep(self, file: UUID) -> forms.BoundField:
        return self[_keep(file)]

    def move(self, file: UUID, by: int) -> None:
        """Move a file to another place in the order, by so many places; not beyond its ends."""
        if file in self.order:
            place = self.order.index(file)
            self.order.insert(min(max(place + by, 0), len(self.order) - 1), self.order.pop(place))

    @property
    def notes(self) -> tuple[FileNote, ...]:
        """What the reporter says of each file, in their order, once the form is valid."""
        said = self.cleaned_data
        return tuple(
            FileNote(file=file, caption=said.get(_caption(file), ""), keep_place=said.get(_keep(file), False))
            for file in self.order
        )

    def own_input(self, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return what was typed of each file, with their order."""
        found = super().own_input(typed)
        return {**found, ORDER: [str(file) for file in self.order]} if self.order else found

    def is_blank(self, typed: Mapping[str, list[str]]) -> bool:
        """Whether nothing was typed or ticked; the order in which the files came is nothing."""
        return super().is_blank({name: texts for name, texts in typed.items() if name != ORDER})

    @classmethod
    def initial_from(cls, typed: Mapping[str, list[str]]) -> JsonObject:
        return {**super().initial_from(typed), ORDER: list(typed.get(ORDER, []))}

    def clean(self) -> Cleaned:
        """Require a file if "add" was pressed: a file with an unreadable name does not arrive at all."""
        cleaned = super().clean()
        if "add" in self.data and not cleaned.get("added") and "added" not in self.errors:
            self.add_error(
                "added",
                _("No file arrived. Choose one first. If you had chosen one, give it a plainer name and try again."),
            )
        return cleaned


def _caption(file: UUID) -> str:
    return f"caption_{file}"


def _keep(file: UUID) -> str:
    return f"keep_{file}"


def _ids(typed: Iterable[Any]) -> list[UUID]:
    """Return the ids that can be read, each once, at most as many as a draft holds."""
    found: dict[UUID, None] = {}
    for one in typed:
        with suppress(ValueError):
            found[UUID(str(one))] = None
    return list(found)[:MOST_FILES]


class PieceForm(forms.Form):
    """A piece of a file: where it begins in the whole, the size of the whole in bytes, and when that was last changed.

    `modified` is in milliseconds, by the sender's clock.
    """

    piece = EachByItself(most=1)
    start = forms.IntegerField(min_value=0)
    size = forms.IntegerField(min_value=1)
    modified = forms.IntegerField(min_value=0, max_value=LARGEST_INTEGER)

    def clean_piece(self) -> Upload:
        piece: Upload = self.cleaned_data["piece"][0]
        return piece
