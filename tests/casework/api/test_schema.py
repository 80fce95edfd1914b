"""The schema says what the API does: no warning in making it, no answer it does not name, whatever is sent."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from casework.api.schema import schema
from casework.verbs import VERBS
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town

EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [(path, method) for path, methods in schema()["paths"].items() for method in methods]
BOUNDED = settings(
    max_examples=EXAMPLES,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The requests stay within the test's transaction, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_making_the_schema_warns_of_nothing_and_it_is_valid() -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO())


def cases(path: str, method: str) -> SearchStrategy[Case[Any]]:
    """What may be sent to one address, as the schema has it and as it has it not."""
    told = schemathesis.openapi.from_dict(schema())
    told.app = get_wsgi_application()
    modes = [told[path][method].as_strategy(generation_mode=mode) for mode in GenerationMode]
    return st.one_of(modes)


@pytest.mark.usefixtures("one_connection")
def test_whatever_is_sent_is_answered_as_the_schema_says(town: Town) -> None:
    case = town.story().case
    token = of(town.people["ines"]).client.defaults["HTTP_AUTHORIZATION"]
    for path, method in OPERATIONS:
        asked(cases(path, method), case, token)


def asked(sent: SearchStrategy[Case[Any]], reference: str, token: str) -> None:
    """Send what is thought of, to the real case every other time and for any step, and judge each answer."""

    @BOUNDED
    @given(sent=sent, real=st.booleans(), verb=st.sampled_from(sorted(VERBS)))
    def asks(sent: Case[Any], real: bool, verb: str) -> None:
        known = {"reference": reference, "verb": verb} if real else {}
        sent.path_parameters |= {name: value for name, value in known.items() if name in sent.path_parameters}
        sent.call_and_validate(checks=CHECKS, headers={"Authorization": token})

    asks()


def test_an_address_with_a_line_break_is_answered_as_the_api_answers(db: None) -> None:
    answer = Client().get("/api/v1/follow/receipts/one%0Atwo/with-text/")
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (404, "application/problem+json")
