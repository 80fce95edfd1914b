"""The people of a filled installation: the demonstration's if they exist, otherwise fewer."""

from datetime import timedelta
from pathlib import Path

from accounts.models import User
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.clock import now
from local.demo.cast import MEMBERS, OFFICERS, Person
from local.demo.people import settle
from local.populate.shifted_clock import at
from policy.actions import Entrant, enrol_members, publish_editions, sign_oath
from policy.models import Member, OathSignature

BOOKS = Path(__file__).parents[2] / "policy" / "editions" / "icsrm"
SPARE = frozenset({"Ian Intake", "Odette Outside", "Ruben Reviewer"})
"""People whom no path needs. An officer who sees every case would add a row of rights to each."""

OFFICERS_NEEDED = tuple(one for one in OFFICERS if one.name not in SPARE)
DESK = Person(name="Bench-Desk Screener", offices=(Office.SCREENER,))
"""The officer whose queue the benchmark measures. Its length does not depend on the size of the installation."""

PANEL = ("Paul", "Petra", "Pia")
"""The panel in every pattern."""

SWORN = timedelta(days=700)
"""How long ago the people of an empty installation took office, and its members signed."""

GIVEN = ("Alma", "Bjarne", "Carla", "David", "Edda", "Felix", "Greta", "Hugo", "Iris", "Jonas", "Kira", "Lars", "Mila",
         "Nils", "Olga", "Piet", "Rita", "Sven", "Tessa", "Udo")  # fmt: skip
FAMILY = ("Abel", "Brandt", "Castor", "Dorn", "Eder", "Falk", "Gross", "Hale", "Iver", "Junker", "Keller", "Lorenz",
          "Marsh", "Neubau", "Oster", "Pohl", "Quint", "Ritter", "Stark", "Thorn")  # fmt: skip


class Elsewhere(RuntimeError):
    """The installation is neither empty nor a demonstration: other people use it."""


def move_in(*, members: int) -> None:
    """Put books and people into an empty installation, with `members` more than the demonstration has, SWORN ago."""
    with at(now() - SWORN):
        publish_editions(folder=BOOKS)
        people = settle((*OFFICERS_NEEDED, *MEMBERS))
        publish_editions(folder=BOOKS, by=people["adam"], second=people["audrey"])
        pseudonym(User.objects.clock())
        moment = now()
        entrants = [_entrant(n) for n in range(members)]
        enrol_members(by=people["reg"], entrants=entrants, at=moment)
        for member in Member.objects.filter(number__in=[one.number for one in entrants]).select_related("user"):
            assert member.user is not None
            method = OathSignature.Method.RE_AUTHENTICATION
            sign_oath(member=member, by=member.user, method=method, effective=moment.date(), at=moment)


def _entrant(n: int) -> Entrant:
    given, family = GIVEN[n % len(GIVEN)], FAMILY[n // len(GIVEN) % len(FAMILY)]
    return Entrant(
        number=f"M-{20_000 + n}",
        name=f"{given} {family}",
        given=given,
        family=family,
        chapter=("North", "Lakes", "Coast")[n % 3],
        joined=now().date(),
        email=f"member{n}@{OFFICERS_NEEDED[0].email.partition('@')[2]}",
    )


def bring_desk() -> User:
    """Create the officer whose queue is measured. Call it after the patterns were generated, so that none seats them."""
    with at(now() - SWORN):
        return next(iter(settle((DESK,)).values()))


def bring_panels(count: int) -> list[tuple[User, ...]]:
    """Create panels of three, the third member lay. No panel may judge the same member twice."""
    first = User.objects.filter(email__startswith=PANEL[0].lower()).count()
    named = [(f"{given}{n} Panelist", given == PANEL[-1]) for n in range(first, first + count) for given in PANEL]
    people = [Person(name=name, offices=(Office.PANELIST,), lay=lay) for name, lay in named]
    with at(now() - SWORN):
        users = list(settle(people).values())
    return [tuple(users[n : n + len(PANEL)]) for n in range(0, len(users), len(PANEL))]


def people_here() -> dict[str, User]:
    """Return the people of a demonstration by first name. Elsewhere if they are not here."""
    emails = {one.email: one.name.split()[0].lower() for one in (*OFFICERS_NEEDED, *MEMBERS)}
    found = {emails[user.email or ""]: user for user in User.objects.filter(email__in=list(emails))}
    if len(found) < len(emails):
        raise Elsewhere(
            "Other people use this installation. Only an empty installation, or the demonstration, can be filled."
        )
    return found
