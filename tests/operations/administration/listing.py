"""Lists of members as tests write, upload and confirm them."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from operations.member_lists import work_on
from policy.actions import confirm_members, upload_members
from policy.models import MemberImport

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADING = "number,name,joined,employer,email"
UPLOAD = reverse("admin_members_upload")


def officer(office: Office = Office.ADMINISTRATOR, name: str = "Adam Keeper") -> User:
    """Somebody who has held an office for years."""
    user = User.objects.create_person(email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name)
    appoint(user=user, office=office, since=date(2020, 1, 1))
    return user


def list_of(*rows: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *rows, ""]).encode()


def uploaded(by: User, content: bytes, *, whole: bool = False) -> MemberImport:
    """A list as it stands once it was compared with the register."""
    kept = upload_members(by=by, filename="list.csv", content=content, whole=whole, at=NOON)
    work_on(kept.pk)
    kept.refresh_from_db()
    return kept


def confirmed(kept: MemberImport) -> MemberImport:
    """The same list after its uploader agreed to what it showed."""
    confirm_members(upload=kept.pk, by=kept.by, plan=kept.plan, at=NOON)
    work_on(kept.pk)
    kept.refresh_from_db()
    return kept


def imported(by: User, *rows: str, heading: str = HEADING, whole: bool = False) -> MemberImport:
    return confirmed(uploaded(by, list_of(*rows, heading=heading), whole=whole))


def sent(browser: Client, content: bytes, *, names: str = "part") -> Any:
    """The page that a browser comes to with a list."""
    file = SimpleUploadedFile("list.csv", content, "text/csv")
    return browser.post(UPLOAD, {"file": file, "names": names}, follow=True)
