"""The Code and the register of sanctions, for everybody."""

import re

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.describing import answers, refusals
from casework.api.entrance import Entrance, refuse_other_filters
from casework.api.shape import Shape
from casework.forms.offices import groups_of
from casework.queries.conflicts.keep_away import offices_listed
from casework.queries.rulebook import published
from casework.vocabulary import BadShape
from ledger.clock import now
from policy.models import CodeEdition

PLACE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{1,18}")
AFTER = OpenApiParameter("after", str, description="The “next” of the page before.")
EDITION = OpenApiParameter("edition", str, description="The key of an edition; the one in force without it.")


class EditionListed(Shape):
    """One edition among all."""

    key = serializers.CharField()
    title = serializers.CharField()
    valid_from = serializers.DateField(source="in_force_from")


class CommitmentOut(Shape):
    """One commitment, and what explains it."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField()
    explanation = serializers.CharField(source="plain")
    examples = serializers.ListField(child=serializers.CharField())


class CodeOut(Shape):
    """An edition of the Code."""

    key = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    valid_from = serializers.DateField(source="in_force_from")
    preamble = serializers.ListField(child=serializers.CharField())
    commitments = CommitmentOut(many=True)
    editions = EditionListed(many=True)


class RegisterLine(Shape):
    """One sanction in its time of display."""

    name = serializers.CharField()
    number = serializers.CharField()
    place = serializers.CharField()
    commitments = serializers.ListField(child=serializers.IntegerField())
    sanction = serializers.CharField()
    text = serializers.CharField()
    decided_on = serializers.DateField()
    expires_on = serializers.DateField(allow_null=True)


class RegisterOut(Shape):
    """A page of the register, newest decision first."""

    results = RegisterLine(many=True)
    next = serializers.CharField(allow_null=True)


class Code(Entrance):
    """The Code."""

    @extend_schema(
        operation_id="show_code",
        summary="Show the Code in force, or another edition",
        parameters=[EDITION],
        responses={**answers(200, CodeOut), **refusals(404, 422)},
    )
    def get(self, request: Request) -> Response:
        """Answer with an edition, and the list of all."""
        refuse_other_filters(request, ["edition"])
        edition = request.query_params.get("edition", "").replace("\0", "?") or None
        code, editions = published.edition_shown(CodeEdition, edition)
        return Response(CodeOut({**vars(code.text), "editions": editions}).data)


class OfficeBox(Shape):
    """An office, or somebody in office, from whom a report can be kept away."""

    value = serializers.CharField(help_text=_("What is sent in “keep_away_from”."))
    label = serializers.CharField()  # type: ignore[assignment]
    hint = serializers.CharField()
    group = serializers.CharField()


class OfficesOut(Shape):
    """Everybody in office, or, where the rulebook says so, the offices alone."""

    results = OfficeBox(many=True)


class Offices(Entrance):
    """Who could meet a report."""

    @extend_schema(
        operation_id="list_offices",
        summary="List the offices, and who holds them, from whom a report can be kept away",
        responses=answers(200, OfficesOut),
    )
    def get(self, request: Request) -> Response:
        """Answer with the boxes of the page “Who must not see this?”."""
        refuse_other_filters(request, [])
        groups = groups_of(offices_listed(published.society_day(now())))
        results = [{**vars(box), "group": group.title} for group in groups for box in group.boxes]
        return Response(OfficesOut({"results": results}).data)


class Register(Entrance):
    """The register of sanctions."""

    @extend_schema(
        operation_id="list_register",
        summary="List the sanctions that are public now, 50 at a time",
        parameters=[AFTER],
        responses={**answers(200, RegisterOut), **refusals(422)},
    )
    def get(self, request: Request) -> Response:
        """Answer with a page of the register."""
        refuse_other_filters(request, ["after"])
        entries, following = published.register(valid_place(request.query_params.get("after", "")))
        return Response(RegisterOut({"results": entries, "next": following or None}).data)


def valid_place(after: str) -> str:
    """Return a place in the register. BadShape for one that nobody was given."""
    if after and not PLACE.fullmatch(after):
        raise BadShape({"after": [_("This page of the list cannot be found. Go back to its beginning.")]})
    return after
