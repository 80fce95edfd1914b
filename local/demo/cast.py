"""The people of the demonstration: name, office and, for members, number. All of them are invented."""

from dataclasses import dataclass

from accounts.vocabulary import Office
from config.checks import DEMO_DOMAIN


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
        return f"{self.name.split()[0].lower()}@{DEMO_DOMAIN}"


OFFICERS = (
    Person(name="Ines Intake", offices=(Office.INTAKE,)),
    Person(name="Ian Intake", offices=(Office.INTAKE,)),
    Person(name="Odette Outside", offices=(Office.INTAKE, Office.SCREENER), alternate=True),
    Person(name="Sara Screener", offices=(Office.SCREENER,)),
    Person(name="Sami Screener", offices=(Office.SCREENER,)),
    Person(name="Stella Screener", offices=(Office.SCREENER,)),
    Person(name="Rhea Reviewer", offices=(Office.REVIEWER,)),
    Person(name="Ruben Reviewer", offices=(Office.REVIEWER,)),
    Person(name="Orla Outside", offices=(Office.REVIEWER,), alternate=True),
    Person(name="Ivo Investigator", offices=(Office.INVESTIGATOR,)),
    Person(name="Ilse Investigator", offices=(Office.INVESTIGATOR,)),
    Person(name="Dana Decider", offices=(Office.DECIDER,)),
    Person(name="Dev Decider", offices=(Office.DECIDER,)),
    Person(name="Dora Decider", offices=(Office.DECIDER,)),
    Person(name="Connie Approver", offices=(Office.CONSENT_APPROVER,)),
    Person(name="Inga Interim", offices=(Office.INTERIM_MEMBER,)),
    Person(name="Paul Panelist", offices=(Office.PANELIST,)),
    Person(name="Petra Panelist", offices=(Office.PANELIST,)),
    Person(name="Pia Panelist", offices=(Office.PANELIST,), lay=True),
    Person(name="Percy Panelist", offices=(Office.PANELIST,)),
    Person(name="Ada Adviser", offices=(Office.ADVISER,)),
    Person(name="Bea Secretary", offices=(Office.BOARD_SECRETARY,)),
    Person(name="Bo Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Bruno Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Bella Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Ben Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Birgit Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Boris Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Beth Board", offices=(Office.BOARD_MEMBER,)),
    Person(name="Amos Appeal", offices=(Office.APPEAL_PANELIST,)),
    Person(name="Anouk Appeal", offices=(Office.APPEAL_PANELIST,), lay=True),
    Person(name="Arne Appeal", offices=(Office.APPEAL_PANELIST,)),
    Person(name="Mona Monitor", offices=(Office.MONITOR,)),
    Person(name="Milo Monitor", offices=(Office.MONITOR,)),
    Person(name="Cora Custodian", offices=(Office.CUSTODIAN,)),
    Person(name="Carl Custodian", offices=(Office.CUSTODIAN,)),
    Person(name="Chen Custodian", offices=(Office.CUSTODIAN,)),
    Person(name="Prue Protection", offices=(Office.PROTECTION_OFFICER,)),
    Person(name="Reg Registrar", offices=(Office.REGISTRAR,)),
    Person(name="Dee Dataprotection", offices=(Office.DPO,)),
    Person(name="Audrey Auditor", offices=(Office.AUDITOR,)),
    Person(name="Adam Administrator", offices=(Office.ADMINISTRATOR,)),
)

MEMBERS = (
    Person(name="Rex Respond", number="M-1001", employer="Northwind Service", chapter="North"),
    Person(name="Rosa Member", number="M-1002", employer="Lakeside Contact Centre", chapter="Lakes"),
    Person(name="Remy Member", number="M-1003", employer="Harbour Care Lines", chapter="Coast"),
    Person(name="Rania Member", number="M-1004", employer="Hillside Support", chapter="North"),
)

EVERYBODY = (*OFFICERS, *MEMBERS)
