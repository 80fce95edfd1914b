"""The acts of a party, to be read again: opened on the record by the right of the viewer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from casework import access
from casework.access import Actor
from casework.procedure.reading.actions import open_content
from casework.queries.case.own_acts import own_acts
from casework.queries.case.page import group_by_compartment
from casework.queries.evidence.files import file_in
from casework.queries.threads.papers import described_files
from casework.queries.wording.short_labels import record_labels, short_labels
from casework.record.events import Recorded
from casework.vocabulary import NotSeen, Reading
from casework.vocabulary.found import PERSONAL, label_of, value_in_words
from casework.web.files import sending as files
from casework.web.files.viewer import DOWNLOAD, viewer_context
from casework.web.reporter.report_as_sent import report_as_sent
from casework.web.shared.context import Context

OWN = Reading.READ_OWN_EVIDENCE
PAGE = 20


def own_acts_shown(by: Actor, reference: str, *, after: int = 0) -> Context:
    """Return what a page shows of what the viewer, or the side the viewer speaks for, filed and did in a case.

    A page has the acts behind the first `after`, oldest first. `earlier` and `later` are the numbers of the pages beside it.
    """
    case = access.case_shown(by, reference, OWN)
    known = own_acts(case)
    acts = known[after : after + PAGE]
    wanted = group_by_compartment(text for act in acts for text in act.texts)
    texts = open_content(reference=reference, by=by, rights=[OWN], wanted=wanted) if wanted else {}
    return {
        "earlier": max(after - PAGE, 0) if after else None,
        "later": after + PAGE if len(known) > after + PAGE else None,
        "filings": [act for act in acts if act.texts],
        "others": [act for act in acts if not act.texts],
        "texts": texts,
        "alleged": short_labels(case.view.allegations.all),
        "named": record_labels(case.view),
        "reports": {
            act.entry: report_as_sent(case, act, texts) for act in acts if act.commitments is not None and act.texts
        },
        "files": described_files(case),
    }


def own_file(by: Actor, reference: str, key: UUID) -> HttpResponseBase:
    """Hand a party a file that came with what it filed. NotSeen for any other."""
    require_own_file(by, reference, key)
    kept, right = file_in(by, reference, key, showing=OWN)
    return files.case_file_response(by, reference, key, kept=kept, right=right)


def own_file_shown(request: HttpRequest, by: Actor, reference: str, key: UUID, *, home: str) -> Context:
    """Return what the page shows a party of a file that came with what it filed. NotSeen for any other.

    It says what was found in the file in the words of the report's form. `home` is the address of the page with everything
    that the party filed.
    """
    files_of_acts = {act.entry: act.file for act in own_acts(access.case_shown(by, reference, OWN)) if act.file}

    def address(one: Recorded) -> str:
        file = files_of_acts.get(one.event.id)
        return f"{home}files/{file}/" if file else ""

    shown = viewer_context(request, by, reference, key, showing=OWN, address=address)
    view = shown["seen"].view
    facts = (
        [(label_of(what), value_in_words(what, said)) for what, said in view.found if what in PERSONAL] if view else []
    )
    return shown | {"back": home, "download": f"{request.path}{DOWNLOAD}", "is_own": True, "own_facts": facts}


def own_part(request: HttpRequest, by: Actor, reference: str, key: UUID, *, part: str, number: int) -> HttpResponse:
    """Show a party a part of the safe view of a file that came with what it filed. NotSeen for any other."""
    require_own_file(by, reference, key)
    return files.part_response(request, by, reference, key, part=part, number=number, showing=OWN)


def require_own_file(by: Actor, reference: str, key: UUID) -> None:
    """Raise NotSeen for a file that did not come with what the viewer, or the side the viewer speaks for, filed."""
    case = access.case_shown(by, reference, OWN)
    if key not in {act.file for act in own_acts(case)}:
        raise NotSeen
