"""Who lives in the demonstration: everybody's name, office and, for members, number. Invented, every one."""

from dataclasses import dataclass

from accounts.vocabulary import Office
from config.checks import DEMO_DOMAIN

O = Office


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person: the first name is also the address. `number` makes a member who signed the oath."""

    name: str
    offices: tuple[Office, ...] = ()
    lay: bool = False
    alternate: bool = False
    number: str = ""
    employer: str = ""
    chapter: str = ""

    @property
    def email(self) -> str:
        """The address: first name at the demonstration's domain."""
        return f"{self.name.split()[0].lower()}@{DEMO_DOMAIN}"


OFFICERS = (
    Person(name="Ines Intake", offices=(O.INTAKE,)),
    Person(name="Ian Intake", offices=(O.INTAKE,)),
    Person(name="Odette Outside", offices=(O.INTAKE, O.SCREENER), alternate=True),
    Person(name="Sara Screener", offices=(O.SCREENER,)),
    Person(name="Sami Screener", offices=(O.SCREENER,)),
    Person(name="Stella Screener", offices=(O.SCREENER,)),
    Person(name="Rhea Reviewer", offices=(O.REVIEWER,)),
    Person(name="Ruben Reviewer", offices=(O.REVIEWER,)),
    Person(name="Ivo Investigator", offices=(O.INVESTIGATOR,)),
    Person(name="Ilse Investigator", offices=(O.INVESTIGATOR,)),
    Person(name="Dana Decider", offices=(O.DECIDER,)),
    Person(name="Dev Decider", offices=(O.DECIDER,)),
    Person(name="Dora Decider", offices=(O.DECIDER,)),
    Person(name="Connie Approver", offices=(O.CONSENT_APPROVER,)),
    Person(name="Inga Interim", offices=(O.INTERIM_MEMBER,)),
    Person(name="Paul Panelist", offices=(O.PANELIST,)),
    Person(name="Petra Panelist", offices=(O.PANELIST,)),
    Person(name="Pia Panelist", offices=(O.PANELIST,), lay=True),
    Person(name="Percy Panelist", offices=(O.PANELIST,)),
    Person(name="Ada Adviser", offices=(O.ADVISER,)),
    Person(name="Bea Secretary", offices=(O.BOARD_SECRETARY,)),
    Person(name="Bo Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Bruno Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Bella Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Ben Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Birgit Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Boris Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Beth Board", offices=(O.BOARD_MEMBER,)),
    Person(name="Amos Appeal", offices=(O.APPEAL_PANELIST,)),
    Person(name="Anouk Appeal", offices=(O.APPEAL_PANELIST,), lay=True),
    Person(name="Arne Appeal", offices=(O.APPEAL_PANELIST,)),
    Person(name="Mona Monitor", offices=(O.MONITOR,)),
    Person(name="Milo Monitor", offices=(O.MONITOR,)),
    Person(name="Cora Custodian", offices=(O.CUSTODIAN,)),
    Person(name="Carl Custodian", offices=(O.CUSTODIAN,)),
    Person(name="Chen Custodian", offices=(O.CUSTODIAN,)),
    Person(name="Prue Protection", offices=(O.PROTECTION_OFFICER,)),
    Person(name="Reg Registrar", offices=(O.REGISTRAR,)),
    Person(name="Dee Dataprotection", offices=(O.DPO,)),
    Person(name="Audrey Auditor", offices=(O.AUDITOR,)),
    Person(name="Adam Administrator", offices=(O.ADMINISTRATOR,)),
)

MEMBERS = (
    Person(name="Rex Respond", number="M-1001", employer="Northwind Service", chapter="North"),
    Person(name="Rosa Member", number="M-1002", employer="Lakeside Contact Centre", chapter="Lakes"),
    Person(name="Remy Member", number="M-1003", employer="Harbour Care Lines", chapter="Coast"),
    Person(name="Rania Member", number="M-1004", employer="Hillside Support", chapter="North"),
)

EVERYBODY = (*OFFICERS, *MEMBERS)
