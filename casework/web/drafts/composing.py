"""The page on which a panel is put together: who is chosen so far, and a few of those who may sit, found by words.

Each press that changes the panel or searches keeps what is on the page as a draft and shows the page again; only the last
press takes the step. A person who may not sit is not there, and a search for them answers as for a name that nobody has.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.procedure.panel.forms import ComposeForm
from casework.queries.case.declaring import Tied, described_people
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.queries.people.panelists import Panelist, next_panel
from casework.record.state import CaseView
from casework.vocabulary import Verb
from casework.web.drafts import drafts
from casework.web.drafts.texts import Part, Typed, keep_typed
from casework.web.shared.context import Context
from policy.names import plain

COMPOSE = "compose"
FIND, START, COMPOSED = "find", "find_from", "composed"
SHOWN = 5
"""So many of those who may sit are on the page at once."""
LONGEST = 200
"""The most characters of a search."""
BODIES = {Verb.NAME_PANEL: "panel", Verb.SEAT_APPEAL_PANEL: "appeal_panel"}
"""The steps that name a body, by the rulebook's name for it."""
ON_ROTA = frozenset({Verb.NAME_PANEL})
"""Those of them that ask for a reason if the chosen people are not the next on the rota."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Somebody on the page. `about`: employer, chapter and committees, as the register has them."""

    one: Panelist
    about: str


@dataclass(frozen=True, kw_only=True)
class Composer:
    """The panel so far, the chair first, and the people found. `by_rota` is None if nothing asks for the order.

    `start` is the number of people before those shown; `left` is how many follow.
    """

    chosen: tuple[Shown, ...]
    found: tuple[Shown, ...]
    words: str
    too_long: bool
    start: int
    left: int
    sizes: str
    least_lay: int
    full: bool
    fits: bool
    by_rota: bool | None

    @property
    def number(self) -> int:
        """How many people the words fit, besides those who are chosen."""
        return self.start + len(self.found) + self.left

    @property
    def next_start(self) -> int:
        return self.start + SHOWN

    @property
    def lay(self) -> int:
        return sum(each.one.lay for each in self.chosen)


def around_composer(view: CaseView, verb: Verb, form: VerbForm, typed: Typed) -> Context:
    """Return what the page shows of a panel, from what its form holds and what was typed. Two queries; none for others."""
    if not isinstance(form, ComposeForm):
        return {}
    known = described_people([one.person for one in form.people])
    people = {str(one.person): Shown(one=one, about=_about(known.get(one.person))) for one in form.people}
    said = _people(form["chair"].value(), form["members"].value() or ())
    chosen = tuple(people[one] for one in said if one in people)
    words, start = _first(typed, FIND).strip(), _number(_first(typed, START))
    matching = [one for one in people.values() if one not in chosen and _fits(one, words)]
    start = start if start < len(matching) else 0
    rules = view.rules.bodies[BODIES[verb]]
    return {
        "composer": Composer(
            chosen=chosen,
            found=tuple(matching[start : start + SHOWN]),
            words=words,
            too_long=len(words) > LONGEST,
            start=start,
            left=max(0, len(matching) - start - SHOWN),
            sizes=f" {_('or')} ".join(str(size) for size in sorted(rules.sizes)),
            least_lay=rules.lay,
            full=len(chosen) >= max(rules.sizes),
            fits=len(chosen) in rules.sizes,
            by_rota=_by_rota(form.people, chosen) if verb in ON_ROTA else None,
        )
    }


def _by_rota(order: Iterable[Panelist], chosen: Collection[Shown]) -> bool:
    return {each.one.person for each in chosen} == next_panel(list(order), len(chosen)) if chosen else False


def _about(one: Tied | None) -> str:
    return " · ".join(each for each in (one.employer, one.belongs) if each) if one else ""


def _fits(shown: Shown, words: str) -> bool:
    """Whether each word is in what the page shows of a person, whatever its case and accents."""
    held = plain(" ".join([shown.one.name, _("lay") if shown.one.lay else "", shown.about]))
    return len(words) <= LONGEST and all(word in held for word in plain(words).split())


def _people(chair: object, members: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(str(each) for each in (chair, *members) if each))


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


type Change = Callable[[list[str], str], list[str]]

CHANGES: Mapping[str, Change] = {
    "add": lambda people, one: [*people, one],
    "off": lambda people, one: [each for each in people if each != one],
    "chair": lambda people, one: [one, *people],
    "nobody": lambda people, one: [],
}
"""How a press changes the people of a panel; the first of them chairs."""


def composed(typed: Typed, act: str, said: str) -> Typed:
    """Return what was typed as it is after a press: another panel, or another part of those who may sit."""
    people = _people(_first(typed, "chair"), typed.get("members", ()))
    if act in CHANGES:
        people = _people("", CHANGES[act](people, said))
    start = {"find": 0, "more": _number(said)}.get(act, _number(_first(typed, START)))
    changed = {"chair": people[:1], "members": people[1:], START: [str(start)], COMPOSED: ["yes"]}
    return {**typed, **changed}


def answer_compose(request: HttpRequest, by: Actor, place: DraftPlace, _back: str, _part: Part | None) -> HttpResponse:
    """Change the panel on the page, or show others who may sit; keep it all as a draft, and show the page again."""
    act, _colon, said = request.POST[drafts.DRAFT].removeprefix(f"{COMPOSE}:").partition(":")
    typed = composed(drafts.typed_in(request), act, said)
    if keep_typed(by, place, typed, drafts.seen_version(request))[1]:
        raise drafts.TextsDiffer
    return redirect(f"{request.get_full_path()}#{'panel' if act in CHANGES else 'people'}")


drafts.ANSWERS[COMPOSE] = answer_compose
