"""The public report: its pages, its sealed texts and its fields, each declared once.

Forms, sealed texts, labels, the API and the samples of tests are made from these tables.
docs/how-to/add-a-field.md says how to add a field.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from casework.vocabulary.compartments import CaseCompartment
from casework.vocabulary.report_shape import UNSEALED, Details, Kind, Naming, Page, ReportField, Seal, Words, faults
from casework.vocabulary.rights import Reading

YES, NO, UNSURE = "yes", "no", "unsure"
DANGER = "danger"
"""The field whose yes puts a report before others."""

PAGES: Mapping[str, Page] = {
    "what": Page(title=_("What happened?"), short=_("What happened"), heading="narrative"),
    "who": Page(own=True),
    "when": Page(own=True, takes_fields=True),
    "commitments": Page(own=True),
    "evidence": Page(own=True),
    "elsewhere": Page(
        title=_("What was done about it, and what would put it right?"), short=_("Elsewhere, and what you want")
    ),
    "you": Page(own=True),
    "contact": Page(own=True),
    "keep-away": Page(own=True),
    "risk": Page(
        title=_("Are you afraid of anything that may follow?"), short=_("Afraid of anything"), heading="afraid"
    ),
    "declaration": Page(own=True),
}
"""The pages in their order: the story first. A page with a form of its own has its titles there."""

_COMPLAINT = (Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
_STORY = (*_COMPLAINT, Reading.READ_STORY)
_REPORTER = (Reading.READ_OWN_COMPLAINT,)
_NAME = (Reading.READ_IDENTITY, Reading.READ_OPEN_NAME, Reading.READ_OWN_COMPLAINT)

SEALS: Mapping[str, Seal] = {
    "reference": Seal(kept=CaseCompartment.REPORTER, readers=_REPORTER),
    "accused": Seal(kept=CaseCompartment.CASE, readers=_COMPLAINT),
    "also_accused": Seal(kept=CaseCompartment.KEEP_AWAY, readers=_REPORTER, room=4096),
    "narrative": Seal(kept=CaseCompartment.CASE, readers=_STORY),
    "particulars": Seal(kept=CaseCompartment.CASE, readers=_STORY, holds_fields=True),
    "keep_away": Seal(kept=CaseCompartment.KEEP_AWAY, readers=_REPORTER, room=4096),
    "keep_away_from": Seal(kept=CaseCompartment.KEEP_AWAY, readers=_REPORTER, room=4096),
    "identity": Seal(kept=CaseCompartment.IDENTITY, readers=_NAME, room=4096, holds_fields=True),
    "notify": Seal(kept=CaseCompartment.NOTIFY, readers=_REPORTER),
}

FIELDS: tuple[ReportField, ...] = (
    ReportField(
        name="accused",
        page="who",
        kind=Kind.OWN,
        on_case=_("Who it is about"),
        seal="accused",
        naming=Naming.OWN,
    ),
    ReportField(
        name="unknown", page="who", kind=Kind.OWN, on_case=_("The reporter does not know who it was"), seal="accused"
    ),
    ReportField(name="commitments", page="commitments", kind=Kind.OWN, on_case=_("Commitments"), seal=UNSEALED),
    ReportField(
        name="help_asked",
        page="commitments",
        kind=Kind.OWN,
        on_case=_("Asked for help in choosing"),
        seal="particulars",
    ),
    ReportField(
        name="narrative",
        page="what",
        kind=Kind.TEXT,
        label=_("What happened?"),
        help=_("Who did what, and how you know. To stay unnamed, leave out what only you could know."),
        required=True,
        length=20_000,
        rows=12,
        on_check=_("What happened"),
        api_help=_("What happened, in the reporter’s own words."),
        seal="narrative",
        naming=Naming.IN_TEXT,
        example="The tender was given to a friend, whimbrel.",
    ),
    ReportField(
        name=DANGER,
        page="what",
        kind=Kind.ANSWER,
        label=_("Is somebody in danger now?"),
        help=_("If so, call the emergency services first. We then see your report before others."),
        choices=((NO, _("No")), (YES, _("Yes"))),
        default=NO,
        on_check=_("Somebody is in danger now"),
        seal="particulars",
        example=NO,
    ),
    ReportField(
        name="kind",
        page="when",
        kind=Kind.OWN,
        on_case=_("Still going on"),
        in_api="lasted",
        seal="particulars",
        sealed_as="ongoing",
    ),
    ReportField(
        name="first", page="when", kind=Kind.OWN, on_case=_("First day"), in_api="first_day", seal="particulars"
    ),
    ReportField(name="last", page="when", kind=Kind.OWN, on_case=_("Last day"), in_api="last_day", seal="particulars"),
    ReportField(
        name="known", page="when", kind=Kind.OWN, on_case=_("Known since"), in_api="known_on", seal="particulars"
    ),
    ReportField(name="about", page="when", kind=Kind.OWN, on_case=_("The dates are a guess"), seal="particulars"),
    ReportField(
        name="when_words",
        page="when",
        kind=Kind.LINE,
        label=_("When it happened or began"),
        help=_("For example 27 March 2026, 27/3/2026, March 2026, 2019, or “last spring”."),
        length=300,
        on_case=_("When, in the reporter’s words"),
        seal="particulars",
        naming=Naming.IN_TEXT,
        example="Last spring",
    ),
    ReportField(
        name="place",
        page="when",
        kind=Kind.LINE,
        label=_("Where it happened"),
        help=_("A place, a meeting, a web page."),
        length=300,
        on_case=_("Where"),
        seal="particulars",
        naming=Naming.IN_TEXT,
        example="Leeds",
    ),
    ReportField(
        name="witnesses",
        page="when",
        kind=Kind.NAMES,
        label=_("Who saw or heard it"),
        help=_("One name a line. We contact nobody without asking you first."),
        on_case=_("Who saw it"),
        seal="particulars",
        naming=Naming.BY_LINE,
        example=("Wanda Quill", "Otto Finch"),
    ),
    ReportField(
        name="keep_away",
        page="keep-away",
        kind=Kind.OWN,
        on_case=_("Who should not see it"),
        seal="keep_away",
        naming=Naming.OWN,
    ),
    ReportField(
        name="keep_away_from",
        page="keep-away",
        kind=Kind.OWN,
        on_case=_("Offices and people ticked as not to see it"),
        seal="keep_away_from",
        naming=Naming.OWN,
    ),
    ReportField(
        name="elsewhere",
        page="elsewhere",
        kind=Kind.ANSWER,
        required=True,
        label=_("Have you raised it with an employer, another body, the police or a court?"),
        choices=((NO, _("No")), (YES, _("Yes")), (UNSURE, _("I do not know"))),
        default=UNSURE,
        details=Details(
            label=_("Where, when, and what came of it"),
            on_check=_("Where, and what came of it"),
            wanted=_("Say where you raised it. “I do not remember” is an answer."),
        ),
        on_check=_("Raised elsewhere"),
        api_help=_("Whether it was raised anywhere else."),
        seal="particulars",
        naming=Naming.IN_TEXT,
        example=NO,
    ),
    ReportField(
        name="remedy",
        page="elsewhere",
        kind=Kind.TEXT,
        label=_("What would put it right?"),
        help=_("For example an apology, a correction, that it stops. We cannot promise it, and cannot award money."),
        rows=5,
        on_check=_("What would put it right"),
        seal="particulars",
        naming=Naming.IN_TEXT,
        example="That it stops.",
    ),
    ReportField(
        name="afraid",
        page="risk",
        kind=Kind.ANSWER,
        required=True,
        label=_("Are you afraid of anything that may follow?"),
        help=_("For yourself or somebody else. It decides how carefully we go."),
        choices=(
            (NO, _("No")),
            (YES, _("Yes")),
            (UNSURE, _("I do not know, or would rather not say")),
        ),
        default=UNSURE,
        details=Details(
            label=_("What, and what would make it safer"),
            on_check=_("Of what, and what would make it safer"),
        ),
        on_check=_("Afraid of anything"),
        seal="particulars",
        sealed_as="risk",
        naming=Naming.IN_TEXT,
        example=UNSURE,
    ),
    ReportField(
        name="choice",
        page="you",
        kind=Kind.OWN,
        on_case=_("Choice"),
        in_api="identity",
        seal="identity",
        sealed_as="choice",
    ),
    ReportField(
        name="reporter",
        page="contact",
        kind=Kind.OWN,
        on_case=_("The reporter"),
        seal="identity",
        sealed_as="identity",
        naming=Naming.OWN,
    ),
    ReportField(name="declared", page="declaration", kind=Kind.OWN, on_case=_("Declared true"), seal=UNSEALED),
)
"""The fields in the order of the API."""

TABLE: tuple[ReportField, ...] = tuple(field for field in FIELDS if field.kind is not Kind.OWN)
"""The fields that this table alone makes."""

if found := list(faults(FIELDS, PAGES, SEALS)):
    raise ValueError(f"The fields of the report: {'; '.join(found)}")


def fields_sealed_in(seal: str) -> Iterator[ReportField]:
    """Yield the fields of the table that a seal holds."""
    return (field for field in free_fields() if field.seal == seal)


def free_fields() -> Iterator[ReportField]:
    """Yield the fields that share a seal with others: no rule of the procedure reads their answers."""
    return (field for field in TABLE if field.key != field.seal)


def words_on_case() -> dict[str, Words]:
    """Return the label of each sealed field on the case page, by its name in its seal."""
    return {field.key: field.words_on_case for field in FIELDS if field.seal != UNSEALED}
