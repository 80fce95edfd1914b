"""A report sent by a program: the same questions as on the pages, in one body."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rate_limit_key import source_of
from accounts.vocabulary import Scope
from casework.api.bodies import Number, OneLine, OneOf, Sent, Several, Text, YesNo, validated_body
from casework.api.describing import KEYED, answers, refusals
from casework.api.entrance import Entrance, acting_once, key_of
from casework.api.shape import Shape
from casework.api.tokens import ByToken
from casework.forms.complaint.base import LONGEST_NAME, MOST_NAMES
from casework.forms.complaint.conduct import DAY, ONGOING, PERIOD
from casework.forms.complaint.from_body import report_sent
from casework.forms.complaint.more import NO, UNSURE, YES
from casework.forms.complaint.people import MOST_PEOPLE, MOST_TICKED
from casework.procedure.intake.actions import Filed, file_complaint
from casework.vocabulary import DoneBefore, IdentityChoice
from ledger.canonical import Values

ROUGHLY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
TOLD = [(NO, NO), (YES, YES), (UNSURE, UNSURE)]


def _names(**options: Any) -> Several:
    return Several(child=OneLine(max_length=LONGEST_NAME), max_length=MOST_NAMES, default=list, **options)


def _text(length: int, **options: Any) -> Text:
    return Text(max_length=length, allow_blank=True, default="", **options)


def _day(**options: Any) -> serializers.RegexField:
    return serializers.RegexField(
        ROUGHLY, default="", allow_blank=True, help_text=_("A day, a month or a year: 2026-03-27."), **options
    )


class AccusedSent(Sent):
    """One person complained of, as far as the reporter knows."""

    name = _text(200)
    employer = _text(200)
    number = _text(40)
    details = _text(1000)


class ReporterSent(Sent):
    """Who reports; left out by a reporter who stays anonymous."""

    name = Text(max_length=200)
    email = serializers.EmailField(max_length=254, allow_blank=True, default="")
    phone = _text(40)
    notify = YesNo(default=False)


class ReportSent(Sent):
    """A report, whole."""

    accused = Several(child=AccusedSent(), max_length=MOST_PEOPLE, default=list)
    unknown = YesNo(default=False, help_text=_("The reporter does not know who it was."))
    commitments = Several(child=Number(min_value=1, max_value=99), max_length=99, default=list)
    help_asked = YesNo(default=False, help_text=_("Which commitments it is about shall be looked up for the reporter."))
    narrative = Text(max_length=20_000, help_text=_("What happened, in the reporter’s own words."))
    lasted = OneOf([(DAY, DAY), (PERIOD, PERIOD), (ONGOING, ONGOING)])
    first_day = _day()
    last_day = _day()
    known_on = _day()
    about = YesNo(default=False, help_text=_("The days are a guess."))
    place = _text(300)
    witnesses = _names()
    keep_away = _names(help_text=_("Who must not see this. From the first moment it does not exist for them."))
    keep_away_from = Several(
        child=Text(max_length=60),
        max_length=MOST_TICKED,
        default=list,
        help_text=_("Offices and people in office who must not see this, by the values that /offices/ lists."),
    )
    elsewhere = OneOf(TOLD, default=UNSURE, help_text=_("Whether it was raised anywhere else."))
    elsewhere_details = _text(4000)
    remedy = _text(4000)
    afraid = OneOf(TOLD, default=UNSURE)
    afraid_details = _text(4000)
    identity = OneOf([(choice.value, choice.value) for choice in IdentityChoice])
    reporter = ReporterSent(required=False)
    declared = YesNo(help_text=_("True: what is written is true as far as the reporter knows."))


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
    def post(self, request: Request) -> Response:
        """File a report once, however often it is sent, and answer with its reference and the receipt code."""
        named = request.auth is not None
        by, once = (acting_once(request), None) if named else (None, (key_of(request), request._request.body))
        report = report_sent(validated_body(ReportSent, request))
        try:
            source = source_of(request)
            filed = file_complaint(by=by, report=report, once=once, for_someone=named, source=source)
        except DoneBefore as before:
            return Response(filed_body(before.answer), status.HTTP_200_OK)
        return Response(filed_body(filed.reference, filed), status.HTTP_201_CREATED)


def filed_body(reference: str, filed: Filed | None = None) -> Values:
    """Return what a reporter is told."""
    code = filed.code if filed else None
    return {
        "reference": reference,
        "code": " ".join(code.words) if code else None,
        "digits": code.digits if code else None,
    }
