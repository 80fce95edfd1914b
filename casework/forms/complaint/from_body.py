"""A report sent whole, put through the questions of the pages: their limits and their words for both."""

from collections.abc import Iterator, Mapping, Sequence

from django.http import QueryDict

from casework.forms.complaint.base import Asked, Question
from casework.forms.complaint.conduct import Commitments, What, When
from casework.forms.complaint.more import Elsewhere, Remedy, Risk
from casework.forms.complaint.people import PARTS, KeepAway, Where, Who
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Contact, Declaration, You
from casework.queries.published import code_asked
from casework.vocabulary import BadShape, IdentityChoice, Report
from ledger.canonical import Values
from ledger.clock import now

type Body = Values

FORMS = (Who, Commitments, What, When, Where, KeepAway, Elsewhere, Remedy, You, Risk, Declaration)
WRITTEN = {"kind": "lasted", "first": "first_day", "last": "last_day", "known": "known_on", "choice": "identity"}
"""Fields of the pages that have another name in a body."""


def report_sent(body: Body) -> Report:
    """Return the report that a body tells. BadShape names each field with the words of the page that asks for it."""
    code, today = code_asked(now())
    asked = Asked(code=code, today=today)
    named = body["identity"] != IdentityChoice.ANONYMOUS
    typed = _typed(body)
    pages = {form.page: form(typed, asked=asked) for form in (*FORMS, *((Contact,) if named else ()))}
    if wrong := dict(_errors(pages)):
        raise BadShape(wrong)
    return report_from(pages)


def _typed(body: Body) -> QueryDict:
    """Return a body as the pages would have sent it, all in one: no two of them use the same name."""
    found = QueryDict(mutable=True)
    people: Sequence[Mapping[str, str]] = body["accused"]
    found["people"] = str(max(len(people), 1))
    for number, person in enumerate(people, start=1):
        found.update({f"{part}_{number}": person[part] for part in PARTS})
    for name in ("narrative", "place", "elsewhere", "elsewhere_details", "remedy", "afraid", "afraid_details"):
        found[name] = body[name]
    for name in ("witnesses", "keep_away"):
        found[name] = "\n".join(body[name])
    found.setlist("keep_away_from", body["keep_away_from"])
    found.setlist("commitments", [str(number) for number in body["commitments"]])
    found.update({name: body[written] for name, written in WRITTEN.items() if name in ("kind", "choice")})
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
    """Yield each field of the body that a page refuses, with its words."""
    for page, form in pages.items():
        for name, errors in form.errors.items():
            part, _, number = name.rpartition("_")
            if page == "who" and part in PARTS:
                yield f"accused.{int(number) - 1}.{part}", [str(error) for error in errors]
            else:
                written = f"reporter.{name}" if page == "contact" else WRITTEN.get(name, name)
                yield written, [str(error) for error in errors]
