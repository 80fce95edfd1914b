"""The number on a caller's slip: an account keeps its digest while a case of the reporter is kept."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.codes import reference_digests
from accounts.models import User
from casework.models import Case, Seating
from casework.record.events import CaseFiled
from casework.recording import open_texts
from casework.vocabulary import Seat
from vault.compartments import CannotOpen


def forget_number_in(case: UUID) -> None:
    """Erase the digest of the reporter's number, unless another case of theirs is still kept. One statement."""
    of_reporters = Seating.objects.filter(seat=Seat.COMPLAINANT)
    elsewhere = of_reporters.filter(user=OuterRef("pk")).exclude(case=case)
    own = _with_number().filter(pk__in=of_reporters.filter(case=case).values("user"))
    own.exclude(Exists(elsewhere)).update(reference_digest=None)


def stored_digests(cases: Collection[UUID]) -> Iterator[tuple[UUID, bytes]]:
    """Yield the digests of numbers that the accounts of reporters keep, with each of these cases that is theirs. One query."""
    seated = Seating.objects.filter(case__in=cases, seat=Seat.COMPLAINANT, user__kind=User.Kind.REPORTER)
    kept = seated.filter(user__reference_digest__isnull=False)
    for case, digest in kept.values_list("case_id", "user__reference_digest"):
        yield case, bytes(digest or b"")


def has_other_number(case: Case, digests: Collection[bytes]) -> bool:
    """Whether one of these digests, which accounts keep, is of another number than the one that is sealed with the report.

    One query if there is a digest. A number that cannot be opened counts as another one.
    """
    return bool(digests) and not set(digests) <= set(_sealed_digests(case))


def stray_numbers() -> Iterator[tuple[str, str]]:
    """Yield each account that keeps the digest of a number although no case of its reporter is kept."""
    kept = Seating.objects.filter(user=OuterRef("pk"), seat=Seat.COMPLAINANT)
    strays = _with_number().exclude(Exists(kept)).order_by("pk").values_list("pk", flat=True)
    yield from ((f"account/{user}", "user.reference_digest") for user in strays.iterator())


def _with_number() -> QuerySet[User]:
    return User.objects.filter(kind=User.Kind.REPORTER, reference_digest__isnull=False)


def _sealed_digests(case: Case) -> list[bytes]:
    filed = next(one.event for one in case.record if isinstance(one.event, CaseFiled))
    address = (filed.id, "reference")
    try:
        said = open_texts(case, filed.sealed["reference"].kept, [address]).get(address)
    except CannotOpen:
        return []
    return reference_digests(str(said or ""))
