"""What is measured: one act a line, done by the same words over HTTP and within this process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.callers import REQUESTS, SHORT_REQUESTS, Caller
from ledger.canonical import Values

FILED: Values = {
    "accused": [{"name": "Alma Abel", "employer": "Corvid Works"}],
    "commitments": [2],
    "narrative": "A written promise to a customer was denied later, and the letter was no longer in the file. " * 5,
    "lasted": "day",
    "first_day": "2026-01-12",
    "place": "Leeds",
    "witnesses": ["Wanda Quill"],
    "identity": "anonymous",
    "declared": True,
}


@dataclass(frozen=True)
class Material:
    """References that no act has used yet: cases of the measured officer, and cases that wait to be acknowledged.

    `known` is one case of that officer, which is opened again and again.
    """

    known: str
    cases: Iterator[str]
    waiting: Iterator[str]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One act: who does it (`desk` has 500 cases, `wide` sees every one), how often, by how many at once.

    `asks`: how many requests it is.
    """

    name: str
    act: Callable[[Caller, Material], None]
    who: str = "desk"
    times: int = 60
    clients: int = 1
    asks: int = 1


def _queue(address: str) -> Callable[[Caller, Material], None]:
    return lambda caller, _: caller.look(address)


def _case(caller: Caller, material: Material) -> None:
    caller.look(f"/desk/cases/{next(material.cases)}/")


def _case_again(caller: Caller, material: Material) -> None:
    caller.look(f"/desk/cases/{material.known}/")


def _autosave(caller: Caller, material: Material) -> None:
    caller.keep(f"/desk/cases/{next(material.cases)}/do/declare_conflict/", {"reasons": str(FILED["narrative"])})


def _report(caller: Caller, _: Material) -> None:
    caller.report()


def _report_short(caller: Caller, _: Material) -> None:
    caller.report(short=True)


def _file(caller: Caller, _: Material) -> None:
    caller.send("complaints/", FILED)


def _step(caller: Caller, material: Material) -> None:
    caller.send(f"cases/{next(material.waiting)}/transitions/acknowledge_complaint/", {"input": {}})


MEASURES = (
    Measure(name="queue_first_page", act=_queue("/desk/queue/")),
    Measure(name="queue_filtered", act=_queue("/desk/queue/?state=screening&state=investigation&severity=3")),
    Measure(name="queue_wide", act=_queue("/desk/queue/"), who="wide"),
    Measure(name="queue_sorted_wide", act=_queue("/desk/queue/?whose=party&sort=-since"), who="wide"),
    Measure(name="queue_search", act=_queue("/desk/queue/?words=heron")),
    Measure(name="queue_search_wide", act=_queue("/desk/queue/?words=heron"), who="wide"),
    Measure(name="today", act=_queue("/desk/")),
    Measure(name="today_wide", act=_queue("/desk/"), who="wide"),
    Measure(name="team_wide", act=_queue("/desk/team/"), who="wide"),
    Measure(name="case_page", act=_case),
    Measure(name="case_again", act=_case_again),
    Measure(name="autosave", act=_autosave),
    Measure(name="public_filing", act=_report, who="public", times=40, asks=REQUESTS),
    Measure(name="public_filing_short", act=_report_short, who="public", times=40, asks=SHORT_REQUESTS),
    Measure(name="public_filing_4", act=_report, who="public", times=120, clients=4, asks=REQUESTS),
    Measure(name="api_filing", act=_file, who="public"),
    Measure(name="api_filing_40", act=_file, who="public", times=200, clients=40),
    Measure(name="transition", act=_step, who="wide", times=40),
)
