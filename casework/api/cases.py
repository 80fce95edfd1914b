"""Cases as their viewer may see them: the list, one case, and what happened in it."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.vocabulary import Scope
from casework.api.describing import TAGGED, answers, filters, refusals
from casework.api.entrance import Entrance, acting, refuse_other_filters, tag
from casework.api.shown import CaseList, CaseShown, Timeline, case_body
from casework.api.tokens import ByToken
from casework.forms.queue import CasesForm
from casework.procedure.reading.papers import open_papers
from casework.queries.case.page import case_page
from casework.queries.queue.listing import Place
from casework.queries.queue.page import queue
from casework.verbs import VERBS
from casework.vocabulary import BadShape
from ledger.canonical import Values
from ledger.clock import now

AFTER = OpenApiParameter(
    "after", str, description="The “next” of the page before: a place in this list, and no number."
)


class OfCases(Entrance):
    """An address about cases: by a token for reading or acting, never without one."""

    authentication_classes = [ByToken]
    scopes = {"GET": Scope.READ, "POST": Scope.ACT}
    to_all = False


class Cases(OfCases):
    """The list of cases."""

    @extend_schema(
        operation_id="list_cases",
        summary="List the cases you may see, late ones first, then those due soonest, 25 at a time",
        parameters=[*filters(CasesForm()), AFTER],
        responses={**answers(200, CaseList), **refusals(401, 403, 422)},
    )
    def get(self, request: Request) -> Response:
        """Answer with a page of the list, filtered as on the desk."""
        refuse_other_filters(request, [*CasesForm.base_fields, "after"])
        wanted, by = read_filters(CasesForm(request.query_params)), acting(request)
        after = request.query_params.get("after")
        place = Place(sort=wanted.get("sort", ""), after=after or "")
        page = queue(by.user, wanted=wanted, place=place, now=now())
        return Response(CaseList(page).data)


class Case(OfCases):
    """One case."""

    @extend_schema(
        operation_id="show_case",
        summary="Show a case with every text you may read; that you opened them stands in the record",
        parameters=[TAGGED],
        responses={**answers(200, CaseShown), **refusals(401, 403, 404)},
    )
    def get(self, request: Request, reference: str) -> Response:
        """Answer with the case."""
        page, texts = open_papers(reference=reference, by=acting(request), verbs=VERBS)
        return Response(CaseShown(case_body(page, texts)).data, headers=tag(page.case, None))


class CaseTimeline(OfCases):
    """What happened in a case."""

    @extend_schema(
        operation_id="show_timeline",
        summary="Show what happened in a case, step by step, without a text",
        responses={**answers(200, Timeline), **refusals(401, 403, 404)},
    )
    def get(self, request: Request, reference: str) -> Response:
        """Answer with the steps."""
        page = case_page(acting(request), reference, verbs=())
        return Response(Timeline({"reference": reference, "steps": page.lines}).data)


def read_filters(form: CasesForm) -> Values:
    """Return what was asked of the list. BadShape names each filter that cannot be used."""
    if not form.is_valid():
        raise BadShape({name: [str(error) for error in errors] for name, errors in form.errors.items()})
    return form.cleaned_data
