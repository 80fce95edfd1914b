"""Drafts of what people type on a step: kept at every press of a button, and every ten seconds by script.

A draft is no act: it writes no entry, opens nothing and notifies nobody. It is sealed under the key of the case for one
person, and the page of the step shows it again, after its own check of access. An officer who may not take the step any more
finds it in the list of drafts, as long as they see the case. It ends with the keys and after the time for unsent words.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.middleware import BY_SCRIPT
from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import NOBODY, Case
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_of_step
from casework.queries.queue.own_drafts import WRITTEN_TOGETHER
from casework.verbs import VERBS, get_step
from casework.vocabulary import DoneBefore, NotNow, Refused, Verb
from casework.web.drafts import chosen_files
from casework.web.drafts.declared_boxes import not_kept
from casework.web.drafts.sendings import sending_of
from casework.web.drafts.texts import Draft, Part, get_draft, keep_typed
from ledger.clock import now

DRAFT, VERSION = "draft", "draft_version"
KEEP, LOOK, THROW_AWAY, WORK_OUT, TAKE_OFF = "keep", "look", "throw_away", "work_out", "take_off"
RANGE, CHECK = "range", "check"
NAME = re.compile(r"[A-Za-z0-9_.-]{1,80}")
TYPING = timedelta(seconds=25)
"""How long after a save its author counts as typing: two and a half times the interval between saves."""
SIDES = dict.fromkeys(("desk", "board", "panel", "appeal"), "office") | {"member": "member", "follow-up": "reporter"}
"""Whose step it is, by the beginning of the address. Desk, board and panels show one officer the same steps."""
OWN_DRAFT = frozenset({Verb.FLAG_HEALTH, Verb.REPORT_RETALIATION})
"""The steps whose draft a member and the representative do not share. They share every other draft."""
PLACES: dict[str, Callable[..., DraftPlace]] = {}
"""By the name of an address: the function that finds the place of its draft from the actor and the address."""
NAMES_CASES = frozenset({"queue_ask", "queue_ask_to_step_out"})
"""The addresses whose query names cases, for the place of the draft."""
PARTS: dict[str, Callable[[HttpRequest], Part | None]] = {}
"""By name of a URL that can post one part of a step: the function that returns the posted part, or None for all of it."""


class TextsDiffer(NotNow):
    """Another text was kept of the same step since the page was shown. Nothing was done, and both are shown."""

    def __init__(self) -> None:
        super().__init__(_("Another text was saved since you opened this page. Read both, then press again."))


def place_in(by: Actor, case: UUID, verb: str, side: str) -> DraftPlace:
    """Return where the draft of a step lies; it is one for all who write the step together."""
    together = (side == "member" and verb not in OWN_DRAFT) or (side == "office" and verb in WRITTEN_TOGETHER)
    return place_of_step(case, verb, side, NOBODY if together else by.user.pk)


def require_place(by: Actor, reference: str, verb: Verb, side: str) -> DraftPlace:
    """Return where the draft of a step lies, for a person who may take the step now. One query. Raises as the page does."""
    case, held = access.rights_in(by, reference)
    if side == "office":
        access.require_held(by, reference, held, *access.SHOWN_TO_OFFICERS)
    access.require_held(by, reference, held, verb)
    return place_in(by, cast("UUID", case), verb, side)


def side_of(request: HttpRequest) -> str:
    return SIDES[request.path.split("/")[1]]


def is_by_script(request: HttpRequest) -> bool:
    return BY_SCRIPT in request.META


def is_about_draft(request: HttpRequest) -> bool:
    """Whether a form asks to keep, read or delete its draft or a file of it, and not to take its step."""
    return _asked(request) in {*ANSWERS, RANGE, CHECK}


def _asked(request: HttpRequest) -> str:
    """Return what a form asks about its draft, without the file that it names."""
    return request.POST.get(DRAFT, "").partition(":")[0]


def asks_what_follows(request: HttpRequest) -> bool:
    """Whether a form asks what follows from what it holds, and keeps nothing."""
    return request.POST.get(DRAFT) in (RANGE, CHECK)


def asks_for_check(request: HttpRequest) -> bool:
    """Whether it asks what its reasons have still to deal with, and not for the range of a sanction."""
    return request.POST.get(DRAFT) == CHECK


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was typed and chosen, without files, secrets, declarations and what the page itself put in."""
    left_out = not_kept(request)
    return {name: texts for name, texts in request.POST.lists() if name not in left_out and NAME.fullmatch(name)}


def seen_version(request: HttpRequest) -> int:
    """Return the version that the page was shown with; 0 for none."""
    said = request.POST.get(VERSION, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def answer_draft(
    request: HttpRequest, by: Actor, place: DraftPlace, back: str, part: Part | None = None
) -> HttpResponse:
    """Keep, read or delete a draft or one part of it, as the form asks. Raises TextsDiffer if both texts are to be shown."""
    return ANSWERS[_asked(request)](request, by, place, back, part)


def answer_look(_request: HttpRequest, by: Actor, place: DraftPlace, _back: str, part: Part | None) -> HttpResponse:
    return JsonResponse(_seen_by(by, get_draft(place, part)))


def throw_away(request: HttpRequest, by: Actor, place: DraftPlace, _back: str, part: Part | None) -> HttpResponse:
    if part:
        keep_typed(by, place, {}, get_draft(place, part).version, part)
    else:
        forget_draft(place)
        chosen_files.forget_chosen(place)
    messages.info(request, _("The draft was thrown away."))
    return redirect(request.get_full_path())


def answer_keep(
    request: HttpRequest, by: Actor, place: DraftPlace, back: str, part: Part | None, *, said: str = ""
) -> HttpResponse:
    version, other = keep_typed(by, place, typed_in(request), seen_version(request), part, sending=sending_of(request))
    if is_by_script(request):
        return JsonResponse(_seen_by(by, other), status=409) if other else JsonResponse({"version": version})
    keep_chosen(request, place)
    if other:
        raise TextsDiffer
    messages.success(request, said or _("Your draft is saved. It is there when you come back to it."))
    return redirect(back)


def answer_work_out(request: HttpRequest, by: Actor, place: DraftPlace, _back: str, part: Part | None) -> HttpResponse:
    """Keep what was typed and show the page again, with what follows from it or what its address chooses. Nothing is sent."""
    return answer_keep(request, by, place, request.get_full_path(), part)


def answer_take_off(request: HttpRequest, by: Actor, place: DraftPlace, _back: str, part: Part | None) -> HttpResponse:
    """Keep what was typed and chosen, take one file off, and show the page again."""
    answer = answer_keep(request, by, place, request.get_full_path(), part)
    _asks, field, mark = request.POST[DRAFT].split(":") if request.POST[DRAFT].count(":") == 2 else ("", "", "")
    chosen_files.take_off(place, field, mark)
    return answer


ANSWERS: dict[str, Callable[[HttpRequest, Actor, DraftPlace, str, Part | None], HttpResponse]] = {
    KEEP: answer_keep,
    LOOK: answer_look,
    THROW_AWAY: throw_away,
    WORK_OUT: answer_work_out,
    TAKE_OFF: answer_take_off,
}
"""What is done with a draft, by what the form asks. Pages of their own add what they ask."""


def _seen_by(by: Actor, draft: Draft) -> dict[str, object]:
    return {"version": draft.version, "own": not is_by_other(by, draft), "typing": who_types(by, draft)}


def who_types(by: Actor, draft: Draft) -> str:
    """Return a sentence if somebody else saved a moment ago, otherwise an empty text."""
    if not is_by_other(by, draft) or draft.saved_at is None or now() - draft.saved_at > TYPING:
        return ""
    return _("%(name)s is typing.") % {"name": name_of(draft)}


def is_by_other(by: Actor, draft: Draft) -> bool:
    return draft.author not in ("", str(by.user.pk))


def name_of(draft: Draft) -> str:
    """Return the name of the person who saved a draft last. People who share a draft know each other."""
    return User.objects.values_list("name", flat=True).filter(pk=draft.author).first() or _("Somebody else")


def keep_pressed(request: HttpRequest, by: Actor, case: Case, verb: Verb) -> tuple[int, Draft | None]:
    """Keep what was typed on a step that was not taken. Returns as `keep_typed`."""
    place = place_in(by, case.id, verb, side_of(request))
    return keep_typed(by, place, typed_in(request), seen_version(request), part_at_address(request))


def refuse_unseen_text(request: HttpRequest, by: Actor, verb: Verb, reference: str) -> None:
    """Raise TextsDiffer if somebody else has kept another text of a step since this page was shown.

    The step itself refuses a person who may not take it.
    """
    side = side_of(request)
    if place_in(by, NOBODY, verb, side).holder != NOBODY:
        return
    try:
        draft = get_draft(require_place(by, reference, verb, side))
    except Refused:
        return
    if is_by_other(by, draft) and draft.version != seen_version(request) and draft.typed != typed_in(request):
        raise TextsDiffer


def forget(by: Actor, case: Case, verb: Verb, side: str) -> None:
    """Delete the draft of a step that was taken, or put forward, and the files that waited with it."""
    place = place_in(by, case.id, verb, side)
    forget_draft(place)
    if takes_files(verb):
        chosen_files.forget_chosen(place)


def takes_files(verb: Verb) -> bool:
    return chosen_files.has_files(get_step(verb).form)


def add_chosen(request: HttpRequest, by: Actor, verb: Verb, reference: str) -> None:
    """Let the files that wait with a step count as sent with it. The step itself refuses a person who may not take it."""
    if takes_files(verb) and (place := _place_or_none(request, by, verb, reference)):
        chosen_files.with_chosen(request, place, get_step(verb).form)


def keep_chosen(request: HttpRequest, place: DraftPlace) -> None:
    """Keep the files that were chosen on a step which was not taken, or on a page with files that was not sent."""
    form = get_step(place.step).form if place.step in VERBS else chosen_files.ON_PAGES.get(place.step)
    if request.FILES and form and chosen_files.has_files(form):
        chosen_files.keep_chosen(request, place, form)


def chosen_on(request: HttpRequest, by: Actor, case: Case, verb: Verb) -> Mapping[str, list[chosen_files.ChosenFile]]:
    """Return the files that wait with a step, by their field; none, and no query, where the step takes no files."""
    return chosen_files.chosen_files(place_in(by, case.id, verb, side_of(request))) if takes_files(verb) else {}


def keep_refused(request: HttpRequest, by: Actor, verb: Verb, reference: str, why: Refused) -> None:
    """Keep the files of a step that was refused, unless it was done before, or the person has lost the right to it."""
    if not isinstance(why, DoneBefore) and request.FILES and (place := _place_or_none(request, by, verb, reference)):
        keep_chosen(request, place)


def _place_or_none(request: HttpRequest, by: Actor, verb: Verb, reference: str) -> DraftPlace | None:
    try:
        return require_place(by, reference, verb, side_of(request))
    except Refused:
        return None


def keep_after_time_out(request: HttpRequest) -> bool:
    """Keep what was posted in a session that has timed out; return whether it was kept.

    The cookie still proves whose browser it is, and the form's token proves that a page of ours sent it. So the words go
    into the person's own draft, under the version that the page was shown with. The answer shows nothing of it: a draft is
    read only after a new sign-in. Nothing is kept if the person had signed out, or owes a second factor.
    """
    user: User | None = getattr(request, "timed_out", None)
    if user is None or request.POST.get(DRAFT) in (LOOK, THROW_AWAY):
        return False
    by = Actor(user=user)
    place, part = _place_at_address(request, by), part_at_address(request)
    if place is None:
        return False
    return keep_typed(by, place, typed_in(request), seen_version(request), part, sending=sending_of(request))[1] is None


def part_at_address(request: HttpRequest) -> Part | None:
    """Return the part of a step that a page asks for; None if it asks for the whole, or is no page of a part."""
    match = request.resolver_match
    part_of = PARTS.get(match.url_name or "") if match else None
    return part_of(request) if part_of else None


def _place_at_address(request: HttpRequest, by: Actor) -> DraftPlace | None:
    """Return where the draft of a page lies; None if it has none, or the person may not take its step."""
    match = request.resolver_match
    place_at = PLACES.get(match.url_name or "") if match else None
    chosen = {"chosen": request.GET.getlist("case")} if match and match.url_name in NAMES_CASES else {}
    try:
        return place_at(by, **match.kwargs, **chosen) if match and place_at else None
    except Refused:
        return None


def answer_script(kept: bool) -> HttpResponse:
    """Tell a page that it was signed out, and whether what it sent is kept."""
    return JsonResponse({"kept": kept}, status=403)


def place_of_office(by: Actor, *, reference: str, verb: str, audience: str) -> DraftPlace:
    return require_place(by, reference, get_step(verb).verb, SIDES[audience])


PLACES |= dict.fromkeys(("step", "board_step", "panel_step", "appeal_step"), place_of_office)
