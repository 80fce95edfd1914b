"""Requests that were answered, refusals that were counted, texts that were opened: nothing is done twice."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from accounts.models import User
from accounts.prepared import prepared_cursor
from casework.vocabulary import CaseCompartment

if TYPE_CHECKING:
    from casework.models.case import Case

NOTE_OPENINGS = """
    INSERT INTO casework_opening (case_id, user_id, kept, file, at) SELECT %s, %s, unnest(%s::text[]), %s::uuid, %s
    WHERE CASE WHEN %s THEN set_config('synchronous_commit', 'off', true) <> '' ELSE true END
    ON CONFLICT ON CONSTRAINT one_opening DO UPDATE SET at = excluded.at
    WHERE casework_opening.at <= excluded.at - interval '15 minutes' RETURNING kept
"""
"""By hand: an upsert that changes old rows alone, and returns what it changed, has no ORM form.

A look of which the record does not tell does not wait for the disk: docs/adr/0051.
"""

COVERED = timedelta(minutes=15)
"""How long one entry covers what a person opens; `NOTE_OPENINGS` says the same."""

LOOK, NEWS = "", "news"
"""Stand for a compartment: a person looked at a case and no text was opened; they were shown what is new in it.

The record does not tell of it.
"""
UNTOLD = frozenset({LOOK, NEWS})


class RequestKey(models.Model):
    """A request that was answered. The same key and body get the stored answer; another body is refused.

    `user` is None for what the public sent. `answer` is sealed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    verb = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=32)
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key"], name="request_is_new")]

    def __str__(self) -> str:
        return str(self.key)


class Refusal(models.Model):
    """A refusal of a known person, at most one an hour for each verb and target; written alike for real and invented ids."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=40)
    target = models.BinaryField(max_length=32)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    folded = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "verb", "target", "hour"], name="one_refusal_an_hour", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["folded", "hour"], name="refusal_to_fold")]

    def __str__(self) -> str:
        return self.verb


class Openings(models.Manager["Opening"]):
    def uncovered(
        self, case: "Case", kept: Iterable[CaseCompartment], *, at: datetime, shows_news: bool = False
    ) -> list[str]:
        """Return what `due` would note about texts, by the notes that were read with the case. No query."""
        names = [*(sorted(one.value for one in kept) or [LOOK]), *([NEWS] if shows_news else [])]
        return [name for name in names if name not in case.opened_at or at - case.opened_at[name] >= COVERED]

    def due(
        self,
        case: "Case",
        user: User,
        kept: Iterable[CaseCompartment],
        *,
        at: datetime,
        file: uuid.UUID | None = None,
        shows_news: bool = False,
    ) -> list[CaseCompartment]:
        """Note that a person opens compartments of a case, or a file in one, at a moment (UTC).

        Return the compartments whose opening the record must note. Without a compartment it notes a look at the case, and
        with `shows_news` that the person was shown what is new in it.

        One statement, so if two windows open at once, only one is recorded. No statement if the case, as it was read,
        already has a note of each.
        """
        names = sorted(one.value for one in kept) if file else self.uncovered(case, kept, at=at, shows_news=shows_news)
        if not names:
            return []
        with prepared_cursor() as cursor:
            cursor.execute(NOTE_OPENINGS, [case.pk, user.pk, names, file, at, UNTOLD.issuperset(names)])
            return [CaseCompartment(name) for (name,) in cursor.fetchall() if name not in UNTOLD]


class Opening(models.Model):
    """That a person opened a compartment of a case, or a file in it, lately; one entry in the record covers a quarter hour.

    `file` is None for the texts of the compartment. `kept` can be one of `UNTOLD`.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kept = models.CharField(max_length=16)
    file = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = Openings()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "kept", "file"], name="one_opening", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.kept
