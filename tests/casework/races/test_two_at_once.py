"""Two people take the same step at once: one is done, the other is told what changed, and nothing is lost."""

from collections.abc import Callable, Mapping

import pytest

from accounts.models import User
from accounts.vocabulary import Office
from casework import tasks
from casework.record.turns import EXPECTED
from casework.vocabulary import Verb
from casework.workflow.step import STEPS
from ledger.clock import advance
from local.demo import story as told
from local.demo.cast import Person
from local.demo.people import settle
from local.demo.scenario import Story
from local.populate import chapters as more
from tests.casework.races.doubled import Doubled, Race
from tests.representatives import lena_speaks

V = Verb
SECOND = (
    Person(name="Alma Adviser", offices=(Office.ADVISER,)),
    Person(name="Bram Secretary", offices=(Office.BOARD_SECRETARY,)),
    Person(name="Ren Registrar", offices=(Office.REGISTRAR,)),
)
"""A second holder of each office that the demonstration gives to one person."""


def represented(story: Story) -> None:
    """The respondent names somebody who may answer too."""
    lena_speaks(story, days=900)


ROADS: tuple[tuple[Callable[[Story], None], ...], ...] = (
    (more.frame_light_matter, more.talks_begun, more.settle_talks),
    (told.acknowledge, more.triage, more.ask_reporter),
    (told.acknowledge, more.triage, more.dismissal(more.DISMISSALS[0]), more.review_asked, more.upheld),
    (told.acknowledge, more.triage, more.refer_elsewhere),
    (
        *(told.screen, told.investigate, represented, told.answer_notice, told.finish_report, told.hold_hearing),
        *(told.recommend, told.decide, told.final, told.monitor, more.term_over, told.complete),
    ),
)
"""What happens in each case; a member who was sanctioned before is offered no talks."""

COMMONEST = frozenset(
    {
        *(V.ACKNOWLEDGE_COMPLAINT, V.SEAT_OFFICER, V.TRIAGE_CASE, V.IDENTIFY_RESPONDENT, V.FRAME_ALLEGATION),
        *(V.SCOPE_ALLEGATION, V.OPEN_INVESTIGATION, V.REQUEST_INFORMATION, V.DISMISS_CASE, V.REFER_CASE),
        *(V.UPHOLD_DISMISSAL, V.DECIDE_IDENTITY, V.OFFER_EARLY_RESOLUTION, V.PROPOSE_TERMS, V.SETTLE_CASE),
        *(V.ADD_EVIDENCE, V.ACKNOWLEDGE_NOTICE, V.RESPOND_TO_NOTICE, V.FIND_CASE_TO_ANSWER, V.NAME_PANEL),
        *(V.SERVE_PANEL_LIST, V.FORM_PANEL, V.RECORD_ATTENDANCE, V.RECORD_FINDINGS, V.RECOMMEND_SANCTION),
        *(V.SEND_BOARD_PACK, V.OPEN_BALLOT, V.WRITE_DECISION_LETTER, V.DECIDE_CASE, V.APPLY_SANCTION, V.SEAT_MONITORS),
        *(V.PUBLISH_SANCTION, V.APPROVE_PUBLICATION_TEXT, V.FILE_CONDITION_EVIDENCE),
        *(V.VERIFY_CONDITION, V.COMPLETE_MONITORING),
    }
)
"""The commonest steps that a second person may take or sign as well: two people take each at once."""
OWN = frozenset(
    {
        *(V.VOTE_CASE_TO_ANSWER, V.DECLARE_INTERESTS, V.GIVE_FIRST_VIEW, V.SIGN_FINDINGS, V.OPEN_HISTORY, V.CAST_VOTE),
    }
)
"""What each does for themselves: two people at once are both done, and neither is told of the other."""
OF_ONE_PERSON = frozenset(
    {
        *(V.DISCLOSE_EVIDENCE, V.SERVE_NOTICE, V.SHARE_DRAFT_REPORT, V.FINALISE_REPORT, V.SERVE_BUNDLE),
        *(V.OPEN_HEARING, V.OPEN_DELIBERATION, V.NAME_FACTORS, V.SIGN_DECISION_LETTER),
        *(V.APPOINT_REPRESENTATIVE, V.ACCEPT_REPRESENTATION, V.COMMENT_ON_RESPONSE, V.ACCEPT_TERMS, V.REQUEST_REVIEW),
    }
)
"""Steps of the investigator, the chair or a party, which nobody else may take: one person sends each from two windows."""
SELDOM = frozenset(
    {
        *(V.ACCEPT_CONSENT, V.ADMIT_LATE_APPEAL, V.CALL_APPEAL_HEARING, V.CHALLENGE_APPEAL_MEMBER, V.CHALLENGE_MEMBER),
        *(V.CLOSE_BALLOT, V.CLOSE_NOT_PROVEN, V.CLOSE_UNMET, V.COMMENT_ON_CONSENT, V.COMMENT_ON_REPORT),
        *(V.DISMISS_APPEAL, V.DISSOLVE_PANEL, V.ENTER_DEFAULT, V.EXPLAIN_BREACH, V.FIND_NO_CASE_TO_ANSWER),
        *(V.HEAR_APPEAL, V.LODGE_APPEAL, V.NOTICE_BREACH, V.QUASH_ON_APPEAL, V.REFUSE_APPEAL, V.REFUSE_LATE_APPEAL),
        *(V.REMIT_ON_APPEAL_TO_BOARD, V.REMIT_ON_APPEAL_TO_PANEL, V.REMIT_TO_NEW_PANEL, V.REMIT_TO_PANEL),
        *(V.REOPEN_HEARING, V.REPORT_BREACH, V.RETURN_BREACH, V.RETURN_CONSENT, V.RULE_APPEAL_CHALLENGE),
        *(V.RULE_CHALLENGE, V.RULE_DECLARATION, V.RULE_LATE_EVIDENCE, V.RULE_NEW_EVIDENCE, V.RULE_ON_KEEP_AWAY),
        *(V.SEAT_ADJUDICATOR, V.SEAT_APPEAL_PANEL, V.SET_ASIDE_DEFAULT, V.SIFT_APPEAL, V.SIGN_CONSENT),
        *(V.SUBMIT_ON_SANCTION, V.SUPPLY_INFORMATION, V.VARY_ON_APPEAL, V.VOID_BALLOT),
        *(V.ADJOURN_APPEAL_HEARING, V.ADJOURN_HEARING, V.DISCLOSE_REDACTED_COPY, V.VOTE_ON_GROUNDS),
    }
)
"""The steps that the rulebook expects on other roads; the walk of two takes them at random."""


def test_every_expected_step_is_common_or_is_listed_as_seldom() -> None:
    expected = {verb for rows in EXPECTED.values() for row in rows for verb in row.verbs}
    assert expected - COMMONEST - OWN - OF_ONE_PERSON == SELDOM
    assert STEPS.keys() >= COMMONEST | OWN | OF_ONE_PERSON
    assert len(COMMONEST) == 36


@pytest.fixture
def town(people: Mapping[str, User]) -> Mapping[str, User]:
    return {**people, **settle(SECOND)}


def test_of_two_who_take_a_step_at_once_the_second_is_told_what_changed(
    town: Mapping[str, User],
) -> None:
    raced: dict[Verb, Race] = {}
    for chapters in ROADS:
        story = Doubled(people=town, due=tasks.lapses, move=advance)
        told.bring_report(story, town["rex"].name, reporter="Wilma Quill")
        for chapter in chapters:
            chapter(story)
        assert {verb for _, verb in story.ahead} <= {V.OPEN_HISTORY}
        raced |= {verb: one for verb, one in story.raced.items() if verb not in raced or one.people == 2}
    assert {verb for verb, one in raced.items() if (one.people, one.done) == (2, 1)} == COMMONEST
    assert {verb for verb, one in raced.items() if (one.people, one.done) == (2, 2)} == OWN
    assert {verb for verb, one in raced.items() if (one.people, one.done) == (1, 1)} == OF_ONE_PERSON
    assert [verb for verb in raced.keys() - OWN if not raced[verb].said] == []
