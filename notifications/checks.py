"""What must hold between the tables of a verb: each check answers with the name and with the file to change."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from casework.record.events import KINDS
from casework.record.rights import ever_held
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Reading, Seat, Verb
from notifications.letters.table import LETTERS, SILENT
from notifications.topics.clock_rules import CLOCKS, UNANNOUNCED_CLOCKS
from notifications.topics.not_notified import NOT_NOTIFIED
from notifications.topics.rules import RULES

OURS = "casework.record.events."


@register("deployment")
def tables_hold_every_verb(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Somebody may take each step that has a page, and each event either writes letters or is named as silent."""
    return [Error(said, hint=hint, id="notifications.E01") for said, hint in _missing()]


def _missing() -> Iterator[tuple[str, str]]:
    held = frozenset[Verb | Reading]().union(*(ever_held(seat) for seat in Seat))
    for verb in sorted(VERBS.keys() - held):
        yield f"Nobody may ever take the step {verb.value}.", "Add it to the rows of a seat in casework/record/rights/."
    for kind in KINDS.values():
        if kind.__module__.startswith(OURS) and kind not in LETTERS and kind not in SILENT:
            yield (
                f"{kind.__name__} is neither among the letters nor among the silent events.",
                "Add it to LETTERS or to SILENT in notifications/letters/table.py.",
            )


@register("deployment")
def every_event_tells_or_says_why_not(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Each event and each clock notifies somebody, or is listed with the reason why it does not."""
    ours = [kind for kind in KINDS.values() if kind.__module__.startswith(OURS)]
    untold = [
        f"{kind.__name__} has no row of who is told." for kind in ours if (kind in RULES) is (kind in NOT_NOTIFIED)
    ]
    clocks = [
        f"{name} has no row of who is told." for name in ClockName if (name in CLOCKS) is (name in UNANNOUNCED_CLOCKS)
    ]
    hint = "Add it to notifications/topics/rules.py or to not_notified.py; a clock to clock_rules.py."
    return [Error(said, hint=hint, id="notifications.E02") for said in (*untold, *clocks)]
