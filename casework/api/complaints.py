"""A report sent by a program: the same questions as on the pages, in one body."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rate_limit_key import key_read_once, source_of
from accounts.vocabulary import Scope
from casework.api.bodies import validated_body
from casework.api.describing import KEYED, answers, refusals
from casework.api.entrance import Entrance, acting_once, key_of
from casework.api.report_body import ReportSent
from casework.api.shape import Shape
from casework.api.tokens import ByToken
from casework.forms.complaint.from_body import report_from_body
from casework.procedure.intake.actions import Filed, file_complaint
from casework.vocabulary import DoneBefore
from ledger.canonical import Values


class ReportTaken(Shape):
    """What the reporter keeps. A repeat of the same request is told the reference, and the code never again."""

    reference = serializers.CharField()
    code = serializers.CharField(allow_null=True, help_text=_("Twelve words. The only way back to the report."))
    digits = serializers.CharField(allow_null=True, help_text=_("The same code as forty digits."))


class Complaints(Entrance):
    """Where reports come in: from anybody, or, by a token, from an officer of intake for somebody who called or wrote."""

    authentication_classes = [ByToken]
    scopes = {"POST": Scope.FILE}

    @extend_schema(
        operation_id="file_complaint",
        summary="File a report, once for each key",
        auth=[{}, {"token": []}],  # type: ignore[list-item]
        parameters=[KEYED],
        request=ReportSent,
        responses={
            **answers(201, ReportTaken),
            **answers(200, ReportTaken),
            **refusals(400, 401, 403, 404, 413, 415, 422),
        },
    )
    @key_read_once()
    def post(self, request: Request) -> Response:
        """File a report once, however often it is sent, and answer with its reference and the receipt code."""
        named = request.auth is not None
        by, once = (acting_once(request), None) if named else (None, (key_of(request), request._request.body))
        report = report_from_body(validated_body(ReportSent, request))
        try:
            source = source_of(request)
            filed = file_complaint(by=by, report=report, once=once, for_someone=named, source=source)
        except DoneBefore as before:
            return Response(filed_body(before.answer), status.HTTP_200_OK)
        return Response(filed_body(filed.reference, filed), status.HTTP_201_CREATED)


def filed_body(reference: str, filed: Filed | None = None) -> Values:
    code = filed.code if filed else None
    return {
        "reference": reference,
        "code": " ".join(code.words) if code else None,
        "digits": code.digits if code else None,
    }
