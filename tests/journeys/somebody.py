"""One person at a browser: signs in, looks, follows links, fills in forms by their labels."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from accounts.second_factor import totp_now
from tests.casework.web.reporting import TOKEN, first
from tests.journeys import looking

ON_BUTTONS = {"Form a first view": "Save my first view"}
"""Steps whose button does not show their name."""
DONE = {"Add evidence": "Added.", "Say who this is about": "It is recorded who this is about."}
"""Steps after which the page does not show their name."""

type Typed = str | re.Pattern[str] | int | bool | date | Path | Sequence[str | re.Pattern[str]]

HEADING = "dialog[open] h1, body:not(:has(dialog[open])) h1"
"""The heading of a page, or of the drawer over it, which holds a step."""


@dataclass
class Somebody:
    """A person before a page. Every page of a kind nobody met before is judged, where scripts run; `met` is all that came.

    `pressed` is called after each button.
    """

    page: Page
    script: bool = True
    met: list[tuple[str, str]] = field(default_factory=list)
    key: Mapping[str, str] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)
    pressed: Callable[[], None] = lambda: None

    def looks(self) -> None:
        """Take in the page that came."""
        held = looking.at(self.page) if self.script else self.page.content()
        self.met.append((self.page.url, held))

    def sign_in(self, key: Mapping[str, str]) -> None:
        """Sign in with the password, then the code of the authenticator app where an office asks for one."""
        self.key = key
        self.opens("/accounts/login/")
        self.fills({"E-mail address": key["email"], "Password": key["password"]})
        self.presses("Sign in")
        if "totp_secret" in key:
            self.fills({"Code": totp_now(key["totp_secret"])})
            self.presses("Continue")

    def comes_in(self, key: Mapping[str, str]) -> None:
        """Sign in through the same addresses without rendering their pages, which others have tested already."""
        self.key = key
        self._sends("/accounts/login/", {"login": key["email"], "password": key["password"]})
        if "totp_secret" in key:
            self._sends("/accounts/code/", {"code": totp_now(key["totp_secret"])})

    def _sends(self, path: str, data: dict[str, str]) -> None:
        ask = self.page.context.request
        page = ask.get(path)
        sent: dict[str, str | float | bool] = {"csrfmiddlewaretoken": first(TOKEN, page.text()), **data}
        answer = ask.post(path, form=sent, headers={"Referer": page.url}, max_redirects=0)
        assert answer.status == 302, (path, answer.status)

    def opens(self, path: str) -> int:
        """Go to an address; return the status of the answer."""
        answer = self.page.goto(path)
        assert answer is not None
        self.looks()
        return answer.status

    def follows(self, words: str | re.Pattern[str]) -> None:
        """Follow the link of these words, which may be in the menu of steps."""
        link = self.page.get_by_role("link", name=words, exact=True)
        if link.count() == 0:
            self.opens_menu()
        self.goes_by(link.first)

    def opens_menu(self) -> None:
        """Open the menu of the other steps, where the page has one."""
        menu = self.page.locator("details.ob-menu:not([open]) > summary")
        if menu.count():
            menu.click()

    def is_offered(self, step: str) -> bool:
        """Whether the page of a case offers a step that is open now."""
        self.opens_menu()
        open_links = self.page.locator("a:not(.ob-refused *, .ob-case__shut *, .ob-gate *)")
        return self.page.get_by_role("link", name=step, exact=True).and_(open_links).count() > 0

    def presses(self, words: str) -> None:
        """Press the button of these words."""
        self.goes_by(self.page.get_by_role("button", name=words, exact=True))
        self.pressed()

    def turns_to(self, words: str | re.Pattern[str]) -> None:
        """Go to a page by the menu beside it, which a phone folds away."""
        folded = self.page.locator(".ob-beside__menu summary")
        if folded.is_visible():
            folded.click()
        self.follows(words)

    def goes_by(self, control: Locator) -> None:
        """Click what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            control.click()
        self.looks()

    def fills(self, answers: Mapping[str, Typed]) -> None:
        """Answer a form, each field found by its label."""
        for label, typed in answers.items():
            fill(self.page, label, typed)

    @property
    def heading(self) -> str:
        """The page's heading."""
        return self.page.locator(HEADING).inner_text()

    def is_at(self, heading: str) -> None:
        """The page is the one with this heading."""
        expect(self.page.locator(HEADING)).to_have_text(re.compile(rf"^\s*{re.escape(heading)}\s*(\(optional\))?\s*$"))

    @property
    def text(self) -> str:
        """Everything that can be read on the page's main part."""
        return self.page.locator("main").inner_text()

    def takes(self, case: str, step: str, answers: Mapping[str, Typed] | None = None, *, at: str = "desk") -> None:
        """Take a step: from the list to the case, from the case to the step, and the page says that it is done."""
        self.writes(case, step, answers, at=at)
        assert self.told().startswith(DONE.get(step, f"{step} – done.")), self.text

    def puts_forward(self, case: str, step: str, answers: Mapping[str, Typed] | None = None, *, at: str) -> None:
        """Write a step that others have to sign too: the page says that nothing is done yet."""
        self.writes(case, step, answers, at=at)
        assert self.told() == f"Not done yet: {step}. It waits for somebody else to sign.", self.text

    def writes(self, case: str, step: str, answers: Mapping[str, Typed] | None = None, *, at: str = "desk") -> None:
        """Come to a step by the list and the case, fill in its page, and press its button.

        A page that a case leads to may hold the form of the step that it asks for.
        """
        self.finds(case, at=at)
        if self.page.get_by_role("button", name=step, exact=True).count() == 0:
            self.follows(step)
            self.is_at(step)
        self.fills(answers or {})
        self.presses(ON_BUTTONS.get(step, step))
        self.proves(step)

    def signs(self, case: str, step: str, *, at: str = "desk") -> None:
        """Read what somebody else put forward, and sign it."""
        self.finds(case, at=at)
        self.follows(step)
        self.presses("Sign")
        self.proves(step)
        assert self.told() == f"{step} – done.", self.text

    def proves(self, step: str) -> None:
        """Give password and code again where a step that decides asks for them: a session grows old on a long journey."""
        if self.page.locator("input[name='proof-code']").count():
            self.fills({"Password": self.key["password"], "Code": totp_now(self.key["totp_secret"])})
            self.presses(step)

    def sets_up_app(self) -> None:
        """Set up an authenticator app, as a page asks of a member who is about to bind themselves."""
        self.opens("/accounts/app/")
        secret = self.page.locator(".ob-code__digits").inner_text().replace(" ", "")
        self.key = {**self.key, "totp_secret": secret}
        self.fills({"Code from the app": totp_now(secret)})
        self.presses("Continue")

    def finds(self, case: str, *, at: str = "desk") -> None:
        """Come to a case by the list it stands in; later, or where it is not listed, by its address.

        A docket lists it only while something is asked there. On its page already: look again.
        """
        address = f"/{at}/cases/{case}/"
        if self.page.url.endswith(address):
            self.page.reload()
            self.looks()
        elif address in self.found:
            self.opens(address)
        else:
            self.opens(f"/{at}/")
            listed = self.page.locator(f"a[href='{address}']")
            self.goes_by(listed.first) if listed.count() else self.opens(address)
            self.found.add(address)

    def told(self) -> str:
        """Return what the banner says, without its link to a receipt, or nothing where there is none."""
        banner = self.page.locator(".govuk-notification-banner__heading")
        link = banner.locator("a")
        words = banner.inner_text() if banner.count() else ""
        return words.removesuffix(link.inner_text()).strip() if link.count() else words

    def state(self) -> str:
        """Return the state that the case's page shows."""
        return self.page.locator("main .ob-tag").first.inner_text()

    def history(self) -> str:
        """Turn from a page of the case to its history; return all that it holds, with every paper unfolded."""
        self.follows("History")
        folded = self.page.locator("[data-unfolds]").all()
        entries = [(link.get_attribute("data-unfolds") or "").removeprefix("read_") for link in folded]
        self.page.goto(f"{self.page.url.partition('?')[0]}?{urlencode({'read': entries}, doseq=True)}")
        return self.page.locator("main").text_content() or ""

    def seated(self, seat: str) -> list[str]:
        """Return who holds a seat, as the case's page shows."""
        rows = self.page.locator(".ob-case__people div", has_text=seat).locator("dd").all_inner_texts()
        return [name for row in rows for name in row.split(", ")]


def fill(page: Page, label: str, typed: Typed) -> None:
    """Answer one field: a group by its legend and its answers, any other by its label."""
    name = re.compile(rf"^\s*{re.escape(label)}\s*(\((optional|required)\))?\s*$")
    group = page.get_by_role("group", name=name)
    if group.count():
        _choose(group, typed)
        return
    control = page.get_by_label(name)
    expect(control).to_have_count(1)
    match typed:
        case True:
            control.check()
        case Path():
            page.locator(".govuk-form-group", has=control).locator("input[type=file]").set_input_files(typed)
        case str() | int() if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(label=str(typed))
        case _:
            control.fill(str(typed))


def _choose(group: Locator, typed: Typed) -> None:
    if isinstance(typed, date):
        for part, value in {"Day": typed.day, "Month": typed.month, "Year": typed.year}.items():
            group.get_by_label(part, exact=True).fill(str(value))
        return
    for answer in [typed] if isinstance(typed, str | re.Pattern) else list(typed):  # type: ignore[arg-type]
        group.get_by_label(answer, exact=True).check()
