"""The people and the books that tests of members and oaths share."""

from datetime import date

import pytest

from accounts.models import User
from policy.actions import Entrant, enrol_member, publish_editions
from policy.models import Member
from tests.policy.books import ICSRM, NOON


@pytest.fixture
def books(db: None) -> None:
    """ICSRM's books, published."""
    publish_editions(folder=ICSRM)


@pytest.fixture
def rita(db: None) -> User:
    return User.objects.create_person(email="rita@society.example", name="Rita Registrar")


@pytest.fixture
def sam(db: None) -> User:
    return User.objects.create_person(email="sam@society.example", name="Sam Second")


@pytest.fixture
def mia(db: None) -> User:
    return User.objects.create_person(email="mia@example.org", name="Mia Lund")


@pytest.fixture
def member(books: None, rita: User, mia: User) -> Member:
    return enrol_member(
        by=rita,
        entrant=Entrant(number="M-100", name="Mia Lund", joined=date(2024, 5, 1), user=mia, employer="Northwind"),
        at=NOON,
    )
