"""The question before a message to the member goes out that names a witness of the report, or the reporter."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework import access
from casework.access import Actor
from casework.queries.names_in_report import names_in_message
from casework.vocabulary import Reading
from casework.web.context import Context

MEANT = "names_meant"
"""The name of the tick. Its values are the names that were meant, so that it passes no name that is typed later."""


def ask_about_names(request: HttpRequest, by: Actor, reference: str, page: Context) -> list[str]:
    """Return the names that stand in a message of the Society to the member's side and were not ticked as meant."""
    talk, typed = page["talk"], page["form"].cleaned_data
    if talk.reasons or not talk.by_society or talk.thread.is_of_reporter:
        return []
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    witnesses, reporter = names_in_message(case, [typed["message"], *(one.caption for one in typed["files"])])
    found = [_("%(name)s, named as a witness in the report") % {"name": name} for name in witnesses]
    found += [_("The name of the reporter, or a part of it")] if reporter else []
    return found if set(found) - set(request.POST.getlist(MEANT)) else []
