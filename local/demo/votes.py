"""What a board member types who supports some options of a ballot, and nothing else."""

from collections.abc import Sequence

from policy.quorum import NONE, Choice, Option, Question, question_of, questions_of


def votes_for(motions: Sequence[Option], *wanted: Option, words: str = "On the papers.") -> dict[str, str]:
    """Return what a voter types who supports the wanted options, on every question that is asked."""
    typed: dict[str, str] = {}
    for question in questions_of(motions):
        found = next((one for one in motions if one in wanted and question_of(one) is question), None)
        if question is Question.OUTCOME:
            typed |= {"outcome": found.value if found else NONE, "reason": words}
        elif found is None:
            typed[question.value] = Choice.NO.value
        else:
            typed |= {question.value: Choice.YES.value, f"{question.value}_ground": _ground(question, motions)}
            typed[f"{question.value}_words"] = words
    return typed


def _ground(question: Question, motions: Sequence[Option]) -> str:
    if question is Question.REMIT:
        return "terms" if Option.CONSENT in motions else "not_shown" if Option.MORE_TIME in motions else "reasons"
    return "unfair_hearing" if question is Question.REMIT_TO_NEW_PANEL else "too_late"
