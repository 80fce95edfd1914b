"""What a vote or a decision rests on beyond the allegations and the evidence: the report, the answer, the grounds, the pack."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, all_readable, group_by_compartment, is_veiled
from casework.queries.decisions.appeal_grounds import appeal_grounds
from casework.queries.evidence.bundle import has_bundle, pages_by_entry
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record import events as e
from casework.recording import OpenedTexts
from casework.vocabulary import Verb
from casework.web.decisions.decision_letter import STEPS as OF_LETTER
from casework.web.decisions.findings_table import OVER
from casework.web.decisions.panel_sections import ROOMS
from casework.web.decisions.papers_of_appeals import Paper, appealed, needed, texts_of
from casework.web.decisions.rests_on import around_desk_step
from casework.web.decisions.said_on_report import said_on_report
from casework.web.shared.context import Context

MOST = 420
SAID: Mapping[type[e.Event], tuple[tuple[str, Promise], ...]] = {
    e.ResponseFiled: (("summary", _("The answer")),),
    e.ReportFinalised: (("report", _("The report of the investigation")),),
    e.ReportCommented: (("comment", _("A comment on the report")),),
    e.SanctionRecommended: (("wording", _("The recommendation")), ("reasons", _("Reasons of the panel"))),
    e.ConsentAccepted: (
        ("admission", _("What the member admits")),
        ("wording", _("The terms that both sides signed")),
        ("reasons", _("Why the approver passed them on")),
    ),
    e.BreachReported: (("reasons", _("The report of the breach")),),
}
"""The texts that stand beside a decision, by their event, each with its heading."""
ON_A_REPORT = (e.ResponseFiled, e.ReportFinalised, e.ReportCommented)
ON_FINDINGS = frozenset({Paper.FINDINGS})
BEFORE_A_BOARD = (e.SanctionRecommended, e.ConsentAccepted, e.BreachReported)


@dataclass(frozen=True, kw_only=True)
class SaidBefore:
    heading: Promise
    words: Excerpt


def _said(case: Case, verb: Verb, by: Actor, kinds: tuple[type[e.Event], ...], *, last: bool = False) -> Context:
    """Return what was said in events of these kinds, or in the last of them, after recording that it was opened."""
    shown = [(one, texts) for one, texts in all_readable(case) if isinstance(one.event, kinds) and texts]
    wanted = [(one, texts) for one, texts in (shown[-1:] if last else shown)]
    opened = _open(case, verb, by, [text for one, texts in wanted for text in _worded(one, texts)])
    return {"said_before": [each for one, _texts in wanted for each in _read(one, opened)]}


def _worded(one: e.Recorded, texts: tuple[Text, ...]) -> Iterator[Text]:
    fields = {field for field, _heading in SAID[type(one.event)]}
    return (text for text in texts if text.field in fields)


def _read(one: e.Recorded, opened: OpenedTexts) -> Iterator[SaidBefore]:
    for field, heading in SAID[type(one.event)]:
        said = opened.get((one.event.id, field))
        words = said.get("sanction") if isinstance(said, dict) else said
        if words:
            yield SaidBefore(heading=heading, words=excerpt(str(words), MOST))


def _open(case: Case, verb: Verb, by: Actor, texts: list[Text]) -> OpenedTexts:
    wanted = group_by_compartment(texts)
    return open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}


def _grounds(case: Case, verb: Verb, by: Actor) -> Context:
    """Return the grounds that were raised, with what each side says on each, and the papers that their questions need."""
    of_appeal = (e.AppealLodged, e.CrossAppealLodged, e.LateAppealAsked, e.AppealSubmissionMade)
    kinds = (*of_appeal, e.NewEvidenceOffered, e.NewEvidenceRuled)
    papers = needed(code for one in case.view.appeal.all for code in one.codes)
    texts = [text for one, some in all_readable(case) if isinstance(one.event, kinds) for text in some]
    opened = _open(case, verb, by, texts + texts_of(case, papers))
    return {
        "rests_on": True,
        "grounds": appeal_grounds(case.view, case.record, opened),
        **appealed(case, papers, opened),
        "routes": {"file": "board_file", "bundle": "appeal_bundle"},
        "bundle_pages": pages_by_entry(case.view) if has_bundle(case) else {},
    }


def _found(case: Case, verb: Verb, by: Actor) -> Context:
    """Return the findings that stand, after recording that they were opened."""
    standing = {one.id for one in case.view.deliberation.findings}
    texts = [text for text in texts_of(case, ON_FINDINGS) if text.entry in standing]
    return appealed(case, ON_FINDINGS, _open(case, verb, by, texts))


def _pack(case: Case, _verb: Verb, _by: Actor) -> Context:
    return {"pack_url": reverse("board_case", args=[case.reference])}


def _on_report(case: Case, verb: Verb, by: Actor) -> Context:
    return _said(case, verb, by, ON_A_REPORT) | {"said_to": said_on_report(case, verb, by)}


def _comments(case: Case, verb: Verb, by: Actor) -> Context:
    """Return the comments on the draft of a report, and whether there is none."""
    none = not any(isinstance(one.event, e.ReportCommented) for one, _texts in all_readable(case))
    return _said(case, verb, by, (e.ReportCommented,)) | {"no_comment": none}


def _before_board(case: Case, verb: Verb, by: Actor) -> Context:
    return _said(case, verb, by, BEFORE_A_BOARD, last=True)


MORE: Mapping[Verb, Callable[[Case, Verb, Actor], Context]] = {
    **dict.fromkeys((Verb.VOTE_CASE_TO_ANSWER, Verb.FIND_CASE_TO_ANSWER, Verb.FIND_NO_CASE_TO_ANSWER), _on_report),
    Verb.FINALISE_REPORT: _comments,
    **dict.fromkeys((Verb.SEND_BOARD_PACK, Verb.REMIT_TO_PANEL, Verb.REMIT_TO_NEW_PANEL), _before_board),
    **dict.fromkeys((Verb.RETURN_CONSENT, Verb.RETURN_BREACH), _before_board),
    **dict.fromkeys(
        (
            *(Verb.ADMIT_LATE_APPEAL, Verb.REFUSE_LATE_APPEAL, Verb.SIFT_APPEAL, Verb.REFUSE_APPEAL),
            *(Verb.RULE_NEW_EVIDENCE, Verb.VOTE_ON_GROUNDS, Verb.DISMISS_APPEAL, Verb.QUASH_ON_APPEAL),
            *(Verb.REMIT_ON_APPEAL_TO_PANEL, Verb.REMIT_ON_APPEAL_TO_BOARD, Verb.VARY_ON_APPEAL),
        ),
        _grounds,
    ),
    **dict.fromkeys((Verb.NAME_FACTORS, Verb.CLOSE_NOT_PROVEN), _found),
    Verb.CAST_VOTE: _pack,
}
"""What stands beside a step besides the report, the allegations and the evidence."""
BESIDE = frozenset(MORE) - {Verb.CAST_VOTE, Verb.FINALISE_REPORT} | {
    *(Verb.ACCEPT_CONSENT, Verb.RULE_LATE_EVIDENCE, Verb.NAME_FACTORS, Verb.CLOSE_NOT_PROVEN),
    *(Verb.IMPOSE_INTERIM, Verb.REVIEW_INTERIM),
}
"""Decisions whose page shows what they rest on beside the form, no matter which seat takes them."""
ABOVE = OVER | frozenset(OF_LETTER) | {Verb.RECOMMEND_SANCTION, Verb.CAST_VOTE}
"""Decisions whose page shows it above or within the form: the table of findings, the letter, the sheet, a link to the pack."""


def beside_step(case: Case, verb: Verb, audience: str, by: Actor) -> Context:
    """Return what an officer's step rests on, after recording that its texts were opened; nothing for a party.

    In the room of a panel only decisions show it: the other parts of a hearing are one press away.
    """
    in_room = audience in ROOMS
    if audience not in {"desk", "board", *ROOMS} or (in_room and verb not in BESIDE):
        return {}
    more = {} if is_veiled(case) else MORE[verb](case, verb, by) if verb in MORE else {}
    if audience == "desk":
        return around_desk_step(case, verb, by) | more
    shown = {} if verb in ABOVE else around_desk_step(case, verb, by)
    return {name: value for name, value in shown.items() if name != "signers"} | more
