"""The case: one respondent, from a report to a closed file. Its columns are projections of its record, for lists alone."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from accounts.prepared_rows import insert_rows, update_row
from casework.models.register import RegisterEntry
from casework.models.row_seal import row_seal
from casework.models.split_part import END, FIRST_WORD, MIDDLE, SECOND_WORD
from casework.models.step_proof import StepProof
from casework.models.turn import NEVER
from casework.record.events import Event, Recorded
from casework.record.letters_due import first_letter_due
from casework.record.state import CaseView
from casework.record.state.danger import is_in_danger
from casework.record.state.people import PARTIES
from casework.record.state.settled import settled
from casework.record.turns import late_from, next_change
from casework.vocabulary import CaseState, Seat
from casework.workflow.step import CaseMachine
from casework.workflow.turns import next_to_act
from policy.models import Member, RulebookEdition

PARTS = (("first_word", FIRST_WORD), ("second_word", SECOND_WORD), ("reference_middle", MIDDLE), ("reference_end", END))
"""What the search compares with the beginning of a word, by the name of its index."""


class Case(CaseMachine):
    """A case. `casework.access` sets `view`, `acting` and `view.now`; decisions depend on nothing else.

    `waiting_on`, `expected_step`, `due` and `due_clock` say whose turn it is first, which step is expected and by when.
    `late_from` is the moment from which that, a step beside it, or a clock in the background is late.
    `settled_cell` and `settled_level` say from which cell of the matrix a closed case came to which level; 0 if from none.
    `moved_at` is when the case came to its stage, and `turn_since` when the turn came to the seat of `waiting_on`: it is in
    no entry, and no decision depends on it. `triaged`: its risk was assessed with names hidden. `files` counts the
    pieces of evidence with a file that stand. Once a second person has read the risk blind, `first_reader` is the pseudonym
    of the first, and `readers_apart` how many steps of severity lie between them.
    `ballot_waits`: its ballot waits for the signer, which makes the keys and opens what the count reaches.
    `asked_on` and `answer_by` are the days of the question to the reporter for which the expected step waits, None without
    one: only those who read the reporter's messages are shown them.
    `turns_until` is the last moment until which time alone changes nothing about it. `letters_due` is when the system has to
    do something about a letter that the respondent did not open.
    `others_told` are those cases named in its record of which the actor may know. `objections` are the reasons for which the
    text of a rehearsed step could not go out. `goes_out` are the texts of a step that go out to the respondent, by label,
    and in which no sealed name was looked for yet. `stored_with` are new rows that are inserted with a new case. `task_done`: a
    step just taken ended a task that asked for it, and the actor may know of it. `may_have_tasks`: False if no task of an
    officer was open when the case was locked. `was_public`: its publication was live before an event that was folded here.
    `opened_at` is when the actor opened the texts of each compartment, and when they were shown what is new (`NEWS`), before
    this request. `names` are those of the people in its seats, by pseudonym, for an actor who may read them. Both are
    empty for a case that was not read through the door.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    code_name = models.CharField(max_length=48)
    rulebook = models.ForeignKey(RulebookEdition, on_delete=models.PROTECT, related_name="+")
    respondent = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    linked = models.UUIDField(default=uuid.uuid4, db_index=True)
    filed_at = models.DateTimeField()
    swept = models.BooleanField(default=False)
    sweep_due = models.BooleanField(default=True)
    swept_at = models.DateTimeField(null=True, blank=True)
    commitments = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    severity = models.SmallIntegerField(default=0)
    danger = models.BooleanField(default=False)
    moved_at = models.DateTimeField(default=NEVER)
    turn_since = models.DateTimeField(default=NEVER)
    triaged = models.BooleanField(default=False)
    first_reader = models.UUIDField(null=True, blank=True)
    readers_apart = models.SmallIntegerField(default=0)
    on_hold = models.BooleanField(default=False)
    files = models.SmallIntegerField(default=0)
    due = models.DateTimeField(default=NEVER)
    due_clock = models.CharField(max_length=24, blank=True)
    late_from = models.DateTimeField(default=NEVER)
    waiting_on = models.CharField(max_length=24, blank=True, choices=[(s.value, s.value) for s in Seat])
    expected_step = models.CharField(max_length=48, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    turns_until = models.DateTimeField(null=True, blank=True)
    ballot_waits = models.BooleanField(default=False)
    letters_due = models.DateTimeField(null=True, blank=True)
    unassigned = models.BooleanField(default=False)
    awaiting_signature = models.BooleanField(default=False)
    settled_cell = models.SmallIntegerField(default=0)
    settled_level = models.SmallIntegerField(default=0)
    seal = models.CharField(max_length=64, editable=False)
    view: CaseView
    record: list[Recorded]
    rights: frozenset[str]
    seats: frozenset[Seat]
    step_proof: StepProof | None = None
    stored_with: tuple[models.Model, ...] = ()
    others_told: frozenset[UUID] = frozenset()
    opened_at: Mapping[str, datetime] = MappingProxyType({})
    names: Mapping[UUID, str] = MappingProxyType({})
    objections: tuple[str, ...] = ()
    goes_out: Mapping[str, str] = MappingProxyType({})
    task_done: bool = False
    may_have_tasks: bool = True
    was_public: bool = False

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "due", "id"], name="case_queue"),
            models.Index(fields=["due", "id"], name="case_due"),
            models.Index(fields=["late_from", "id"], name="case_late"),
            models.Index(fields=["filed_at"], name="case_to_sweep", condition=models.Q(sweep_due=True)),
            models.Index(fields=["state", "swept_at"], name="case_swept_at"),
            models.Index(
                fields=["turns_until"], name="case_turns_until", condition=models.Q(turns_until__isnull=False)
            ),
            models.Index(fields=["filed_at"], name="case_ballot_waits", condition=models.Q(ballot_waits=True)),
            models.Index(
                fields=["letters_due"], name="case_letters_due", condition=models.Q(letters_due__isnull=False)
            ),
            models.Index(
                fields=["settled_cell", "-filed_at"], name="case_settled", condition=models.Q(settled_cell__gt=0)
            ),
            models.Index(fields=["due", "id"], name="case_unassigned", condition=models.Q(unassigned=True)),
            models.Index(fields=["due", "id"], name="case_on_hold", condition=models.Q(on_hold=True)),
            models.Index(fields=["id"], name="case_in_danger", condition=models.Q(danger=True)),
            models.Index(fields=["waiting_on", "due", "id"], name="case_waiting_on"),
            models.Index(fields=["filed_at", "id"], name="case_received"),
            models.Index(fields=["moved_at", "id"], name="case_moved"),
            models.Index(fields=["turn_since", "id"], name="case_turned"),
            models.Index(
                fields=["first_reader"], name="case_read_twice", condition=models.Q(first_reader__isnull=False)
            ),
            models.Index(fields=["severity", "id"], name="case_severity"),
            models.Index(fields=["code_name", "id"], name="case_code_name"),
            *(models.Index(OpClass(part, "text_pattern_ops"), name=f"case_{name}") for name, part in PARTS),
            models.Index(
                fields=["filed_at"], name="case_awaiting_signature", condition=models.Q(awaiting_signature=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_state_is_known", condition=models.Q(state__in=[s.value for s in CaseState])
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def stream(self) -> str:
        return f"case/{self.id}"

    @property
    def unrecorded(self) -> tuple[object, ...]:
        """The columns that are in no entry; the seal vouches for them."""
        return (self.pk, self.reference, self.code_name, self.rulebook_id, self.linked)

    def save(self, *_args: Any, **kwargs: Any) -> None:
        """Save the row; seal it if it is new. Saving a stored row does not write its keys.

        When a statement writes a row's keys, even unchanged, PostgreSQL locks the row against every insert that refers to
        it. A request that opened a text of the case and holds the log would then wait for a step that waits for the log.
        """
        if self._state.adding:
            self.seal = row_seal("case", *self.unrecorded)
            insert_rows([*self.stored_with, self])
        else:
            named = kwargs.get("update_fields") or (f.name for f in self._meta.concrete_fields if not f.unique)
            update_row(self, named)

    def keep(self, *events: Event) -> None:
        """Fold the events of this step into the view, update the columns for lists, and save the row.

        If an event ends the publication, the same step removes the entry from the public register.
        """
        self.fold(*events)
        project(self)
        self.save()
        if self.was_public and not self.view.publication.live:
            RegisterEntry.objects.filter(case=self).update(live=False)

    def fold(self, *events: Event) -> None:
        """Fold the events of this step into the view, and store nothing."""
        for event in events:
            self.was_public = self.was_public or self.view.publication.live
            self.view = self.view.apply(self.recorded(event))

    @property
    def is_rehearsed(self) -> bool:
        return self.step_proof is not None and self.step_proof.rehearses

    def recorded(self, event: Event) -> Recorded:
        """Return an event with the moment, the person and the seat of the current step."""
        return Recorded(event=event, at=self.view.now, actor=self.acting.person, role=self.acting.role)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Reload the row. Put the protected state aside meanwhile, and back if the reload fails."""
        state = self.__dict__.pop("state", None)
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            if "state" not in self.__dict__ and state is not None:
                self.__dict__["state"] = state


def project(case: Case) -> None:
    """Set the columns for lists from the view. Those about turns hold until `turns_until` and must then be set again."""
    view = case.view
    case.swept, case.sweep_due = view.filing.swept, view.filing.sweep_due
    case.swept_at = view.filing.swept_at
    case.commitments = view.allegations.commitments() or list(view.filing.commitments)
    case.severity, case.danger = view.screening.severity or 0, is_in_danger(view)
    case.settled_cell, case.settled_level = settled(view)
    case.letters_due = first_letter_due(view)
    case.moved_at, case.triaged = view.moved_at or NEVER, view.screening.triaged
    apart = view.screening.steps_apart
    case.first_reader, case.readers_apart = None if apart is None else view.screening.triaged_by, apart or 0
    case.on_hold = bool(view.holding.clocks)
    case.files = view.evidence.standing_files
    given = any(seat not in PARTIES for _, seat in view.people.seats)
    case.ballot_waits = view.board.ballot is not None and view.board.ballot.waits_for_signer
    case.awaiting_signature = bool(view.proposals.waiting)
    case.unassigned = view.state is not CaseState.CLOSED and not given
    _project_turn(case)


def _project_turn(case: Case) -> None:
    """Set whose turn it is, and the day of the step that is expected, as `Turn` has it."""
    view, first = case.view, next_to_act(case.view)
    seat = first.seat.value if first.seat else ""
    if seat != case.waiting_on:
        case.turn_since = view.now if seat else NEVER
    case.waiting_on = seat
    case.expected_step = first.step.value if first.step else ""
    case.due, case.due_clock = first.due or NEVER, first.clock or ""
    case.late_from = late_from(view) or NEVER
    case.asked_on, case.answer_by = first.asked_on, first.answer_by
    case.turns_until = next_change(view)
