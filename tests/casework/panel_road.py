"""The stretch of the road from a charge to the board, walked without a database by the machine's own steps."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from casework.procedure.findings.sanction_worksheet import Factor, Sheet
from casework.record.events import FindingMade, Terms
from casework.record.state.allegations import Allegation, AllegationsPart
from casework.record.state.evidence import EvidencePart
from casework.record.state.filing import FilingPart
from casework.record.state.notice import NoticePart
from casework.record.state.people import PeoplePart
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import AllegationState, Answer, CaseState, Declared, Seat, Verb
from policy.findings import Opinion
from policy.rules import Level, Severity
from policy.sanctions import weights
from tests.casework.lower_terms import with_lower
from tests.casework.pure import EDITION, RULES, By, PureCase, someone

AVA = (someone("ava"), Seat.ADVISER)
CLEO = (someone("cleo"), Seat.PANEL_CHAIR)
MILO = (someone("milo"), Seat.PANEL_MEMBER)
NORA = (someone("nora"), Seat.PANEL_MEMBER)
OLA = (someone("ola"), Seat.INVESTIGATOR)
REX = (someone("rex in this case"), Seat.RESPONDENT)

FIRST = uuid5(REX[0], "first charge")
SECOND = uuid5(REX[0], "second charge")
LETTERS, LEDGER = (uuid5(REX[0], name) for name in ("letters", "ledger"))
LIST = {"chair": CLEO[0], "members": (MILO[0], NORA[0]), "lay": (NORA[0],), "by_rota": True, "reason_given": False}
FREE = {"answer": Declared.FREE, "told_written": False}
PANEL = (CLEO, MILO, NORA)
YES, NO = Opinion(happened=True, breaches=True), Opinion(happened=False, breaches=False)
WHOLE = (CLEO[0], MILO[0], NORA[0])


def charge(key: UUID = FIRST, commitment: int = 3, **given: Any) -> Allegation:
    """A charge on one day in January 2026, denied."""
    day = date(2026, 1, 12)
    denied = Allegation(
        id=key,
        framed_by=key,
        commitment=commitment,
        edition=EDITION,
        first_day=day,
        last_day=day,
        state=AllegationState.CHARGED,
        answer=Answer.DENY,
        severity=2,
    )
    return replace(denied, **given)


def charged(*charges: Allegation, state: CaseState = CaseState.PANEL_FORMING, **known: Any) -> PureCase:
    """A case with a charge, at the point where its panel is to be formed."""
    given: dict[str, Any] = {
        "filing": FilingPart(swept=True),
        "notice": NoticePart(known_to_respondent=True),
        "screening": ScreeningPart(triaged=True, severity=2),
        "allegations": AllegationsPart(all=charges or (charge(),)),
        "evidence": EvidencePart(copy_keys=frozenset({LETTERS, LEDGER})),
        "people": PeoplePart(seats=frozenset({REX, OLA})),
    }
    return PureCase.new(state=state, **given | known)


def declared(case: PureCase, *people: By) -> PureCase:
    """Let people say that nothing ties them to anybody in the case."""
    for one in people:
        case.do(Verb.DECLARE_INTERESTS, by=one, **FREE)
    return case


def named(*charges: Allegation, **known: Any) -> PureCase:
    """The same, with Cleo to chair and Milo and Nora, who is lay, to sit; all three are free."""
    case = charged(*charges, **known)
    case.do(Verb.NAME_PANEL, by=AVA, **LIST)
    return declared(case, CLEO, MILO, NORA)


def listed(*charges: Allegation, **known: Any) -> PureCase:
    """The same, the list with the respondent and the time to challenge over."""
    case = named(*charges, **known)
    served = case.do(Verb.SERVE_PANEL_LIST, by=AVA)
    case.serve(served.id, Seat.RESPONDENT)
    case.wait(days=11)
    return case


def formed(*charges: Allegation, **known: Any) -> PureCase:
    """The same, called to a hearing in 45 days, the notice with the respondent."""
    case = listed(*charges, **known)
    event = case.do(Verb.FORM_PANEL, by=AVA, hearing_on=case.view.today + timedelta(days=45))
    case.serve(event.id, Seat.RESPONDENT)
    return case


def bundled(*charges: Allegation, **known: Any) -> PureCase:
    """The same, with the letters in the bundle."""
    case = formed(*charges, **known)
    case.do(Verb.SERVE_BUNDLE, by=OLA, evidence=(LETTERS,))
    return case


def heard(*charges: Allegation, **known: Any) -> PureCase:
    """The same, the hearing opened on its day and attended by all."""
    case = bundled(*charges, **known)
    case.wait(days=45)
    case.do(Verb.OPEN_HEARING, by=CLEO, present=WHOLE, respondent_present=True)
    case.do(Verb.RECORD_ATTENDANCE, by=AVA, throughout=WHOLE, respondent_present=True)
    return case


def deliberating(*charges: Allegation, **known: Any) -> PureCase:
    """The same, the panel in its room."""
    case = heard(*charges, **known)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=True)
    return case


def finding(key: UUID = FIRST, *, proven: bool = True, **given: Any) -> FindingMade:
    """A finding on a charge of commitment 3, on the letters."""
    plain = FindingMade(
        allegation=key,
        proven=proven,
        happened=(proven,),
        breaches=(proven,),
        commitment=3,
        edition=EDITION,
        evidence=(LETTERS,) if proven else (),
        on_admission=False,
    )
    return replace(plain, **given)


def opinions(case: PureCase, opinion: Opinion = YES) -> tuple[tuple[Opinion, ...], ...]:
    """The same opinion on every particular of every charge."""
    return tuple((opinion,) * len(one.kinds) for one in case.view.allegations.in_state(AllegationState.CHARGED))


def sign_each(case: PureCase, *who: By) -> None:
    """Let everybody of the panel form a first view, then sign."""
    for verb in (Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS):
        for by in who or PANEL:
            case.do(verb, by=by, opinions=opinions(case))


def save(case: PureCase, *findings: FindingMade) -> None:
    """Let the panel save findings: everybody signs on each particular; Cleo puts the words forward, Milo signs them."""
    if not case.view.deliberation.signed:
        sign_each(case)
    case.two(Verb.RECORD_FINDINGS, first=CLEO, second=MILO, findings=findings, reasons_written=True)
    for one in findings:
        case.happen(one, by=MILO)


def found(*charges: Allegation, proven: bool = True, **known: Any) -> PureCase:
    """The same, the one finding saved."""
    case = deliberating(*charges, **known)
    save(case, finding(proven=proven))
    return case


EVERYTHING: dict[str, Any] = {"severities": tuple(Severity), "numbers": tuple(range(len(weights(RULES))))}


def weighed() -> PureCase:
    """The same, something proven, and the respondent told of all that may weigh."""
    case = found()
    case.do(Verb.NAME_FACTORS, by=CLEO, **EVERYTHING)
    return case


def spoken_for() -> PureCase:
    """The same, something proven, and the respondent's time to speak on the sanction over."""
    case = weighed()
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=15)
    return case


TERMS = Terms(level=Level.L2)
SHEET = Sheet(
    severities=((FIRST, Severity.S2),),
    mitigating=(Factor(code="isolated", shown_by=(LETTERS,)),),
    lower_considered=True,
)


def recommend(case: PureCase, *, terms: Terms = TERMS, sheet: Sheet = SHEET) -> Any:
    """Let the panel recommend: Cleo puts it forward, Nora signs."""
    return case.two(
        Verb.RECOMMEND_SANCTION, first=CLEO, second=NORA, terms=with_lower(terms), sheet=sheet, reasons_written=True
    )


def had_the_letter(case: PureCase) -> None:
    """Let the member open the letter about the last event, and the panel read what it says."""
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=7)
