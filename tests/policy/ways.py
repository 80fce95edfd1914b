"""A cast in four scripts, and the ways in which a reporter may write each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from policy.named import Holder


@dataclass(frozen=True, kw_only=True)
class Cast:
    """A holder: the name in its own script, how it is written in Latin letters, and what else the person goes by."""

    given: str
    family: str
    latin: tuple[str, str]
    title: str
    office: str
    called: str
    short: str = ""
    surname_first: bool = False
    alone: bool = False

    @property
    def name(self) -> str:
        """The name of the account."""
        return self.put(self.given, self.family)

    @property
    def email(self) -> str:
        """The address: made of the name in Latin letters."""
        given, family = (part.lower().replace(" ", "").replace("'", "") for part in self.latin)
        return f"{given[:1]}.{family}@society.example" if family else f"{given}@society.example"

    def put(self, given: str, family: str) -> str:
        """Put two names together as the person's script does."""
        if self.alone:
            return given
        return f"{family}{given}" if self.surname_first else f"{given} {family}"


CAST = (
    Cast(
        given="Jürgen",
        family="Großmann",
        latin=("Juergen", "Grossmann"),
        title="Herr",
        office="intake",
        called="the intake officer",
    ),
    Cast(
        given="Inés",
        family="Peñalosa",
        latin=("Ines", "Penalosa"),
        title="Señora",
        office="screener",
        called="a screener",
    ),
    Cast(
        given="Siobhán",
        family="O’Neill",
        latin=("Siobhan", "O'Neill"),
        title="Ms",
        office="reviewer",
        called="The Reviewer",
    ),
    Cast(
        given="Robert",
        family="Łukaszewicz",
        latin=("Robert", "Lukaszewicz"),
        title="Mr",
        office="registrar",
        called="the registrar",
        short="Bob",
    ),
    Cast(
        given="Søren",
        family="van der Bjørk",
        latin=("Soeren", "van der Bjork"),
        title="Dr",
        office="adviser",
        called="legal advisor",
    ),
    Cast(
        given="Ines", family="Intake", latin=("Ines", "Intake"), title="Mrs.", office="intake", called="Intake officers"
    ),
    Cast(
        given="Suharto",
        family="",
        latin=("Suharto", ""),
        title="Mr",
        office="auditor",
        called="your auditor",
        alone=True,
    ),
    Cast(
        given="Александр",
        family="Щербаков",
        latin=("Alexander", "Shcherbakov"),
        title="господин",
        office="panelist",
        called="chair of the panel",
        short="Саша",
    ),
    Cast(
        given="Юлия",
        family="Ковалёва",
        latin=("Yulia", "Kovaleva"),
        title="г-жа",
        office="decider",
        called="the decider",
    ),
    Cast(
        given="Дмитрий",
        family="Громов",
        latin=("Dmitry", "Gromov"),
        title="д-р",
        office="monitor",
        called="the monitor",
        short="Дима",
    ),
    Cast(
        given="Земфира",
        family="",
        latin=("Zemfira", ""),
        title="Frau",
        office="custodian",
        called="a custodian of the keys",
        alone=True,
    ),
    Cast(
        given="محمد",
        family="الهاشمي",
        latin=("Mohammed", "Al-Hashimi"),
        title="السيد",
        office="investigator",
        called="the investigator",
    ),
    Cast(
        given="فاطمة",
        family="منصور",
        latin=("Fatima", "Mansour"),
        title="الدكتورة",
        office="board_secretary",
        called="secretary of the board",
    ),
    Cast(
        given="خالد",
        family="الراشد",
        latin=("Khaled", "Alrashid"),
        title="السيد",
        office="dpo",
        called="the data protection officer",
    ),
    Cast(
        given="فيروز",
        family="",
        latin=("Fairuz", ""),
        title="السيدة",
        office="interim_member",
        called="the interim panel",
        alone=True,
    ),
    Cast(
        given="小明",
        family="王",
        latin=("Xiaoming", "Wang"),
        title="Mr",
        office="board_member",
        called="board members",
        surname_first=True,
    ),
    Cast(
        given="文静",
        family="欧阳",
        latin=("Wenjing", "Ouyang"),
        title="Ms",
        office="protection_officer",
        called="protection officer",
        surname_first=True,
    ),
    Cast(
        given="娜",
        family="李",
        latin=("Na", "Li"),
        title="Professor",
        office="appeal_panelist",
        called="the appeal panel",
        surname_first=True,
    ),
)
HOLDERS = tuple(
    Holder(person=UUID(int=at), name=one.name, email=one.email, offices=frozenset({one.office}))
    for at, one in enumerate(CAST)
)
FIRM, PROVISIONAL = "firm", "provisional"
LOOKING_ALIKE = str.maketrans("aeopcxyi", "аеорсхуі")
"""Latin letters to Cyrillic ones."""
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
"""Letters to their full-width forms."""


def ways(one: Cast) -> Iterator[tuple[str, str, str]]:
    """Yield each way to write a holder: what it is called, the line, and whether it denies for certain or perhaps."""
    given, family = one.latin
    latin = f"{given} {family}".strip()
    yield "the name", one.name, FIRM
    yield "in capitals", one.name.upper(), FIRM
    yield "with spaces doubled", f"  {one.name.lower().replace(' ', '   ')} ", FIRM
    yield "with a title", f"{one.title} {one.name}", FIRM
    yield "with two titles", f"Prof. Dr. {one.name}", FIRM
    yield "with a degree", f"{latin}, PhD", FIRM
    yield "in Latin letters", latin, FIRM
    yield "with another title", f"Frau Professor {latin}", FIRM
    yield "with who it is", f"my colleague {latin}", PROVISIONAL if one.alone else FIRM
    yield "with marks that nobody sees", "\u200b".join(one.name), FIRM
    yield "with letters that look alike", latin[:1] + latin[1:].translate(LOOKING_ALIKE), FIRM
    yield "in full width", latin.translate(WIDE), FIRM
    yield "within a sentence", f"please, not {latin}!" if not one.alone else one.name, FIRM
    yield "the first name", one.given, FIRM if one.alone else PROVISIONAL
    yield "the first name in Latin letters", given, FIRM if one.alone else PROVISIONAL
    yield "the address", one.email, PROVISIONAL
    yield "the address in capitals and brackets", f"<{one.email.upper()}>", PROVISIONAL
    yield "the address at another provider", one.email.replace("society", "mail"), PROVISIONAL
    yield "the office", one.called, PROVISIONAL
    if one.short:
        yield "a short form", one.short, PROVISIONAL
        yield "a short form and the surname", f"{one.short} {one.family}", FIRM
    if not one.alone:
        yield "the other way round", f"{family} {given}", FIRM
        yield "the surname first", f"{family}, {given}", FIRM
        yield "an initial", f"{given[0]}. {family}", FIRM
        yield "a middle name more", f"{given} Maria {family}", FIRM
        if not "\u0600" <= one.given[0] <= "\u06ff":
            yield "run together", f"{one.given}{one.family}".replace(" ", ""), FIRM
        yield "the surname", one.family, PROVISIONAL
        yield "the surname in Latin letters", family, PROVISIONAL
        yield "the surname in capitals", family.upper(), PROVISIONAL
        yield "a title and the surname", f"{one.title} {one.family}", PROVISIONAL
        yield "another title and the surname", f"Dr. {family}", PROVISIONAL
        yield "a title and the first name", f"Ms {given}", PROVISIONAL
        yield "the surname and who it is", f"my colleague {family}", PROVISIONAL
