"""What can be typed on the pages of the register of members."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from casework.forms.dates import DateParts
from operations.csv_import import MOST_BYTES
from policy.models import Standing

PART, WHOLE = "part", "whole"
KINDS = [
    (Standing.Kind.SUSPENDED, _("Suspended")),
    (Standing.Kind.LAPSED, _("Lapsed")),
    (Standing.Kind.RESIGNED, _("Resigned")),
    (Standing.Kind.EXPELLED, _("Expelled")),
    (Standing.Kind.DECEASED, _("Deceased")),
    (Standing.Kind.REINSTATED, _("Member again")),
]


class ListInMemory(FileUploadHandler):
    """Takes a list into memory, one byte more than any list may have; the rest goes by, and nothing is put on a disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._held += raw_data[: MOST_BYTES + 1 - len(self._held)]

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name or "list.csv", bytes(self._held))


class UploadForm(forms.Form):
    """A list of members, and whether it names every one."""

    file = forms.FileField(
        label=_("The list, as a CSV file in UTF-8"),
        help_text=_("Up to 20 MB. Nothing changes before you have seen what would change and confirmed it."),
        error_messages={"required": _("Choose the file of the list.")},
    )
    names = forms.ChoiceField(
        label=_("Whom does it name?"),
        choices=[(PART, _("Some of the members")), (WHOLE, _("Every member"))],
        widget=forms.RadioSelect(
            attrs={
                "choice_hints": {
                    PART: _("Members who are not in the list stay as they are."),
                    WHOLE: _("Members who are not in the list have left: their standing becomes Lapsed today."),
                }
            }
        ),
        error_messages={"required": _("Say whether the list names some of the members, or every one.")},
    )


class StandingForm(forms.Form):
    """A change of a member's standing."""

    kind = forms.ChoiceField(label=_("What the member becomes"), choices=KINDS, widget=forms.RadioSelect)
    effective = DateParts(
        label=_("From which day on"),
        help_text=_("Yesterday at the earliest. What lies further back is entered by two people with import_oaths."),
    )
