"""Findings that an appeal panel cannot read yet: the letter that tells them, who proves its arrival, and when they open."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case
from casework.queries.people.who_posts import who_posts
from casework.record.rights.served import appeal_panel_reads_from, shut_entries
from casework.record.state.people import APPEAL_PANEL


@dataclass(frozen=True, kw_only=True)
class FindingsShut:
    """`sent_on`: the day of the last letter with the findings. `by`: who records the proof that it arrived.

    `opens_on`: the day from which the panel reads them; None while nothing shows that the member has had them.
    """

    sent_on: date
    by: str
    opens_on: date | None


def findings_shut(case: Case) -> FindingsShut | None:
    """Return this while the appeal panel cannot open a finding that stands; None once it can. At most one query."""
    view = case.view
    standing = {one.id for one in view.deliberation.findings} & shut_entries(view, APPEAL_PANEL)
    papers = [paper for paper in view.serving.papers if paper.entry in standing]
    letters = [one for one in view.service.sent if any(one.about in view.serving.letters(paper) for paper in papers)]
    if not letters:
        return None
    days = [view.serving.day(paper, view) for paper in papers]
    had = [day for day in days if day is not None]
    known = len(had) == len(days)
    return FindingsShut(
        sent_on=letters[-1].on,
        by="" if known else next(iter(who_posts(case, letters[-1])), ""),
        opens_on=max(appeal_panel_reads_from(view, day) for day in had) if known else None,
    )
