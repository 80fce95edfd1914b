"""A case in JSON: the shapes of answers, filled from the same queries as the pages."""

from rest_framework import serializers

from casework.api.shape import Shape
from casework.queries.case.matrix import MatrixRow
from casework.queries.case.page import CasePage, Line
from casework.recording import OpenedTexts
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from ledger.canonical import JsonObject

STATES = [(state.value, state.value) for state in CaseState]
SEATS = [(seat.value, seat.value) for seat in Seat]
CLOCKS = [(name.value, name.value) for name in ClockName]
STEPS = [(verb.value, verb.value) for verb in Verb]
COLUMNS = ("evidence", "answer", "finding", "standard", "sanction")


class CaseRow(Shape):
    """A line of the list."""

    reference = serializers.CharField()
    code_name = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    severity = serializers.IntegerField(help_text="1 to 4; 0 before the risk is recorded.")
    commitments = serializers.ListField(child=serializers.IntegerField())
    due = serializers.DateField(allow_null=True, help_text="The Society's day on which the next time ends.")
    due_clock = serializers.ChoiceField(CLOCKS, allow_null=True)
    turn = serializers.ChoiceField(SEATS, source="waiting_on", allow_null=True, help_text="Whose turn it is.")
    step = serializers.ChoiceField(STEPS, allow_null=True, help_text="What is expected of you here now.")
    mine = serializers.BooleanField(help_text="You hold a seat given in this case.")
    late = serializers.BooleanField()
    days_left = serializers.IntegerField()


class Counts(Shape):
    """How many cases: “total” as filtered, the rest over all that you may see. A number above “most” stands for more."""

    most = serializers.IntegerField(help_text="1000; 100 where you may see more than a thousand cases.")
    total = serializers.IntegerField()
    late = serializers.IntegerField(source="views.late")
    turn = serializers.IntegerField(source="views.turn", help_text="Cases in which something is expected of you now.")
    mine = serializers.IntegerField(source="views.mine")
    nobodys = serializers.IntegerField(source="views.nobodys")


class CaseList(Shape):
    """A page of the list."""

    results = CaseRow(many=True, source="rows")
    counts = Counts(source="*")
    next = serializers.CharField(source="after", allow_null=True, help_text="The “after” of the next page.")


class ClockShown(Shape):
    """A time that runs in the case."""

    name = serializers.ChoiceField(CLOCKS)
    day = serializers.DateField(allow_null=True, help_text="The Society's day on which it ends.")
    waiting = serializers.BooleanField(help_text="It stands still for now.")
    late = serializers.BooleanField()
    days_left = serializers.IntegerField()


class AllegationShown(Shape):
    """An allegation beside what came of it. A cell that is null is not yours to know; an empty one is still to come."""

    number = serializers.IntegerField(help_text="Of the commitment.")
    title = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    framed_by = serializers.UUIDField(help_text="The entry whose text says what was done.")
    stage = serializers.CharField()
    evidence = serializers.CharField(allow_null=True)
    answer = serializers.CharField(allow_null=True)
    finding = serializers.CharField(allow_null=True)
    standard = serializers.CharField(allow_null=True)
    sanction = serializers.CharField(allow_null=True)


class Seated(Shape):
    """Who holds a seat; the parties are not named here."""

    seat = serializers.ChoiceField(SEATS)
    name = serializers.CharField()


class StepTaken(Shape):
    """A step that was taken, oldest first."""

    entry = serializers.UUIDField(help_text="Its entry in the record.")
    type = serializers.CharField()
    what = serializers.CharField()
    on = serializers.DateField()
    role = serializers.ChoiceField(SEATS)
    moved_to = serializers.ChoiceField(STATES, allow_null=True)


class Timeline(Shape):
    """What happened in a case. Empty for a viewer who has not ruled out a conflict yet."""

    reference = serializers.CharField()
    steps = StepTaken(many=True)


class Paper(StepTaken):
    """A step with the texts that came with it."""

    texts = serializers.DictField(help_text="By field: a text, or what the form of the step asked for.")
    file = serializers.UUIDField(allow_null=True, help_text="A file that came with it, handed out on the pages.")


class CaseShown(Shape):
    """A case as its viewer may see it."""

    reference = serializers.CharField(source="case.reference")
    code_name = serializers.CharField(source="case.code_name")
    state = serializers.ChoiceField(STATES, source="case.state")
    turn = serializers.CharField(source="case.waiting_on", help_text="Whose turn it is; empty once the case is closed.")
    closing_code = serializers.CharField(help_text="Empty while it is open.", source="case.closing_code")
    severity = serializers.IntegerField(source="case.severity")
    commitments = serializers.ListField(child=serializers.IntegerField(), source="case.commitments")
    respondent = serializers.CharField(
        source="page.respondent", help_text="Name and number, empty where you may not know them."
    )
    veiled = serializers.BooleanField(
        source="page.veiled", help_text="The papers open once you have ruled out a conflict."
    )
    clocks = ClockShown(many=True, source="page.clocks")
    allegations = AllegationShown(many=True)
    people = Seated(many=True)
    papers = Paper(many=True)


def case_body(page: CasePage, texts: OpenedTexts) -> JsonObject:
    return {
        "page": page,
        "case": page.case,
        "allegations": [_allegation(row) for row in page.matrix],
        "people": [{"seat": seat, "name": name} for seat, name in page.people],
        "papers": [_paper(line, texts) for line in page.lines if line.texts],
    }


def _allegation(row: MatrixRow) -> JsonObject:
    cells = {name: None if cell.shut else cell.text for name, cell in zip(COLUMNS, row.cells, strict=True)}
    own = ("number", "title", "first_day", "last_day", "framed_by", "stage")
    return {name: getattr(row, name) for name in own} | cells


def _paper(line: Line, texts: OpenedTexts) -> JsonObject:
    own = ("entry", "type", "what", "on", "role", "moved_to", "file")
    opened = {text.field: texts.get((text.entry, text.field)) for text in line.texts}
    return {name: getattr(line, name) for name in own} | {"texts": opened}
