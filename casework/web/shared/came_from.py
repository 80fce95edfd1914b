"""The page from which somebody came to a file or to the evidence of a case, so that Back leads there again."""

from collections.abc import Container
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from casework.vocabulary import Verb

FROM = "from"
"""The field of the links on a file's page that names the page from which somebody came to the file."""
OF_THE_CASE = frozenset(
    {
        *(
            "case",
            "case_allegations",
            "case_allegation",
            "case_evidence",
            "case_notes",
            "case_history",
            "case_letters",
            "case_letter",
        ),
        *("screening_sheet", "conversation", "bundle", "copies", "compare", "step"),
        *("board_case", "board_bundle", "board_step", "panel_case", "panel_hearing", "panel_bundle", "panel_step"),
        *("appeal_case", "appeal_hearing", "appeal_bundle", "appeal_step"),
    }
)
"""The pages of a case from which a file is opened, by name. They can be loaded again."""
FOUND = "queue_papers_found"
"""The page of a search, which is about no one case."""
AT_WORK = frozenset({"screening_sheet", "copies", "compare", "step"})
"""The pages that somebody leaves in the middle of work, to read a paper. The tabs of a case all lead back to the list."""


def came_from(request: HttpRequest, reference: str, among: Container[str] = OF_THE_CASE) -> str:
    """Return the address of the page of this site from which a reader came to a file of a case; "" for any other page.

    The browser names it first (Referer), then the links of the file's page do. Neither is trusted: it has to be the address
    of a page of the same case whose name is in `among`, or of a search.
    """
    try:
        said = urlsplit(request.GET.get(FROM, "") or _own_referer(request))
        page = resolve(said.path)
    except (ValueError, Resolver404):
        return ""
    leads = not said.scheme and not said.netloc and _leads_back(page, reference, among)
    return said.geturl() if leads else ""


def back_to_work(request: HttpRequest, reference: str) -> str:
    """Return the page that a reader of the evidence left in the middle of work; "" for the form of evidence just added."""
    back, adding = came_from(request, reference, AT_WORK), reverse("step", args=[reference, Verb.ADD_EVIDENCE])
    return back if request.GET.get(FROM) or urlsplit(back).path != adding else ""


def query_from(address: str) -> str:
    """Return the query with which a link says from which page it leads."""
    return "?" + urlencode({FROM: address})


def _leads_back(page: ResolverMatch, reference: str, among: Container[str]) -> bool:
    return page.url_name == FOUND or (page.url_name in among and page.kwargs.get("reference") == reference)


def _own_referer(request: HttpRequest) -> str:
    """Return where the browser comes from as an address without its site; "" if that is another site."""
    return request.headers.get("Referer", "").removeprefix(f"{request.scheme}://{request.get_host()}")
