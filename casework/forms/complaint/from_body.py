"""A whole report from a program. It passes the same forms, limits and words as the pages."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.http import QueryDict

from casework.forms.complaint.base import Asked, Question
from casework.forms.complaint.evidence import Evidence
from casework.forms.complaint.pages import ALL
from casework.forms.complaint.people import PARTS
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Contact
from casework.queries.rulebook.published import books_at
from casework.vocabulary import BadShape, IdentityChoice, Report
from casework.vocabulary.report_fields import FIELDS, TABLE
from casework.vocabulary.report_shape import Kind
from ledger.canonical import Values
from ledger.clock import now

WRITTEN = {field.name: field.api_name for field in FIELDS}
"""The name in a body of each field."""


def report_from_body(body: Values) -> Report:
    """Return the report in a body. BadShape names each wrong field, in the words of its page."""
    asked = Asked(partial(books_at, now()))
    named = body["identity"] != IdentityChoice.ANONYMOUS
    typed = _form_data(body)
    left_out = {Evidence} if named else {Evidence, Contact}
    pages = {page: form(typed, asked=asked) for page, form in ALL.items() if form not in left_out}
    if wrong := dict(_errors(pages)):
        raise BadShape(wrong)
    return report_from(pages)


def _form_data(body: Values) -> QueryDict:
    """Return a body as the form data of all pages together. No two pages share a field name."""
    found = QueryDict(mutable=True)
    people: Sequence[Mapping[str, str]] = body["accused"]
    found["people"] = str(max(len(people), 1))
    for number, person in enumerate(people, start=1):
        found.update({f"{part}_{number}": person[part] for part in PARTS})
    for field in TABLE:
        value = body[field.api_name]
        found[field.name] = "\n".join(value) if field.kind is Kind.NAMES else value
        found.update({f"{field.name}_details": body[f"{field.api_name}_details"]} if field.details else {})
    found["keep_away"] = "\n".join(body["keep_away"])
    found.setlist("keep_away_from", body["keep_away_from"])
    found.setlist("commitments", [str(number) for number in body["commitments"]])
    found.update({name: body[WRITTEN[name]] for name in ("kind", "choice")})
    for name in ("first", "last", "known"):
        parts = (*reversed(body[WRITTEN[name]].split("-")),)
        found.update(zip((f"{name}_year", f"{name}_month", f"{name}_day"), reversed(parts), strict=False))
        found.update({f"{name}_about": "on"} if body["about"] else {})
    found.update({name: "on" for name in ("unknown", "help_asked", "declared") if body[name]})
    reporter = body.get("reporter", {})
    found.update({name: reporter[name] for name in ("name", "email", "phone") if name in reporter})
    found.update({"notify": "on"} if reporter.get("notify") else {})
    return found


def _errors(pages: Mapping[str, Question]) -> Iterator[tuple[str, list[str]]]:
    """Yield each refused field by its name in the body, with the errors."""
    for page, form in pages.items():
        for name, errors in form.errors.items():
            part, _, number = name.rpartition("_")
            if page == "who" and part in PARTS:
                yield f"accused.{int(number) - 1}.{part}", [str(error) for error in errors]
            else:
                written = f"reporter.{name}" if page == "contact" else WRITTEN.get(name, name)
                yield written, [str(error) for error in errors]
