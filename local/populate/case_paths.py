"""The paths that cases take, as a tree: paths with the same beginning share it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from casework.vocabulary import CaseState as S
from local.demo import appeals, branches
from local.demo import story as demo_story
from local.demo.scenario import Story
from local.populate import chapters as more


@dataclass(frozen=True)
class Road:
    """A chapter, and the chapters that may follow it. Of a thousand cases, `share` stop after it, in the state `ends`."""

    tell: Callable[[Story], None]
    ends: S
    share: int = 0
    then: tuple["Road", ...] = ()

    def ends_of_all(self) -> Iterator["Road"]:
        """Yield every road after which a case may stop, this one first."""
        if self.share:
            yield self
        yield from chain.from_iterable(one.ends_of_all() for one in self.then)


PROBATION = Road(branches.put_on_probation, S.MONITORING, 1, (
    Road(branches.breach_noticed, S.MONITORING, 1, (
        Road(branches.breach_reported, S.BOARD_DECISION, 1, (
            Road(branches.sanction_activated, S.MONITORING, 1),
        )),
    )),
))  # fmt: skip
APPEALED = Road(appeals.lodge_appeal, S.APPEAL, 2, (
    Road(appeals.admit_appeal, S.APPEAL, 1, (
        Road(appeals.hear_appeal, S.APPEAL, 1, (
            Road(appeals.dismiss_appeal, S.MONITORING, 1),
            Road(appeals.reduce_sanction, S.MONITORING, 1),
            Road(appeals.quash_decision, S.CLOSED, 1),
            Road(appeals.sent_to_a_new_panel, S.PANEL_FORMING, 1),
            Road(appeals.sent_back_to_the_board, S.BOARD_DECISION, 1),
        )),
    )),
    Road(appeals.refuse_appeal, S.MONITORING, 1),
    Road(appeals.withdrawn, S.MONITORING, 1),
))  # fmt: skip
BOARD = Road(demo_story.recommend, S.BOARD_DECISION, 3, (
    Road(demo_story.decide, S.APPEAL_WINDOW, 3, (
        Road(demo_story.final, S.MONITORING, 0, (
            Road(demo_story.monitor, S.MONITORING, 4, (
                Road(more.term_over, S.MONITORING, 0, (Road(demo_story.complete, S.CLOSED, 6),)),
            )),
        )),
        APPEALED,
    )),
    Road(branches.sent_back, S.DELIBERATION, 1),
    Road(branches.sent_to_a_new_panel, S.PANEL_FORMING, 1),
    Road(branches.voted_again, S.APPEAL_WINDOW, 1),
))  # fmt: skip
CHARGED = Road(demo_story.finish_report, S.PANEL_FORMING, 6, (
    Road(demo_story.hold_hearing, S.DELIBERATION, 3, (
        Road(branches.read_findings, S.DELIBERATION, 0, (BOARD, PROBATION)),
    )),
    Road(demo_story.hearing_set, S.HEARING, 3),
    Road(branches.consent_offered, S.CONSENT_PROPOSED, 1, (
        Road(branches.consent_approved, S.BOARD_DECISION, 1, (Road(branches.consent_decided, S.APPEAL_WINDOW, 1),)),
        Road(branches.consent_declined, S.PANEL_FORMING, 1),
    )),
))  # fmt: skip
INQUIRY = Road(demo_story.screen, S.INVESTIGATION, 24, (
    Road(demo_story.investigate, S.AWAITING_RESPONSE, 14, (
        Road(demo_story.answer_notice, S.RESPONSE_REVIEW, 10, (
            CHARGED,
            Road(more.finish_and_vote, S.CASE_TO_ANSWER, 6, (Road(more.no_case_found, S.CLOSED, 40),)),
        )),
    )),
))  # fmt: skip
TALKS = Road(more.frame_light_matter, S.SCREENING, 10, (
    Road(more.talks_begun, S.EARLY_RESOLUTION, 6, (Road(more.settle_talks, S.CLOSED, 40),)),
))  # fmt: skip
TRIAGED = Road(more.triage, S.SCREENING, 14, (
    Road(more.ask_reporter, S.INFORMATION_REQUESTED, 8),
    *(
        Road(more.dismissal(code), S.DISMISSED, 3, (Road(more.time_for_review_passed, S.CLOSED, 160),))
        for code in more.DISMISSALS
    ),
    Road(more.dismissal(more.DISMISSALS[0]), S.DISMISSED, 0, (
        Road(more.review_asked, S.DISMISSAL_REVIEW, 6, (Road(more.upheld, S.CLOSED, 60),)),
    )),
    Road(more.refer_elsewhere, S.CLOSED, 40),
))  # fmt: skip
ALL = Road(lambda _: None, S.SUBMITTED, 4, (INQUIRY, TALKS, Road(demo_story.acknowledge, S.SCREENING, 0, (TRIAGED,))))
"""The root: a report that has just come in."""

ENDS = tuple(ALL.ends_of_all())
"""The roads after which a case may stop, in the order of the tree."""


def number_of(end: Road) -> int:
    """Return the place of a road in ENDS. Two equal roads have two places."""
    return next(n for n, one in enumerate(ENDS) if one is end)
