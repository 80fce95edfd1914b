"""The field for the particulars of an allegation: one a line, each essential or an alternative."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Label, Reasons
from casework.queries.case.particulars import MOST, kinds_of, read_particulars
from policy.findings import are_lawful

UNLAWFUL = _("One alternative alone is not a choice. Write at least two lines that begin with “or:”, or none.")
TOO_MANY = _("Write at most %(most)s particulars.")


class Particulars(Reasons):
    """Cleans to the text; `read_particulars` takes it apart."""

    def __init__(self, *, label: Label) -> None:
        super().__init__(
            label=label,
            help_text=_(
                "What has to be proven, one thing on each line. Each is numbered, and the panel decides on each. Begin a line "
                "with “or:” where one of several is enough. Leave it empty if the act is one thing."
            ),
            max_length=5_000,
            required=False,
        )

    def clean(self, value: object) -> str:
        text = str(super().clean(value) or "")
        kinds = kinds_of(read_particulars(text, act=""))
        if not are_lawful(kinds):
            raise ValidationError(UNLAWFUL)
        if len(kinds) > MOST:
            raise ValidationError(TOO_MANY, params={"most": MOST})
        return text
