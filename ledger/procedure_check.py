"""What the nightly check asks of the procedure of cases: the same rules as the offline verifier, in the same order."""

from collections.abc import Sequence

from accounts.streamed import stream_rows
from ledger import verify
from ledger.entries import b64

_STEPS = """
SELECT log_index, leaf, stream, seq, type, entry
FROM ledger_entry WHERE stream = ANY(%s) AND type = ANY(%s) ORDER BY log_index
"""


def judge_procedure(streams: Sequence[str], report: verify.Report) -> None:
    """Judge the stages of these cases (R12) and recount what was done in them (R11).

    The votes of a ballot are counted again by the invariants, which can open them.
    """
    stages, recount = verify.Stages(report), verify.Recount(report)
    for index, leaf, stream, seq, kind, entry in stream_rows(_STEPS, [list(streams), [*verify.STAGES_OF]]):
        text = bytes(entry).decode("utf-8", "replace")
        stages.read(int(index), stream, int(seq), kind, text)
        if (found := verify.entry_read(int(index), b64(bytes(leaf)), text)) is not None:
            recount.read(found)
    recount.finish()
