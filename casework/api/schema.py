"""The API told by itself: its schema (OpenAPI 3), and the same as a page for people."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.entrance import Entrance
from casework.vocabulary import NotSeen
from ledger.canonical import JsonObject


@cache
def schema() -> JsonObject:
    """Return the schema of every address of the API; made once in each process, since it never depends on a case."""
    made: JsonObject = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made


class OpenAPI(JSONRenderer):
    media_type = "application/vnd.oai.openapi+json"


class Schema(Entrance):
    """The schema."""

    renderer_classes = [OpenAPI]

    @extend_schema(
        operation_id="show_schema",
        summary="Show this schema",
        responses={(200, OpenAPI.media_type): OpenApiResponse(dict, "The schema.")},
    )
    def get(self, request: Request) -> Response:
        """Answer with the schema."""
        return Response(schema())


class Nothing(Entrance):
    """Every address that there is not."""

    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Say that nothing is here, whatever the method. NotSeen."""
        raise NotSeen


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    told = schema()
    return render(request, "casework/api/page.html", {"audience": "public", "addresses": addresses(told), "api": told})


def addresses(told: JsonObject) -> list[JsonObject]:
    return [
        {"method": method.upper(), "path": path, **operation, "answers": operation["responses"].items()}
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]
