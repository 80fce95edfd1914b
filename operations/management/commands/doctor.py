"""Says what is missing in this installation and how to mend it."""

from collections.abc import Iterator

from ledger.outside import NONE_OUTSIDE, has_outside_checkpoint
from operations.command_bases import ReportCommand
from operations.doctor import database, services, settings_check, stalled_parts
from operations.doctor.finding import Finding

SERVICES = (services.queue, services.shared_cache, services.mail, services.signer, services.converter, services.storage)


class Command(ReportCommand):
    """`manage.py doctor [--json]`: one line for each thing that is missing; exit 0 when nothing is, else 1. Writes nothing.

    Where nothing is missing it still says what is to do: two officers sign the books of the installation, and somebody
    outside holds a checkpoint of the record.
    """

    help = "Say what is missing and how to mend it"
    requires_system_checks: list[str] = []

    def handle(self, *args: object, as_json: bool, **options: object) -> None:
        found = list(_findings())
        advice = [] if found else [f"To do: {each}" for each in _to_do()]
        code, lines = int(bool(found)), [*(map(str, found) if found else ["Nothing is missing."]), *advice]
        summary = {"rc": code, "findings": [one.as_dict for one in found], "advice": advice}
        self.report(summary, lines, as_json=as_json, code=code)


def _to_do() -> Iterator[str]:
    if not has_outside_checkpoint():
        yield f"{NONE_OUTSIDE}."
    yield from database.to_do()


def _findings() -> Iterator[Finding]:
    yield from settings_check.readable_by_others()
    yield from services.deployment()
    missing = next((found for ask in database.BEFORE_ALL if (found := list(ask()))), [])
    yield from missing
    for ask in () if missing else database.THEN:
        yield from ask()
    services_asked = SERVICES if missing else (*SERVICES, services.witnesses)
    asked = [found for ask in services_asked for found in ask()]
    yield from asked
    if not missing:
        yield from stalled_parts.further_findings(asked)
