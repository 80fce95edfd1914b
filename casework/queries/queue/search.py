"""Finds cases in the queue by what officers have at hand; each way has an index, and what is found is bounded.

Only people who may know who a case is about find it by a member's number or name. A reporter's reference finds their cases
for officers of intake alone, who answer the telephone: anybody else who saw a slip could find out who reported a case.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from accounts.codes import reference_digests
from accounts.compiled import Compiled, Given, Probed
from accounts.models import User
from accounts.offices import Office, offices_of
from accounts.prepared import prepared_cursor
from casework.models import Case, CaseGrant
from casework.models.grant import number_of
from casework.models.split_part import END, FIRST_WORD, MIDDLE, SECOND_WORD
from casework.queries.case.page import NAMING
from casework.queries.queue.seen import VALUES, Seen, granted
from casework.vocabulary import Reading, Right
from policy.models import Member
from policy.queries.register import search_register

MOST = 200
MEMBERS = 50
PREFIX, GROUP = "OB", 4
"""A case's reference is this prefix and two groups of this many characters."""
BETWEEN = re.compile(r"[\s-]")
"""What people type between the groups."""
REPORTER_REFERENCE = re.compile(r"R[ -]?(?:[A-Z0-9][ -]?){8}")
"""What a caller says: R-6C36-9HRX, however it is typed."""


def cases_by_words(words: str, viewer: User, right: int, *, few: bool = False) -> list[UUID]:
    """Return cases by part of a reference, the beginning of a word of the code name, a letter's or a member's number.

    `right` is the number of the right that shows the viewer their cases; `few`: it shows them `MANY` at most. Otherwise at
    most `MOST` are returned. One query; none without words.
    """
    if not words.strip():
        return []
    given: dict[str, Any] = {"viewer": viewer.pk, "right": right, **spellings(words)}
    if not few:
        return _BY_WORDS.rows(**given)
    with prepared_cursor() as cursor:
        cursor.execute(BY_WORDS, given)
        return [key for (key,) in cursor.fetchall()]


def spellings(words: str) -> dict[str, str]:
    """Return the values of `BY_WORDS`: the words in capitals, in small letters, and as a reference begins."""
    text = words.strip()
    return {"upper": text.upper(), "lower": text.lower(), "reference": spelled_as_reference(text)}


def spelled_as_reference(words: str) -> str:
    """Return what a case's reference begins with if these words are one, however they are typed: `ob39fmcp` is OB-39FM-CP.

    Other words are returned as they are, and begin no reference. The groups are drawn from letters without vowels, so none
    begins with the prefix.
    """
    signs = BETWEEN.sub("", words.upper())
    if not (signs.isascii() and signs.isalnum()):
        return words.upper()
    signs = signs.removeprefix(PREFIX)
    return "-".join(part for part in (PREFIX, signs[:GROUP], signs[GROUP:]) if part)


def case_meant(words: str, viewer: User, right: Right) -> Case | None:
    """Return the one case that words find among those that the viewer sees and in which they hold a right.

    None if there is none, or if several fit. A code name or a reference in full goes before the beginning of another.
    Two queries.
    """
    found = cases_by_words(words, viewer, number_of(Reading.SEE_CASE))
    held = CaseGrant.objects.filter(content_object=OuterRef("pk"), user=viewer, permission__codename=right.value)
    cases = list(Case.objects.filter(Probed(held), pk__in=found))
    said = words.strip().lower(), spelled_as_reference(words)
    exact = [case for case in cases if case.code_name.lower() == said[0] or case.reference == said[1]]
    meant = exact or cases
    return meant[0] if len(meant) == 1 else None


def cases_of_reporter(words: str, seen: Seen) -> list[UUID]:
    """Return the cases of the reporter with this reference that an officer of intake sees. No query for other words."""
    if not is_reporter_reference(words) or not _is_of_intake(seen.viewer, seen.now):
        return []
    own = _reported_by(user__reference_digest__in=reference_digests(words))
    return list(seen.all_cases.filter(pk__in=own).values_list("pk", flat=True)[:MOST])


def is_reporter_reference(words: str) -> bool:
    """Whether these words are the reference on a receipt or a slip, however they are typed."""
    return REPORTER_REFERENCE.fullmatch(words.strip().upper()) is not None


def reported_and_seen(reporter: UUID, viewer: User) -> list[Case]:
    """Return those cases of a reporter that the viewer sees, by code name. One query."""
    seen = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).values("content_object")
    return list(Case.objects.filter(pk__in=seen).filter(pk__in=_reported_by(user=reporter)).order_by("code_name"))


def _reported_by(**reporter: Any) -> QuerySet[CaseGrant, Any]:
    own = CaseGrant.objects.filter(permission__codename=Reading.READ_OWN_COMPLAINT.value, listed=True, **reporter)
    return own.values("content_object")


def _is_of_intake(viewer: User, moment: datetime) -> bool:
    return Office.INTAKE in offices_of(viewer, moment.date())


def _by_words() -> QuerySet[Case, UUID]:
    viewer, upper, lower = VALUES["viewer"], Given("upper", CharField()), Given("lower", CharField())
    reference = Given("reference", CharField())
    seen = granted(viewer, VALUES["right"])
    cases = Case.objects.filter(Probed(seen.filter(content_object=OuterRef("pk"))))
    members = Member.objects.alias(upper=Upper("number")).filter(upper=upper)
    ways = [
        cases.filter(reference__startswith=reference),
        cases.alias(part=MIDDLE).filter(part__startswith=upper),
        cases.alias(part=END).filter(part__startswith=upper),
        cases.alias(part=FIRST_WORD).filter(part__startswith=lower),
        cases.alias(part=SECOND_WORD).filter(part__startswith=lower),
        cases.filter(messages__reference=upper),
        _about(cases, viewer, members.values("pk")),
    ]
    first, *others = (way.values_list("pk", flat=True)[:MOST] for way in ways)
    return first.union(*others)[:MOST]


_BY_WORDS = Compiled(_by_words, prepared=False)
_NAMING = ", ".join(f"'{right.value}'" for right in NAMING)
BY_WORDS = f"""
SELECT c.id FROM casework_casegrant AS g CROSS JOIN LATERAL (
    SELECT c.id, c.reference, c.code_name, c.respondent_id, c.triaged FROM casework_case AS c
    WHERE c.id = g.content_object_id OFFSET 0
) AS c
WHERE g.user_id = %(viewer)s AND g.permission_id = %(right)s AND g.listed AND (
    starts_with(lower(c.code_name), %(lower)s) OR starts_with(lower(split_part(c.code_name, ' ', 2)), %(lower)s)
    OR starts_with(c.reference, %(reference)s) OR starts_with(split_part(c.reference, '-', 2), %(upper)s)
    OR starts_with(split_part(c.reference, '-', 3), %(upper)s)
    OR c.id IN (SELECT m.case_id FROM notifications_message AS m WHERE m.reference = %(upper)s)
    OR c.triaged AND c.respondent_id IN (SELECT r.id FROM policy_member AS r WHERE UPPER(r.number) = %(upper)s) AND EXISTS (
        SELECT FROM casework_casegrant AS n JOIN auth_permission AS p ON p.id = n.permission_id
        WHERE n.content_object_id = c.id AND n.user_id = %(viewer)s AND p.codename IN ({_NAMING}) OFFSET 0
    )
)
"""  # noqa: S608  names of rights
"""The same as `cases_by_words` for a viewer of few cases, with the plan kept: it looks at each of them, and at no other case.

An index of words also finds the cases of everybody else: of 100,000 cases, 700 have the same second word. Planning and reading
took 3.6 ms of the processor; to look at one's own 500 takes 1.0 ms.
"""


def cases_by_name(name: str, viewer: User, seen: QuerySet[CaseGrant]) -> list[UUID]:
    """Return the cases about members whose name has words that begin with each word of `name`. At most `MOST`. Two queries."""
    members = [member.pk for member in search_register(name, limit=MEMBERS)]
    cases = Case.objects.filter(Probed(seen.filter(content_object=OuterRef("pk"))))
    return list(_about(cases, viewer, members).values_list("pk", flat=True)[:MOST]) if members else []


def _about(
    cases: QuerySet[Case], viewer: User | Given, members: Sequence[UUID] | QuerySet[Member, Any]
) -> QuerySet[Case]:
    named = CaseGrant.objects.filter(
        content_object=OuterRef("pk"), user=viewer, permission__codename__in=[right.value for right in NAMING]
    )
    return cases.filter(Probed(named), Q(respondent__in=members), triaged=True)
