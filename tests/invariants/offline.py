"""What the offline verifier says of a walk: its rules about stages, ballots, panels and papers find nothing in it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from casework.record.events import Recorded
from ledger import verify
from ledger.canonical import encode
from ledger.entries import moment
from ledger.sealed_answers import field_of
from policy.quorum import Option
from tests.casework.pure import FILES, RULEBOOK


def entries_of(stream: str, history: Iterable[Recorded]) -> list[verify.Entry]:
    """Return the entries of a case as the verifier reads them, as far as it looks at them."""
    made = []
    for number, one in enumerate(history):
        body = {
            "id": str(one.event.id), "type": one.event.type, "stream": stream, "seq": number + 1, "at": moment(one.at),
            "occurred": None,
            "actor": str(one.actor), "role": one.role.value, "data": one.event.data(),
            "commit": dict.fromkeys(one.event.sealed, ""),
        }  # fmt: skip
        made.append(verify.Entry(number, "", body))
    return made


def faults_of(entries: Iterable[verify.Entry], answers: Mapping[tuple[UUID, Option], str]) -> list[tuple[str, str]]:
    """Return what the rules about stages (R12) and the recount (R11) find in a case. `answers`: what was voted."""
    report = verify.Report()
    stages, recount = verify.Stages(report), verify.Recount(report)
    for entry in entries:
        if entry.type in verify.STAGES_OF:
            text = encode(entry.body).decode()
            stages.read(entry.index, entry.body["stream"], entry.body["seq"], entry.type, text)
            recount.read(entry)
    recount.finish()
    verify.judge_thresholds(recount.opened, {str(RULEBOOK): (0, FILES.rulebook_values)}, report)
    opened = {(str(vote), field_of(option)): {"answer": said} for (vote, option), said in answers.items()}
    assert verify.judge_counts(recount.counted, verify.Openings(opened), report) == 0
    return report.tamper
