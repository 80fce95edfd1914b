"""The page that says whether every part of the installation does its work, and what to do where one does not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.canonical import Values
from ledger.models import Anchor
from operations.administration.access import administrators, page
from operations.pulse.parts import DUTIES, Part
from operations.pulse.status import Problem, Reading, State, in_words, read

RECENT = timedelta(hours=12)


@administrators
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Show the state of every part. It names no case and no person."""
    found = read(pings=bool(settings.PING_URL))
    return page(request, "status.html", {"tab": "status", "outside": list(outside(found)), **page_context(found)})


def page_context(found: Reading) -> Values:
    """Return what the page says of a reading."""
    well = sum(1 for state in found.states if not state.problem and not state.held_up)
    return {
        "verdict": verdict(found.problems),
        "well": well,
        "moment": found.moment,
        "problems": [{"problem": one, "steps": [list(_pieces(step)) for step in one.steps]} for one in found.problems],
        "parts": [part_shown(state, found) for state in found.states],
        "figures": found.figures,
        "storage": list(storage(found.of(Part.FILES))),
        "pings": DUTIES[Part.PING].should if found.of(Part.PING) else "",
    }


def verdict(problems: list[Problem]) -> str:
    """Return the title: all is well, or how much needs somebody."""
    if not problems:
        return _("Everything does its work")
    if len(problems) == 1:
        return _("One thing needs you: %(part)s") % {"part": DUTIES[problems[0].part].called}
    names = ", ".join(DUTIES[problem.part].called for problem in problems)
    return _("%(count)s things need you: %(parts)s") % {"count": len(problems), "parts": names}


def part_shown(state: State, found: Reading) -> Values:
    """Return one row of the table."""
    worked = state.worked_at
    recent = worked is not None and found.moment - worked < RECENT
    if state.problem:
        tone, word = "caution", _("Needs you")
    elif state.held_up:
        tone, word = "wait", _("Waits for %(part)s") % {"part": DUTIES[state.held_up].called}
    elif worked is None:
        tone, word = "new", _("Not yet due")
    else:
        tone, word = "calm", _("Well")
    ago = _("%(age)s ago") % {"age": in_words(found.moment - worked)} if worked and recent else ""
    return {"state": state, "ago": ago, "tone": tone, "word": word}


def storage(files: State | None) -> Iterable[tuple[str, str]]:
    """Yield what the disk of files and the database take, as the worker saw it last."""
    numbers = files.numbers if files else {}
    if "total" in numbers:
        yield _("Disk of files"), room(numbers["free"], numbers["total"])
        yield _("Database"), filesizeformat(numbers["database"])
    if "database_total" in numbers:
        yield _("Disk of the database"), room(numbers["database_free"], numbers["database_total"])


def room(free: int, total: int) -> str:
    """Return how much room is left."""
    return _("%(free)s of %(all)s free") % {"free": filesizeformat(free), "all": filesizeformat(total)}


def outside(found: Reading) -> Iterable[tuple[str, str]]:
    """Yield how far each witness has signed and when, and the last time-stamp."""
    if witnesses := found.of(Part.WITNESS):
        for name, last in sorted(witnesses.numbers.get("witnesses", {}).items()):
            ago = in_words(found.moment - datetime.fromisoformat(last["at"]))
            said = {"name": name, "count": last["size"], "age": ago}
            yield _("Witness"), _("%(name)s signed %(count)s entries %(age)s ago") % said
    if found.of(Part.STAMP):
        stamp = Anchor.objects.order_by("-id").first()
        said = {"name": stamp.authority, "count": stamp.size} if stamp else {}
        yield _("Time-stamp"), _("%(name)s stamped %(count)s entries") % said if said else _("none yet")


def _pieces(step: str) -> Iterable[tuple[bool, str]]:
    """Yield the pieces of a sentence, and whether each is something to type."""
    for number, piece in enumerate(step.split("`")):
        if piece:
            yield bool(number % 2), piece
