"""A panel, an approver of consent, a board of seven, an alternate and two monitors; ballots and what leads to them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import time_machine

from accounts.vocabulary import Office
from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.vocabulary import Seat, Verb
from ledger import queries as ledger
from ledger.clock import now
from local.demo.votes import votes_for
from policy.quorum import Option
from tests.casework.panel_cast import PanelCast
from tests.casework.taking import take

BOARD = {
    "bo": "Bo Ashby",
    "bil": "Bil Corrin",
    "bev": "Bev Dane",
    "ben": "Ben Elstow",
    "bix": "Bix Farne",
    "bud": "Bud Garth",
    "bay": "Bay Holm",
}
POOL = {"una": "Una Lorne", "udo": "Udo Marsh"}
"""The alternates, in the order of the approved pool."""
OTHERS = {
    "cara": ("Cara Ingle", Office.CONSENT_APPROVER),
    "mona": ("Mona Jarrow", Office.MONITOR),
    "mike": ("Mike Kell", Office.MONITOR),
}
OFFER = {
    "level": "4",
    "condition_1": "A course on fair tenders, brambling.",
    "condition_1_proof": "The certificate, brambling.",
    "condition_1_days": "90",
    "admission": "I gave the tender to a friend, brambling.",
    "wording": "A remedial order with a course, brambling.",
    "reasons": "It is admitted in full and will be put right by the end of May, brambling.",
}

type Votes = Callable[[Sequence[Option]], dict[str, str]]
"""What a voter types on a ballot of these options."""


def for_(*wanted: Option) -> Votes:
    """Return how a board votes that wants these options and no other."""
    return lambda motions: votes_for(motions, *wanted, words="So I see it, brambling.")


def motions_in(case: Case) -> Sequence[Option]:
    """Return the options of the ballot in hand."""
    ballot = case.view.board.ballot
    assert ballot is not None
    return ballot.motions


class Table(PanelCast):
    """The people of a panel, the board and the monitors."""

    PANELIST, AUDITOR, REVIEWER = Office.PANELIST, Office.AUDITOR, Office.REVIEWER

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Appoint them."""
        super().__init__(clock)
        for key, (name, office) in OTHERS.items():
            self.appointed(key, name, office)
        for key, name in BOARD.items():
            self.appointed(key, name, Office.BOARD_MEMBER)
        for order, (key, name) in enumerate(POOL.items()):
            self.appointed(key, name, Office.BOARD_MEMBER, alternate=True, order=order)

    def reporter(self, case: Case) -> Actor:
        """Return the one who reported."""
        return Actor(user=case.seatings.get(seat=Seat.COMPLAINANT.value).user)

    def offered(self, by: str = "ola", **typed: Any) -> Case:
        """Return a charged case with an offer of consent, and somebody seated to approve it."""
        case = take(self.charged(), Verb.PROPOSE_CONSENT, self.by(by), **OFFER | typed)
        place = f"consent_approver:{self.person('cara')}"
        return take(case, Verb.SEAT_ADJUDICATOR, self.by("ava"), place=place)

    def signed(self, case: Case, *names: str) -> Case:
        """Let sides sign the offer in hand."""
        for name in names:
            offer = case.view.consent.offers[-1].id
            case = take(case, Verb.SIGN_CONSENT, self.by(name), offer=str(offer), confirmed="on")
        return case

    def accepted(self) -> Case:
        """The same, signed by both sides, the reporter heard, approved."""
        return self.accept(self.offered())

    def accept(self, case: Case) -> Case:
        """Let both sides sign, the reporter be heard and the approver approve the offer in hand."""
        case = self.signed(case, "rex", "ola")
        case = take(case, Verb.COMMENT_ON_CONSENT, self.reporter(case), comment="If he means it, brambling.")
        return take(case, Verb.ACCEPT_CONSENT, self.by("cara"), reasons="It is right for all, brambling.")

    def recommended(self, **typed: Any) -> Case:
        """Return a case that its panel has brought before the board."""
        case = self.spoken_for()
        return self.recommend(case, **typed)

    def recommend(self, case: Case, **typed: Any) -> Case:
        """Let the panel recommend a public reprimand with a course; for commitment 2 and severity S2 the range is L4 to L5."""
        sheet = {
            "severity_1": 2,
            "level": 4,
            "condition_1": "A course, and its certificate, brambling.",
            "condition_1_proof": "The certificate, brambling.",
            "condition_1_days": 90,
            "wording": "A public reprimand.",
            "lower_level": "A private word would not do.",
            "reasons": "It was done for gain, brambling.",
        }
        return self.sign(Verb.RECOMMEND_SANCTION, case, "cleo", "nora", typed=sheet | typed)

    def opened(self, case: Case, *, without: frozenset[str] = frozenset()) -> Case:
        """Send the papers, let the board declare but for `without`, and open the ballot."""
        case = self.packed(case)
        for name in BOARD.keys() - without:
            take(case, Verb.DECLARE_INTERESTS, self.by(name), answer="free")
        self.wait(days=10)
        return take(case, Verb.OPEN_BALLOT, self.by("bea"), **self.closing())

    def packed(self, case: Case) -> Case:
        """Send the papers to the board and to Rex, who opens his letter."""
        case = take(case, Verb.SEND_BOARD_PACK, self.by("bea"), self.by("ava"), minute="On the papers.")
        pack = case.view.board.pack
        assert pack is not None
        return self.serve(case, pack)

    def changed(self, case: Case, late: dict[str, str]) -> Case:
        """Let Rex send evidence while the board votes, and Ava admit it: the papers are no longer those it voted on."""
        case = self.let_in(take(case, Verb.FILE_LATE_EVIDENCE, self.by("rex"), **late))
        (piece,) = case.view.deliberation.late
        ruled = {"evidence": str(piece), "ruling": "sanction_only", "reasons": "It bears on the sanction, brambling."}
        return take(case, Verb.RULE_LATE_EVIDENCE, self.by("ava"), **ruled)

    def closing(self) -> dict[str, str]:
        """Return the last day of a ballot, two days from now, as it is typed."""
        return {"closes_on": (now().date() + timedelta(days=2)).isoformat()}

    def voted(self, case: Case, votes: Votes, *, absent: frozenset[str] = frozenset()) -> Case:
        """Let every voter but the absent vote, and close the ballot at its time."""
        ballot = case.view.board.ballot
        assert ballot is not None
        for name in (*BOARD, *POOL):
            if self.person(name) in ballot.voters and name not in absent:
                case = take(case, Verb.CAST_VOTE, self.by(name), **votes(ballot.motions))
        self.wait(days=3)
        return take(case, Verb.CLOSE_BALLOT, self.by("bea"))

    voted_on = voted

    def decided(self, case: Case, votes: Votes) -> Case:
        """Let the board vote and its decision be sent."""
        return self.sent(self.voted(self.opened(case), votes))

    def sent(self, case: Case, *, wording: str = "Decided.") -> Case:
        """Let the decision be written, its letter be signed, rest, and go out."""
        case = self.letter_signed(case, wording=wording)
        self.wait(days=1)
        return take(case, Verb.DECIDE_CASE, self.by("bea"))

    def letter_signed(self, case: Case, *, wording: str = "Decided.") -> Case:
        """Let the decision be written, and the first of those who voted sign its letter."""
        ballot = case.view.board.counted
        assert ballot is not None
        able = ballot.voted - case.view.people.barred
        chair = next(name for name in (*BOARD, *POOL) if self.person(name) in able)
        words = {"reasons": "On the papers.", "wording": wording, "chair": str(self.person(chair))}
        case = take(case, Verb.WRITE_DECISION_LETTER, self.by("bea"), **words)
        return take(case, Verb.SIGN_DECISION_LETTER, self.by(chair))

    def final(self, case: Case) -> Case:
        """Let Rex be served with a decision and the time to appeal lapse."""
        told = [entry for entry in ledger.stream(case.stream) if entry.type == "case.board_decided"][-1]
        self.serve(case, told.id)
        self.wait(days=35)
        return do(Verb.APPEAL_LAPSES, reference=case.reference, by=the_clock())

    def watched(self, case: Case) -> Case:
        """Seat Mona and Mike as monitors."""
        return take(
            case, Verb.SEAT_MONITORS, self.by("bea"), persons=[str(self.person("mona")), str(self.person("mike"))]
        )

    def monitored(self) -> Case:
        """Return a case with a final probation, a suspension named for a breach, and a course to take in ninety days."""
        probation = {"level": 5, "term_days": "200 days", "abeyance": 6, "abeyance_days": "40 days"}
        return self.watched(self.final(self.decided(self.recommended(**probation), for_(Option.L5))))

    def notice(self, case: Case) -> Case:
        """Let Mona give notice that the condition was broken by an act, and Rex open it."""
        current = case.view.sanctions.current
        assert current is not None
        said = {
            "condition": str(current.conditions[0].id),
            "broken": "on",
            "particulars": "He sent somebody else, brambling.",
        }
        case = take(case, Verb.NOTICE_BREACH, self.by("mona"), **said)
        return self.serve(case, self.last(case))
