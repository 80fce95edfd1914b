"""A report followed by its receipt code, which stands in a header and never in an address."""

from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from casework.access import Actor
from casework.api.describing import answers, refusals
from casework.api.entrance import Entrance
from casework.api.shape import Shape
from casework.forms.codes import CodeForm
from casework.forms.keep_away import by_line, by_tick
from casework.queries.case.own_acts import OwnAct
from casework.queries.threads.follow_up import Key, follow_up, keys_of, reporter_of
from casework.verbs import VERBS
from casework.verbs.channel import Channel, open_channel
from casework.verbs.receipts import FORMS, act_receipt
from casework.vocabulary import NotNow, NotSeen
from ledger.canonical import JsonObject

HEADER = "Receipt-Code"
FORM = OpenApiParameter("form", str, OpenApiParameter.PATH, enum=[*FORMS])


class ByCode(BaseAuthentication):
    """Reads the header Receipt-Code: twelve words or forty digits. One look-up for a code of nobody's as well."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        """Return whose code it is; None without the header. AuthenticationFailed for a code that opens nothing."""
        if HEADER not in request.headers:
            return None
        form = CodeForm({"code": request.headers[HEADER]})
        user = reporter_of(form.cleaned_data["code"] if form.is_valid() else None)
        if user is None:
            raise AuthenticationFailed
        return user, Actor(user=user)

    def authenticate_header(self, request: Request) -> str:
        """Return the scheme that the answer 401 names."""
        return HEADER


class CodeInSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "casework.api.follow.ByCode"
    name = "receipt_code"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": HEADER, "description": "Twelve words or forty digits."}


class DateToCome(Shape):
    """What comes next, and by which day."""

    what = serializers.CharField()
    by = serializers.DateField()


class StepOpen(Shape):
    """Something the reporter can do on the pages, or why not yet."""

    verb = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    allowed = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())


class ActDone(Shape):
    """Something that the reporter did, of which there is a receipt."""

    entry = serializers.UUIDField(help_text=_("The receipt is at “follow/receipts/” with this key."))
    what = serializers.CharField()
    on = serializers.DateField()


class Followed(Shape):
    """One case as its reporter follows it; a report about several people has one for each."""

    stage = serializers.CharField(source="told.stage.word")
    sentence = serializers.CharField(source="told.stage.sentence")
    filed_on = serializers.DateField(source="told.filed_on", allow_null=True)
    dates = DateToCome(many=True)
    keep_away = serializers.ListField(
        child=serializers.CharField(), help_text=_("How each line of “keep_away” was taken, in their order.")
    )
    keep_away_from = serializers.CharField(
        allow_null=True, help_text=_("How what was ticked in “keep_away_from” was taken; null where nothing was.")
    )
    steps = StepOpen(many=True)
    acts = ActDone(many=True, source="told.acts", help_text=_("What the reporter did, oldest first."))


class ReceiptRead(Shape):
    """A receipt: a proof that an act is in the record, to be checked offline."""

    sealed = serializers.BooleanField(help_text=_("False while the record waits for its signature, a few seconds."))
    receipt = serializers.CharField(allow_null=True, help_text=_("The file, whose name ends in .tlog-proof."))


class ReportFollowed(Shape):
    """How far a report is."""

    reference = serializers.CharField()
    cases = Followed(many=True)


class Follow(Entrance):
    """Where a reporter looks how far it is."""

    authentication_classes = [ByCode]

    @extend_schema(
        operation_id="follow_report",
        summary="See how far a report is, by its receipt code",
        responses={**answers(200, ReportFollowed), **refusals(401, 409)},
    )
    def get(self, request: Request) -> Response:
        """Answer with the report; that it was opened stands in the record, as on the pages."""
        by = get_reporter(request)
        keys = usable_keys(keys_of(by))
        channel = open_channel(by, keys)
        cases = [follow_up_body(by, key, channel) for key in keys]
        return Response(ReportFollowed({"reference": channel.reference, "cases": cases}).data)


class FollowReceipt(Entrance):
    """The receipt of something that a reporter did."""

    authentication_classes = [ByCode]

    @extend_schema(
        operation_id="read_receipt",
        summary="Get the receipt of something you did in your report, without your words or with them",
        parameters=[FORM],
        responses={**answers(200, ReceiptRead), **refusals(401, 404, 409)},
    )
    def get(self, request: Request, entry: UUID, form: str) -> Response:
        """Answer with the receipt; if it has the words, that they were opened stands in the record."""
        by = get_reporter(request)
        keys = usable_keys(keys_of(by))
        cases = (key.case for key in keys if entry in {act.entry for act in acts_in(by, key)})
        case = next(cases, None)
        if case is None:
            raise NotSeen
        receipt = act_receipt(by, case, entry, form=form)
        return Response(ReceiptRead({"sealed": receipt is not None, "receipt": receipt}).data)


def acts_in(by: Actor, key: Key) -> tuple[OwnAct, ...]:
    return follow_up(by, key.case, coarse=True, verbs=()).acts


def get_reporter(request: Request) -> Actor:
    """NotAuthenticated without a code."""
    if not isinstance(request.auth, Actor):
        raise NotAuthenticated
    return request.auth


def usable_keys(keys: list[Key]) -> list[Key]:
    """Return the reports of a code. NotNow for a code that staff made: it opens one page, where it is exchanged."""
    if any(key.claim for key in keys):
        raise NotNow(_("Staff made this code. Exchange it for one of your own on the follow-up page first."))
    return keys


def follow_up_body(by: Actor, key: Key, channel: Channel) -> JsonObject:
    """Return one case as Followed tells it."""
    told = follow_up(by, key.case, coarse=channel.coarse, verbs=VERBS)
    return {
        "told": told,
        "dates": [{"what": what, "by": day} for what, day in told.dates],
        "keep_away": by_line(told.keep_away, len(channel.keep_away)),
        "keep_away_from": by_tick(told.keep_away) if channel.ticked else None,
        "steps": [
            {"verb": one.verb, "label": VERBS[one.verb].label, "allowed": one.allowed, "reasons": one.reasons}
            for one in told.offers
        ],
    }
