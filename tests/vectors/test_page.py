"""The page as a person uses it: opened from a file, by keyboard, on a phone, in a browser that cannot check."""

from base64 import b64encode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe
from tests.vectors import build
from tests.vectors.browsing import opened
from tests.vectors.vector import Vector

VECTORS = {vector.name: vector for vector in build.read()}
WITHOUT_ED25519 = """(() => {
  const original = SubtleCrypto.prototype.importKey;
  SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
    if (algorithm.name === 'Ed25519') return Promise.reject(new DOMException('no', 'NotSupportedError'));
    return original.call(this, format, key, algorithm, ...rest);
  };
})()"""


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained of, and every request but that for the page itself."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if request.resource_type != "document" else None)
    return heard


def hand_over(page: Page, vector: Vector) -> None:
    """Choose the files of a vector and press the button."""
    page.locator(f"#command_{vector.command}").check()
    for role, data in vector.files.items():
        page.locator(f"#{role}").set_input_files({"name": role, "mimeType": "text/plain", "buffer": data})
    if vector.need_witness:
        page.get_by_label("How many witnesses").fill(str(vector.need_witness))
    page.get_by_role("button", name="Check", exact=True).click()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("receipt-with-text", "Proven"),
        ("receipt-unpinned", "Undecided"),
        ("receipt-other-value", "Tampered"),
        ("receipt-file-half", "This cannot be read"),
        ("receipt-file-long", "This cannot be read"),
        ("checkpoint-two-witnesses", "Proven"),
        ("checkpoint-one-more-witness", "Undecided"),
        ("consistency-5-11", "Proven"),
        ("consistency-line-missing", "Tampered"),
    ],
)
def test_chosen_files_are_judged_and_the_verdict_is_announced(
    page: Page, complaints: list[str], name: str, title: str
) -> None:
    vector = VECTORS[name]
    hand_over(opened(page), vector)
    status = page.get_by_role("status")
    expect(status.get_by_role("heading")).to_have_text(title)
    expect(page.locator("#result")).to_have_attribute("data-verdict", vector.verdict)
    codes = page.locator("[data-kind]").evaluate_all("all => all.map(one => one.textContent)")
    assert sorted(codes) == sorted([*vector.tamper, *vector.undecided])
    assert complaints == []


def test_a_proven_receipt_is_told_in_words(page: Page) -> None:
    hand_over(opened(page), VECTORS["receipt-with-text"])
    expect(page.get_by_role("status")).to_contain_text("Proven")
    said = page.locator("#found").inner_text()
    for words in (
        "Report received",
        "1 January 2026, 09:07 UTC",
        "What happened",
        "What I saw.",
        "Entry 7 of vectors.example",
    ):
        assert words in said
    assert "Sealed from you" not in said


def test_what_a_receipt_does_not_open_is_counted_as_sealed(page: Page) -> None:
    hand_over(opened(page), VECTORS["receipt-with-one-text"])
    expect(page.locator("#found")).to_contain_text("Sealed from you: 2")


@pytest.mark.parametrize("name", ["receipt-other-value", "receipt-other-key", "receipt-index-next"])
def test_beside_evidence_of_tampering_nothing_of_the_entry_is_shown(page: Page, name: str) -> None:
    hand_over(opened(page), VECTORS[name])
    expect(page.get_by_role("status")).to_contain_text("Tampered")
    said = page.locator("#found").inner_text()
    assert "Report received" not in said
    assert "What I saw" not in said
    assert "holds" not in said


def test_a_text_is_shown_and_never_obeyed(page: Page, complaints: list[str]) -> None:
    opened(page)
    entry = "{body: {type: '<img src=x onerror=alert(1)>', at: '2026-01-01T00:00:00.000000Z', log: 'x', commit: {}}, index: 1n"
    page.evaluate(
        "show({verdict: 'proven', message: '', tamper: [], undecided: [], holds: [], entries: '', root: '', entry: "
        + entry
        + ", opened: [{name: '<b>', value: '<script>alert(1)</script>'}]}})"
    )
    assert page.locator("#found img, #found b, #found script").count() == 0
    assert "<script>alert(1)</script>" in page.locator("#found").inner_text()
    assert complaints == []


@pytest.mark.parametrize("waiting", [True, False])
def test_a_verdict_is_of_the_files_that_are_chosen_now(page: Page, waiting: bool) -> None:
    """A person who chooses another file sees no verdict on the one before, also not from a check that ends later."""
    opened(page)
    if waiting:
        page.evaluate("""() => {
          const before = judge
          judge = async (...files) => {
            const found = await before(...files)
            await new Promise(resolve => { window.goOn = resolve })
            setTimeout(() => { document.title = 'judged' })
            return found
          }
        }""")
    hand_over(page, VECTORS["receipt-with-text"])
    if waiting:
        page.wait_for_function("() => window.goOn")
    else:
        expect(page.get_by_role("status")).to_contain_text("Proven")
    other = VECTORS["receipt-other-value"].files["file"]
    page.locator("#file").set_input_files({"name": "file", "mimeType": "text/plain", "buffer": other})
    if waiting:
        page.evaluate("goOn()")
        expect(page).to_have_title("judged")
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.locator("#found")).to_be_empty()
    expect(page.locator("#result")).not_to_have_attribute("data-verdict", "proven")


def test_a_name_that_turns_the_line_is_shown_without_that(page: Page) -> None:
    opened(page)
    assert page.evaluate("plain('a\\u202e\\u2028b\\u009b' + 'c'.repeat(90))") == "a��b�" + "c" * 75


@pytest.mark.parametrize("width", [1280, 375])
def test_the_button_stands_apart_from_what_follows(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page)
    button = page.get_by_role("button", name="Check", exact=True)
    for _ in ("before the check", "after it"):
        below = page.locator("#verdict .verdict, section.card").first.bounding_box()
        own = button.bounding_box()
        assert below
        assert own
        assert below["y"] - (own["y"] + own["height"]) >= 24
        hand_over(page, VECTORS["receipt-with-text"])
        expect(page.get_by_role("status")).to_contain_text("Proven")


def test_pasted_texts_are_judged_too(page: Page) -> None:
    opened(page)
    for role, data in VECTORS["receipt-with-text"].files.items():
        page.locator(f"#{role} ~ details summary").click()
        page.locator(f"#{role}_text").fill("\n" + data.decode().replace("\n", "\r\n") + "  ")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Proven")


def test_an_empty_input_is_named_at_its_place_and_gets_the_focus(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Check", exact=True).click()
    fault = page.locator("#file_fault")
    expect(fault).to_be_visible()
    expect(page.locator("#file")).to_be_focused()
    expect(page.locator("#file")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#keyring_fault")).to_be_visible()
    hand_over(page, VECTORS["receipt-with-text"])
    expect(fault).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Proven")


def test_the_next_check_takes_the_place_of_the_last(page: Page) -> None:
    hand_over(opened(page), VECTORS["receipt-with-text"])
    expect(page.get_by_role("status")).to_contain_text("Proven")
    hand_over(page, VECTORS["consistency-line-missing"])
    expect(page.get_by_role("status")).to_contain_text("Tampered")
    assert "Report received" not in page.locator("#found").inner_text()


def test_the_keyboard_is_enough(page: Page) -> None:
    opened(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert (page.evaluate("document.activeElement.textContent"), ring) == ("Check", "solid")
    page.locator("#command_receipt").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#note")).to_be_visible()
    expect(page.locator("#file")).to_be_hidden()


def test_a_browser_that_cannot_check_says_so_and_proves_nothing(page: Page) -> None:
    page.add_init_script(WITHOUT_ED25519)
    for name in ("receipt-with-text", "receipt-other-value", "receipt-file-half"):
        hand_over(opened(page), VECTORS[name])
        expect(page.get_by_role("status")).to_contain_text("Undecided")
        said = page.locator("#found").inner_text()
        assert "This browser cannot check signatures" in said
        assert "holds" not in said
        assert page.locator("[data-kind]").all_text_contents() == ["browser-unable"]


def test_a_mailed_checkpoint_is_read_between_its_lines(page: Page) -> None:
    vector = VECTORS["checkpoint-signed"]
    mail = b"Dear member,\n\n-----BEGIN CHECKPOINT-----\n" + vector.files["pin"] + b"-----END CHECKPOINT-----\nYours\n"
    opened(page)
    files = {**vector.files, "pin": mail.replace(b"\n", b"\r\n")}
    given = {role: b64encode(data).decode() for role, data in files.items()}
    said = page.evaluate(
        """async files => (await judge('checkpoint', Object.fromEntries(Object.entries(files).map(
        ([role, text]) => [role, Uint8Array.from(atob(text), letter => letter.charCodeAt(0))])))).verdict""",
        given,
    )
    assert said == "proven"


def test_without_script_the_page_says_what_it_needs(browser: Browser, page: Page) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = opened(context.new_page())
    expect(bare.locator("#too_old")).to_be_visible()
    context.close()
    expect(opened(page).locator("#too_old")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("name", ["receipt-with-text", "receipt-unpinned", "receipt-other-value", "receipt-file-half"])
def test_axe_finds_nothing_at_any_width(page: Page, width: int, name: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page)
    assert axe.wrong(page) == []
    hand_over(page, VECTORS[name])
    expect(page.locator("#result")).to_have_attribute("data-verdict", VECTORS[name].verdict)
    page.locator("summary").last.click() if name != "receipt-file-half" else None
    assert axe.wrong(page, again=False) == []


def test_the_page_may_connect_to_nothing(page: Page) -> None:
    opened(page)
    for attempt in (
        "fetch('https://example.org/')",
        "new Promise((_, no) => Object.assign(new Image(), { onerror: no, src: 'https://example.org/x.png' }))",
        "new Promise((_, no) => document.head.append(Object.assign(document.createElement('script'), "
        "{ onerror: no, src: 'data:,' })))",
    ):
        outcome = page.evaluate(f"({attempt}).then(() => 'allowed', () => 'refused')")
        assert outcome == "refused"
