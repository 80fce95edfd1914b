"""The question before a message to the member goes out that names a witness of the report, or the reporter."""

from django.http import HttpRequest

from casework import access
from casework.access import Actor
from casework.queries.case.names_in_report import names_in_words
from casework.verbs.names_in_letters import MEANT
from casework.vocabulary import Reading
from casework.web.shared.context import Context


def ask_about_names(request: HttpRequest, by: Actor, reference: str, page: Context) -> list[str]:
    """Return the names that stand in a message of the Society to the member's side and were not ticked as meant."""
    talk, typed = page["talk"], page["form"].cleaned_data
    if talk.reasons or not talk.by_society or talk.thread.is_of_reporter:
        return []
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    found = names_in_words(case, [typed["message"], *(one.caption for one in typed["files"])])
    return found if set(found) - set(request.POST.getlist(MEANT)) else []
