"""The steps of a case: which your seats can hold, which are open now, what each asks for; and taking one."""

from contextlib import suppress
from functools import cache

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from casework import access
from casework.access import Actor
from casework.api.bodies import Sent, YesNo, validated_body
from casework.api.cases import OfCases
from casework.api.describing import KEYED, MATCHED, TAGGED, answers, refusals
from casework.api.entrance import acting, acting_once, tag, versions_read
from casework.api.shape import Shape
from casework.api.shown import SEATS
from casework.forms.schema import form_data, input_schema
from casework.models import Case
from casework.queries.case.waiting_signatures import put_unsigned_first
from casework.queries.steps.offers import Offer
from casework.queries.steps.steps_of_seats import steps_of_seats
from casework.verbs import VERBS, Step, get_step, perform, read_proposal, send_back
from casework.vocabulary import BadShape, DoneBefore, Verb
from ledger.canonical import JsonObject

NAMES = [(verb.value, verb.value) for verb in VERBS]
VERB = OpenApiParameter("verb", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[verb.value for verb in VERBS])


@extend_schema_field(OpenApiTypes.OBJECT)
class Anything(serializers.JSONField):
    """A JSON object of any shape."""


class Waiting(Shape):
    """A step that was put forward and waits for more hands."""

    proposal = serializers.UUIDField(source="id", help_text="Send it back as “signs” when you have read its words.")
    signed_by = serializers.ListField(child=serializers.ChoiceField(SEATS))


class Transition(Shape):
    """A step that one of your seats can hold, now or later."""

    verb = serializers.ChoiceField(NAMES, source="step.verb")
    label = serializers.CharField(source="step.label")  # type: ignore[assignment]
    sentence = serializers.CharField(
        source="step.sentence", help_text="What happens when it is done, and who hears of it."
    )
    allowed = serializers.BooleanField(source="offer.allowed")
    reasons = serializers.ListField(
        child=serializers.CharField(), source="offer.reasons", help_text="What stands against it now."
    )
    waits = serializers.BooleanField(source="offer.waits", help_text="Others signed it, and you have not.")
    waiting = Waiting(allow_null=True)
    input = Anything(help_text="JSON Schema of what it asks for.")


class Transitions(Shape):
    """The steps of a case for your seats: what waits for you first, then what is open."""

    reference = serializers.CharField()
    transitions = Transition(many=True)


class TransitionRead(Transition):
    """One step, with the words that wait for a signature."""

    proposed = Anything(allow_null=True, help_text="What the first signer wrote; the record notes that it was opened.")


class StepSent(Sent):
    """A step to take."""

    input = Anything(default=dict, help_text="What the step asks for, by its schema.")
    signs = serializers.UUIDField(
        default=None, allow_null=True, help_text="The proposal you read and sign. “input” is not looked at then."
    )
    replace_waiting = YesNo(
        default=False, help_text="Replace the step that waits with what you send. Everybody has to sign it again."
    )

    names_meant = serializers.ListField(
        child=serializers.CharField(),
        default=list,
        help_text="The names that a letter to the member may hold: send those back that a refusal lists under “names_meant”.",
    )
    send_back = serializers.CharField(
        default=None,
        allow_null=True,
        error_messages={"blank": _("Say why you send it back. To sign it, leave this field out.")},
        help_text="Why you send the proposal in “signs” back instead of signing it. If it is your own, you take it back.",
    )

    def validate_input(self, value: object) -> object:
        """Return the input, an object."""
        if not isinstance(value, dict):
            raise serializers.ValidationError("This has to be an object.")
        return value


class StepDone(Shape):
    """That the step was taken, put forward, signed or sent back. The same request sent again gets the same answer."""

    reference = serializers.CharField()
    verb = serializers.ChoiceField(NAMES)


class CaseTransitions(OfCases):
    """The steps of a case."""

    @extend_schema(
        operation_id="list_transitions",
        summary="List the steps of a case that your seats can hold, and what stands against each",
        responses={**answers(200, Transitions), **refusals(401, 403, 404)},
    )
    def get(self, request: Request, reference: str) -> Response:
        """Answer with the steps."""
        case, steps = steps_of_seats(acting(request), reference, VERBS)
        told = [transition_body(VERBS[one.verb], one, case) for one in steps]
        return Response(Transitions({"reference": reference, "transitions": told}).data)


class CaseTransition(OfCases):
    """One step of a case."""

    @extend_schema(
        operation_id="show_transition",
        summary="Show a step that is yours now, with the words that wait for your signature",
        parameters=[VERB, TAGGED],
        responses={**answers(200, TransitionRead), **refusals(401, 403, 404)},
    )
    def get(self, request: Request, reference: str, verb: str) -> Response:
        """Answer with the step."""
        by, step = acting(request), get_step(verb)
        access.require_step(by, reference, step.verb)
        case, steps = steps_of_seats(by, reference, [step.verb], showing=step.verb)
        told = transition_body(step, steps[0], case)
        waiting = case.view.proposals.of(step.verb)
        words = dict(read_proposal(waiting, reference, by).lists()) if waiting else None
        body = TransitionRead({**told, "proposed": words}).data
        return Response(body, headers=tag(case, step.verb))

    @extend_schema(
        operation_id="take_step",
        summary="Take a step, put it forward where it needs more hands, sign it, or send it back",
        parameters=[VERB, KEYED, MATCHED],
        request=StepSent,
        responses={**answers(200, StepDone), **refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503)},
    )
    def post(self, request: Request, reference: str, verb: str) -> Response:
        """Take the step once, however often it is sent."""
        step, by = get_step(verb), acting_once(request)
        with suppress(DoneBefore):
            take(step, reference, by, request)
        return Response({"reference": reference, "verb": verb})


def take(step: Step, reference: str, by: Actor, request: Request) -> None:
    """Take a step with what was sent. Raises what `perform` raises; the body is criticised only after the door is passed."""
    try:
        asked, versions = validated_body(StepSent, request), versions_read(request)
    except (APIException, BadShape, RequestDataTooBig):
        access.refuse_twice(by, step.verb, reference)
        access.require_step(by, reference, step.verb)
        raise
    read, to_change = str(asked["signs"] or ""), asked["send_back"]
    if to_change is not None:
        send_back(step, reference=reference, by=by, read=read, to_change=to_change, as_officer=True)
        return
    perform(
        step,
        reference=reference,
        by=by,
        typed=lambda form: form_data(form, asked["input"]),
        read=read,
        replace_waiting=asked["replace_waiting"],
        as_officer=True,
        versions=versions,
        meant=asked["names_meant"],
    )


def transition_body(step: Step, offer: Offer, case: Case) -> JsonObject:
    """Return a step as Transition tells it; what it asks for now only where it is the viewer's now."""
    put_unsigned_first(case, step.verb)
    held = step.verb in case.rights
    waiting = case.view.proposals.of(step.verb) if held else None
    return {
        "step": step,
        "offer": offer,
        "waiting": waiting and {"id": waiting.id, "signed_by": [seat.value for _, seat in waiting.signers]},
        "input": input_schema(step.form(view=case.view, acting=case.acting)) if held else schema_of_any_case(step.verb),
    }


@cache
def schema_of_any_case(verb: Verb) -> JsonObject:
    """Return what a step asks for whatever the case, as far as that is the same in each."""
    return input_schema(VERBS[verb].form())
