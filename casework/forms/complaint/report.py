"""Builds the report from the answers."""

from collections.abc import Mapping
from typing import cast

from casework.forms.complaint.base import Question
from casework.forms.complaint.conduct import When
from casework.forms.complaint.evidence import Evidence
from casework.forms.complaint.from_table import sealed_value
from casework.forms.complaint.people import Who
from casework.forms.complaint.reporter import Contact, You, reporter_from
from casework.vocabulary import Report
from casework.vocabulary.report_fields import DANGER, YES, free_fields


def report_from(pages: Mapping[str, Question]) -> Report:
    """Return the report from valid pages. The caller has asked for the declaration.

    The short way has no more than the pages on what happened, who it is about and who reports.
    """
    when, said = cast("When | None", pages.get("when")), {name: page.cleaned_data for name, page in pages.items()}
    first, last = when.days if when else (None, None)
    chosen = said.get("commitments", {"commitments": (), "help_asked": True})
    kept_away = said.get("keep-away", {"keep_away": (), "keep_away_from": ()})
    return Report(
        accused=cast(Who, pages["who"]).accused,
        commitments=tuple(sorted(int(number) for number in chosen["commitments"])),
        help_asked=chosen["help_asked"],
        narrative=said["what"]["narrative"],
        first_day=first,
        last_day=last,
        about=when is not None and when.about,
        ongoing=when is not None and when.ongoing,
        known_on=when.known_on if when else None,
        lasted=when.lasted if when else "",
        days_said=when.days_said if when else {},
        help_ticked="commitments" in pages and chosen["help_asked"],
        said={field.key: sealed_value(field, pages[field.page]) for field in free_fields() if field.page in pages},
        keep_away=kept_away["keep_away"],
        keep_away_from=tuple(kept_away["keep_away_from"]),
        files=cast(Evidence, pages["evidence"]).notes if "evidence" in pages else (),
        reporter=reporter_from(cast(You, pages["you"]), cast("Contact | None", pages.get("contact"))),
        declared=True,
        danger=said["what"].get(DANGER) == YES,
    )
