"""Fields for files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.recording import Upload

MEGABYTE = 1024 * 1024
ANY_FILE = format_lazy(
    _("Any file: a document, a picture, a recording, a message; up to {size} MB."),
    size=settings.MAX_FILE_BYTES // MEGABYTE,
)

ANY_FILE_OF_A_REPORTER = format_lazy(
    "{any} {photo}",
    any=ANY_FILE,
    photo=_(
        "A photo can say which phone took it, where and when: the copies that others get are without that. What it shows can"
        " still tell who you are."
    ),
)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: object, files: Any, name: str) -> list[Upload]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else [f for f in [files.get(name)] if f]


class OneFile(forms.FileField):
    """Cleans to the file, or to None if none was chosen and none is required."""

    def clean(self, data: object, initial: object = None) -> object:
        fault = getattr(data, "fault", None)
        if fault is not None:
            raise ValidationError(fault.value, code="refused")
        return super().clean(data, initial) or None


class Files(forms.FileField):
    """Cleans to a list of at most `most` files, each of at most `largest` bytes. An error names the file by its place."""

    widget = FilesInput(attrs={"multiple": True})

    def __init__(self, *, most: int = 20, largest: int | None = None, **options: Any) -> None:
        self.most, self.largest = most, largest
        super().__init__(**options)

    def clean(self, data: Sequence[Upload] | None, initial: object = None) -> list[Upload]:
        files = list(data or [])
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(_("Choose at most %(most)s files at a time"), code="many", params={"most": self.most})
        return [self._one(file, place) for place, file in enumerate(files, start=1)]

    def _one(self, file: Upload, place: int) -> Upload:
        fault = getattr(file, "fault", None)
        if fault is not None:
            raise ValidationError(_("File %(place)s: %(why)s"), params={"place": place, "why": fault.value})
        if not file.size:
            raise ValidationError(_("File %(place)s is empty. Choose another"), code="empty", params={"place": place})
        if self.largest and file.size > self.largest:
            params = {"place": place, "size": self.largest // MEGABYTE}
            raise ValidationError(_("File %(place)s is larger than %(size)s MB"), code="large", params=params)
        return file
