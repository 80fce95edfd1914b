"""A report that is being written: opened by the cookie of its own path, saved page by page, noticed in another tab."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, wraps
from typing import Any, Concatenate, Unpack
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.forms.complaint import QUESTIONS, SHORT, Asked, Question, ShortWay
from casework.forms.complaint.conduct import When
from casework.forms.complaint.people import names_typed
from casework.queries.rulebook.old_conduct import old_conduct
from casework.queries.rulebook.published import books_at
from casework.vocabulary import IdentityChoice, NotNow, NotSeen
from casework.web.drafts.sendings import Saving, is_later
from casework.web.public.begun import BEGUN
from casework.web.shared.typed import texts
from ledger.canonical import Values
from ledger.clock import now
from policy.queries import STORED_EDITIONS
from vault import drafts
from vault.attached import AttachedFile
from vault.codes import Code, new_code, parse

COOKIE = "draft"
UNFINISHED = "unfinished"
CAME_FROM, CHECK = "from", "check"
ORDER = tuple(QUESTIONS)
WAY, FULL = "way", "full"
"""Where a draft says which way it takes."""
ASKED: Mapping[str, type[Question]] = {**QUESTIONS, SHORT: ShortWay}
"""Every page that takes answers, by name."""
GIVES_CODE = 2
"""How many pages are saved before the writer gets the receipt code."""
SENT_ALREADY = _(
    "This report was sent already, from another tab or window. Send what is missing with your twelve words."
)

type Typed = Mapping[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Writing:
    """An open draft: its answers as they were typed, by page, and when each page was saved last."""

    found: drafts.Opened
    asked: Asked

    @property
    def answers(self) -> Values:
        return self.found.answers

    @property
    def has_code(self) -> bool:
        """Whether the writer has the receipt code, without reading it."""
        return bool(self.answers.get("code"))

    @cached_property
    def code(self) -> Code | None:
        """The receipt code that the report will have; it opens the draft in any browser. None before two pages are saved."""
        digits = self.answers.get("code")
        return parse(digits) if digits else None

    @cached_property
    def pages(self) -> list[str]:
        """The pages this reporter is asked, in their order; an anonymous reporter is not asked for a name.

        The short way asks fewer, and keeps each other page on which something was typed.
        """
        choice = (self.typed("you") or {}).get("choice")
        left_out = {"contact"} if choice == [IdentityChoice.ANONYMOUS.value] else set()
        asked = [page for page in QUESTIONS if page not in left_out]
        return [
            page for page in asked if not self.is_short or page in ShortWay.required or self.typed(page) is not None
        ]

    @property
    def is_short(self) -> bool:
        """Whether the reporter took the short way."""
        return bool(self.answers.get(WAY) == SHORT)

    def typed(self, page: str) -> Typed | None:
        """Return what was typed on a page, or on the pages that it consists of. None if nothing was."""
        kept: Mapping[str, Typed] = self.answers.get("pages", {})
        found = [kept[part] for part in parts_of(page) if part in kept]
        return {name: said for each in found for name, said in each.items()} if found else None

    @property
    def story(self) -> str:
        """What happened, as it was typed so far."""
        return "".join((self.typed("what") or {}).get("narrative", []))

    def form(self, page: str) -> Question:
        """Return a page's form with what was typed so far. NotSeen when there is no such page."""
        kind, typed = get_question(page), self.typed(page)
        if typed is None:
            return kind(asked=self.asked)
        if UNFINISHED in typed or kind.parts:
            return kind(initial=kind.initial_from(typed), asked=self.asked)
        return kind(to_query_dict(typed), asked=self.asked)

    @cached_property
    def answered(self) -> Mapping[str, Question]:
        """The pages that are answered and valid still, by name."""
        forms = {page: self.form(page) for page in self.pages if self.typed(page) is not None}
        return {page: form for page, form in forms.items() if form.is_valid()}

    @property
    def complete(self) -> bool:
        """Whether every page is answered; no answer is judged again while one is missing."""
        return all(self.typed(page) is not None for page in self.pages) and len(self.answered) == len(self.pages)

    @property
    def old_conduct(self) -> str:
        """What the reporter is told if the procedure may be too late for the days of a valid page; else empty."""
        when = self.answered.get("when")
        if not isinstance(when, When):
            return ""
        return old_conduct(self.asked.books, last=when.days[1], known=when.known_on)

    @cached_property
    def files(self) -> Sequence[AttachedFile]:
        """The files that the draft had when it was opened. One statement, none for a draft that had none."""
        return drafts.attached_files(self.found) if self.found.has_files else ()

    @property
    def society(self) -> str:
        return self.asked.code.body

    @cached_property
    def home(self) -> str:
        """The address that leads to the first page without an answer; the path of the cookie."""
        return reverse("resume_report", args=[self.found.handle])

    def address(self, page: str) -> str:
        """Return the address of a page of the report, which is below its home: the cookie is sent there."""
        return f"{self.home}{page}/"

    def from_check(self, page: str) -> str:
        """Return the address of a page that leads back to the check."""
        return f"{self.address(page)}?{CAME_FROM}={CHECK}"

    def words_from(self, page: str) -> str:
        """Return the address of the twelve words, from which "Back" leads to a page."""
        return f"{self.address('words')}?{CAME_FROM}={page}"

    def before_words(self, came_from: str) -> str:
        """Return where "Back" leads from the words: to the page named, or to the one before the next question."""
        if came_from in ASKED:
            return self.address(came_from)
        return self.before(next((one for one in self.pages if one not in self.answered), ORDER[-1]))

    def before(self, page: str, came_from: str = "") -> str:
        """Return where "Back" leads from a page: from the first one to the start, which leads here again.

        The page of the short way leads to the next question once the full way was chosen.
        """
        if self.is_short:
            return f"{self.address(SHORT)}#keep_away" if page != SHORT else reverse("start")
        if came_from == CHECK:
            return self.address(CHECK)
        if page not in ORDER:
            return self.home
        earlier = [one for one in self.pages if ORDER.index(one) < ORDER.index(page)]
        return self.address(earlier[-1]) if earlier else reverse("start")

    def after(self, page: str, came_from: str = "") -> str:
        """Return where a page leads once it is answered: to the next one, or to the check when all are."""
        if self.is_short:
            return f"{self.address(SHORT)}#keep_away"
        if came_from == CHECK:
            return self.address(CHECK)
        later = [one for one in self.pages if ORDER.index(one) > ORDER.index(page)]
        return self.address(CHECK if not later or self.complete else later[0])

    def saved(self, page: str, typed: Typed, seen: int, **saving: Unpack[Saving]) -> "Writing":
        """Save a page and return the draft as it is then.

        `seen` is the number the page was shown with. ChangedElsewhere when the page was saved with other words since,
        TooMuchTyped when the draft would hold too much. What one open page sent earlier changes nothing if it arrives later.
        """
        code_from, sending = saving.get("code_from"), saving.get("sending", "")
        said, at, sendings = self.by_part(page, typed), self.answers.get("at", {}), self.answers.get("sendings", {})
        if any(is_later(sendings.get(part, ""), sending) for part in said):
            return self
        new = {part: own for part, own in said.items() if not is_later(sending, sendings.get(part, ""))}
        if any(at.get(part, 0) > seen and self.typed(part) != own for part, own in new.items()):
            raise drafts.ChangedElsewhere
        pages = {**self.answers.get("pages", {}), **said}
        if pages.get("you", {}).get("choice") == [IdentityChoice.ANONYMOUS.value]:
            pages.pop("contact", None)
        way = saving.get("way", self.answers.get(WAY, FULL))
        at = {**at, **dict.fromkeys(said, self.found.seen + 1)}
        sendings = {**sendings, **dict.fromkeys(said, sending)}
        answers = {**self.answers, "pages": pages, "at": at, "sendings": sendings, WAY: way}
        given = new_code() if not self.has_code and code_from is not None and len(pages) >= code_from else None
        if given is not None:
            answers["code"] = given.digits
        try:
            return Writing(found=drafts.write(self.found, answers, code=given), asked=self.asked)
        except drafts.ChangedElsewhere:  # another request has saved a page since the draft was opened
            return open_draft(self.found.handle, self.found.secret).saved(page, typed, seen, **saving)

    def by_part(self, page: str, typed: Typed) -> dict[str, Typed]:
        """Return what was typed by the page that it is kept with, unfinished if it is not valid there.

        A part that was left blank stays one that was never answered.
        """
        if not ASKED[page].parts:
            return {page: typed}
        found: dict[str, Typed] = {}
        for part in ASKED[page].parts:
            form = ASKED[part](to_query_dict(typed), asked=self.asked)
            elsewhere = form.base_fields.keys() - ASKED[page].base_fields.keys()
            before = {name: said for name, said in (self.typed(part) or {}).items() if name in elsewhere}
            own = {**before, **form.own_input(typed)}
            if self.typed(part) is not None or not form.is_blank(own):
                found[part] = own if form.is_valid() else {**own, UNFINISHED: ["1"]}
        return found


def parts_of(page: str) -> Sequence[str]:
    """Return the pages with which the answers of a page are kept: the page itself, for most."""
    return (page in ASKED and ASKED[page].parts) or (page,)


def get_code(draft: Writing) -> Code:
    """Return the code of a draft. NotSeen before it has one."""
    if draft.code is None:
        raise NotSeen
    return draft.code


def get_question(page: str) -> type[Question]:
    """Return the form of a page. NotSeen when there is no such page."""
    if page not in ASKED:
        raise NotSeen
    return ASKED[page]


def typed_answers(form: Question, sent: QueryDict) -> Typed:
    return form.own_input(dict(sent.lists()))


def to_query_dict(typed: Typed) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, list(values))
    return data


def open_draft(handle: UUID, secret: str) -> Writing:
    """Return the draft. NotSeen when there is none that opens with this secret; AlreadySent when it is a report."""
    try:
        found = drafts.read(handle, secret, beside=STORED_EDITIONS)
    except drafts.NoSuchDraft:
        raise NotSeen from None
    return Writing(found=found, asked=Asked(partial(books_at, now(), found.beside), names_typed(found.answers)))


def keep_open(answer: HttpResponse, handle: UUID, secret: str, request: HttpRequest) -> HttpResponse:
    """Let the browser that gets this answer open the draft until the browser is closed.

    A report that another site began does not take the place of the one that the page of the start offers.
    """
    place: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": request.is_secure()}
    answer.set_cookie(COOKIE, secret, path=reverse("resume_report", args=[handle]), **place)
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        answer.set_cookie(BEGUN, str(handle), path=reverse("start"), **place)
    return answer


def with_draft(view: Callable[Concatenate[HttpRequest, Writing, ...], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the draft that the request's cookie opens; a draft that was sent leads to its receipt.

    NotNow where text was typed after that, in another tab: it is shown again.
    """

    @wraps(view)
    def answer(request: HttpRequest, handle: UUID, **kwargs: object) -> HttpResponse:
        try:
            draft = open_draft(handle, request.COOKIES.get(COOKIE, ""))
        except drafts.AlreadySent:
            if texts(request):
                raise NotNow(str(SENT_ALREADY)) from None
            return redirect("receipt", handle)
        return view(request, draft, **kwargs)

    return answer
