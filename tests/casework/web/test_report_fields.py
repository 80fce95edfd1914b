"""Each field of the report's table is on its page, on the check page, sealed, on the case page, and in the API."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from casework import tasks
from casework.api.schema import schema
from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment
from casework.vocabulary.report_fields import SEALS, TABLE
from casework.vocabulary.report_samples import sample_body, sample_said
from casework.vocabulary.report_shape import Kind, ReportField
from ledger import queries as ledger
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import Reporter, text

ANSWERS = sample_said() | {field.key: field.example for field in TABLE if field.key == field.seal}


@pytest.fixture
def reporter(town: Town) -> Iterator[Reporter]:
    """A reporter who has typed the examples."""
    reporter = Reporter(Client(enforce_csrf_checks=True))
    reporter.answer(**{"keep-away": {"keep_away": ""}})
    yield reporter


def words(answer: Any) -> str:
    """Return what a person reads on a page."""
    return " ".join(unescape(strip_tags(text(answer))).split())


def missing(page: str, said: dict[str, Any]) -> dict[str, Any]:
    """Return what a page does not say."""
    lines = {name: [value] if isinstance(value, str) else value for name, value in said.items()}
    return {name: each for name, each in lines.items() if not all(str(one) in page for one in each)}


def test_each_field_is_asked_on_its_page(reporter: Reporter) -> None:
    for field in TABLE:
        page = words(reporter.jar.get(f"{reporter.home}{field.page}/"))
        assert missing(page, {"label": str(field.label), "help": str(field.help)}) == {}


def test_each_answer_is_shown_before_the_report_is_sent(reporter: Reporter) -> None:
    check = words(reporter.jar.get(f"{reporter.home}check/"))
    assert missing(check, {field.name: str(field.words_on_check) for field in TABLE}) == {}
    assert missing(check, ANSWERS) == {}


def test_each_answer_is_sealed_where_the_table_says_and_shown_to_intake(town: Town, reporter: Reporter) -> None:
    reporter.declare()
    tasks.sweep()
    case = Case.objects.get()
    assert {field.name: sealed(case, field) for field in TABLE} == {field.name: ANSWERS[field.key] for field in TABLE}
    page = words(town.browser("ines").get(reverse("case_allegations", args=[case.reference])))
    read = [field for field in TABLE if SEALS[field.seal].kept is CaseCompartment.CASE]
    assert missing(page, {field.name: str(field.words_on_case) for field in read}) == {}
    assert missing(page, {field.name: ANSWERS[field.key] for field in read}) == {}


def sealed(case: Case, field: ReportField) -> Any:
    """Return what was sealed of a field when the report came in."""
    entry = ledger.stream(case.stream)[0].id
    found = open_texts(case, SEALS[field.seal].kept, [(entry, field.seal)])[entry, field.seal]
    return found if field.key == field.seal else found[field.key]


def test_each_field_is_in_the_schema_of_the_api_with_its_limits() -> None:
    body = schema()["components"]["schemas"]["ReportSent"]
    lengths = {field.api_name: field.length for field in TABLE if field.kind in {Kind.LINE, Kind.TEXT}}
    assert sample_body().keys() <= body["properties"].keys()
    assert {name: body["properties"][name]["maxLength"] for name in lengths} == lengths
