"""What the system does about letters that the respondent does not open, on the database."""

from datetime import timedelta

from casework import access
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.service.forms import ProveNonReceiptForm, RemindReaderForm
from casework.tasks import see_to_letters
from casework.verbs import VERBS, perform
from casework.vocabulary import Channel, Seat, Verb
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.answer_cast import Inquiry
from tests.scenario_fixtures import begins

ABOUT_LETTERS = ("case.reader_reminded", "case.letter_deemed_served", "case.service_failed")


def kinds(case: Case) -> list[str]:
    """Return the entries about letters that nobody opened."""
    return [entry.type for entry in ledger.stream(case.stream) if entry.type in ABOUT_LETTERS]


def confirm_address(inquiry: Inquiry) -> None:
    """Let Rex choose a password, as by the link of the invitation."""
    inquiry["rex"].set_password("a grey heron at the weir")
    inquiry["rex"].save()


def pass_weeks(inquiry: Inquiry, weeks: int) -> None:
    """Let whole weeks pass, the system looking every day."""
    for _ in range(7 * weeks):
        inquiry.clock.shift(timedelta(days=1))
        see_to_letters()


def read(case: Case) -> Case:
    """Return a case as it is stored, with its view now."""
    return access.case_called(case.reference, now())


def test_a_member_who_does_not_open_a_letter_is_reminded_twice_and_then_it_counts(inquiry: Inquiry) -> None:
    confirm_address(inquiry)
    case = inquiry.shared()
    draft = case.view.service.unserved[-1].about
    pass_weeks(inquiry, 3)
    case = read(case)
    served = case.view.service.proof(draft, Seat.RESPONDENT)
    assert served is not None and served.deemed
    assert len(case.view.service.reminded_on(draft)) == 2
    assert case.letters_due is None


def test_without_a_confirmed_address_mail_fails_and_an_officer_posts_the_reminders(inquiry: Inquiry) -> None:
    case = inquiry.shared()
    draft = case.view.service.unserved[-1].about
    pass_weeks(inquiry, 1)
    case = read(case)
    assert kinds(case) == ["case.service_failed"] * len({one.about for one in case.view.service.failed})
    assert case.view.service.mail_failed(draft)
    form = RemindReaderForm(view=case.view)
    assert f"{draft}:respondent" in dict(form.fields["letter"].choices)  # type: ignore[attr-defined]
    for _ in range(2):
        day = case.view.today.isoformat()
        typed = {"letter": f"{draft}:respondent", "sent_on": day, "proof": "RN 4712, posted."}
        case = perform(VERBS[Verb.REMIND_READER], reference=case.reference, by=inquiry.by("ola"), typed=typed)
        pass_weeks(inquiry, 1)
        case = read(case)
    pass_weeks(inquiry, 1)
    served = read(case).view.service.proof(draft, Seat.RESPONDENT)
    assert served is not None and served.deemed


def test_two_officers_record_that_a_letter_never_arrived(inquiry: Inquiry) -> None:
    confirm_address(inquiry)
    case = inquiry.shared()
    draft = case.view.service.unserved[-1].about
    pass_weeks(inquiry, 3)
    case = read(case)
    assert f"{draft}:respondent" in dict(ProveNonReceiptForm(view=case.view).fields["letter"].choices)  # type: ignore[attr-defined]
    typed = {"letter": f"{draft}:respondent", "reasons": "The server of the member was away for all of March."}
    for name in ("ola", "ines"):
        case = perform(VERBS[Verb.PROVE_NON_RECEIPT], reference=case.reference, by=inquiry.by(name), typed=typed)
    assert ledger.stream(case.stream)[-1].type == "case.non_receipt_proven"
    assert case.view.service.day(draft, Seat.RESPONDENT) == case.view.today


@begins(Inquiry.noticed)
def test_a_notice_is_brought_to_mind_twice_and_never_counts_by_time(inquiry: Inquiry, case: Case) -> None:
    confirm_address(inquiry)
    pass_weeks(inquiry, 6)
    case = read(case)
    assert kinds(case) == ["case.reader_reminded"] * 2
    assert (case.view.service.served, case.letters_due) == ((), None)
    bounced = {"about": case.view.notice.entry, "reader": Seat.RESPONDENT, "channel": Channel.MAIL}
    case = do(Verb.RECORD_BOUNCE, reference=case.reference, by=inquiry.by("ola"), **bounced)
    assert case.letters_due is None
