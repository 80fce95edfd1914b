"""The page that takes files."""

from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.base import Question
from casework.forms.files import MEGABYTE, Files
from casework.recording import Upload
from vault.drafts import MOST_BYTES


class EachByItself(Files):
    """Leaves the check of each file to the store, so that one refusal does not cost the others."""

    def _one(self, file: Upload, place: int) -> Upload:
        return file


class Evidence(Question):
    """Files that support the report."""

    page, title, short = "evidence", _("Do you have anything that shows it?"), _("Evidence")
    added = EachByItself(label=_("Choose files"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["added"].help_text = format_lazy(
            "{kinds} {size}",
            kinds=_("Any file: a document, a picture, a recording, a message."),
            size=_("20 files at most, %(each)s MB each and %(all)s MB together.")
            % {"each": min(settings.MAX_FILE_BYTES, MOST_BYTES) // MEGABYTE, "all": MOST_BYTES // MEGABYTE},
        )

    def clean(self) -> Cleaned:
        """Require a file if "add" was pressed: a file with an unreadable name does not arrive at all."""
        cleaned = super().clean()
        if "add" in self.data and not cleaned.get("added") and "added" not in self.errors:
            self.add_error(
                "added",
                _("No file arrived. Choose one first. If you had chosen one, give it a plainer name and try again."),
            )
        return cleaned
