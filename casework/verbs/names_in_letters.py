"""The question before a step sends words to the member that name a witness of the report, or the reporter."""

from collections.abc import Collection, Iterator, Mapping

from casework.forms.base import VerbForm
from casework.models import Case
from casework.queries.case.names_in_report import names_in_words
from casework.record.events import KINDS
from casework.record.rights import rights_of
from casework.record.state.people import PARTIES
from casework.vocabulary import BadShape, Seat, Verb

MEANT = "names_meant"
"""The field that names those names that are meant. So it passes no name that is typed later."""
AMONG_MORE: Mapping[Verb, tuple[str, ...]] = {
    **dict.fromkeys((Verb.ADD_ALLEGATION, Verb.ADD_CHARGE), ("act", "words", "particulars")),
    Verb.RECOMMEND_SANCTION: ("reasons", "wording", "conditions", "lower_level", "outside_range"),
    Verb.VARY_ON_APPEAL: ("reasons", "wording", "conditions"),
    Verb.ANSWER_REQUEST: ("reasons",),
    Verb.DISCLOSE_EVIDENCE: ("title", "text"),
    Verb.OFFER_EARLY_RESOLUTION: ("proposal",),
    Verb.PROPOSE_CONSENT: ("admission", "wording", "conditions", "reasons"),
    Verb.PROPOSE_WITHHOLDING: ("gist",),
    Verb.RULE_WITHHOLDING: ("gist", "reasons"),
    Verb.SERVE_NOTICE: ("words", "particulars"),
    Verb.SERVE_NOTICE_AGAIN: ("words",),
    Verb.SHARE_DRAFT_REPORT: ("draft",),
}
"""What goes to the member of steps whose event does not say it by itself, by the names of their input."""
NOT_ASKED = frozenset({Verb.CALL_WITNESS, Verb.WRITE_MINUTE, Verb.CORRECT_MINUTE, Verb.GIVE_FEEDBACK})
"""Steps that tell the member who a witness is, or what was said in the member's presence; and words to the reporter alone."""
ONCE_THEY_KNOW = frozenset({Verb.SEND_STATUS})
"""Steps whose letter goes to the member only once the member knows of the case."""
TO_THE_MEMBER: Mapping[Verb, tuple[str, ...]] = {
    kind.verb: tuple(kind.outgoing) for kind in KINDS.values() if kind.outgoing and kind.verb not in NOT_ASKED
} | dict(AMONG_MORE)
"""What each step sends to the member of what its author types, by the names of its input."""


def refuse_names_not_meant(case: Case, verb: Verb, form: VerbForm, meant: Collection[str]) -> None:
    """Raise BadShape with the names that a letter of the step would hold, unless all of them are `meant`.

    Only an officer is asked, and only about names that the officer may read: a sealed name is held by the outgoing check.
    Files are not read.
    """
    if verb not in TO_THE_MEMBER or case.acting.seats & PARTIES:
        return
    if verb in ONCE_THEY_KNOW and not rights_of(Seat.RESPONDENT, case.view):
        return
    typed = form.step_input()
    texts = [text for name in TO_THE_MEMBER[verb] for text in _texts_in(typed.get(name))]
    found = names_in_words(case, texts) if texts else []
    if set(found) - set(meant):
        raise BadShape({MEANT: found})


def _texts_in(value: object) -> Iterator[str]:
    """Yield each text of an answer, however deep."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts_in(each)
        case list() | tuple():
            for each in value:
                yield from _texts_in(each)
