"""Two sanctions whose terms run side by side after a breach, without a database."""

from casework.queries.terms_running import terms_running
from casework.vocabulary import Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.board_road import final
from tests.casework.procedure.monitoring.test_breach_pure import MONA, voted_on_the_breach
from tests.casework.pure import CLOCK


def test_each_term_ends_by_its_own_date_when_two_sanctions_run() -> None:
    case = final(voted_on_the_breach(Option.ACTIVATE))
    first, second = case.view.sanctions.all
    case.wait(days=45)
    assert [one.sanction for one in terms_running(case.view)] == ["Probation (level 5)", "Suspension (level 6)"]
    assert case.do(Verb.TERM_ENDS, by=CLOCK).subject == second.id
    assert [one.sanction for one in terms_running(case.view)] == ["Probation (level 5)"]
    assert case.reasons(Verb.COMPLETE_MONITORING, by=MONA)[0] == REASONS["every_term_is_over"]
    case.wait(days=160)
    assert case.do(Verb.TERM_ENDS, by=CLOCK).subject == first.id
    assert [one.term_over for one in case.view.sanctions.all] == [True, True]
    assert case.reasons(Verb.TERM_ENDS, by=CLOCK) == [case.reason("term_is_over")]
    assert case.reasons(Verb.COMPLETE_MONITORING, by=MONA) == [REASONS["second_person_signed"]]
