"""A letter as a PDF: the words of its page on A4, under the Society's name. The same letter gives the same bytes."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from notifications.letters.writing import Letter
from typesetting.blocks import Block, blocks_of
from typesetting.typeset import typeset


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/A-2a and PDF/UA-1. Raises UnknownMarkup or CannotTypeset."""
    sender, blocks = _sender_and_words(blocks_of(letter.html))
    day = date_format(letter.placed_on, "j F Y")
    first, middle, last = _("Page {number} of {count}").replace("{count}", "{number}").split("{number}")
    data = {
        "title": letter.subject,
        "sender": sender,
        "reference": letter.reference,
        "language": (get_language() or "en").split("-")[0],
        "running": _("Letter %(reference)s, %(day)s") % {"reference": letter.reference, "day": day},
        "confidential": _("Private and confidential"),
        "page_of": [first, middle, last],
        "blocks": blocks,
    }
    return typeset("letter", data, day=letter.placed_on)


def _sender_and_words(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the Society's name, which stands above the letter, and the rest: the head of the page bears the name."""
    if not blocks or blocks[0].get("tone") != "caption":
        return "", blocks
    return "".join(words for words, _style in blocks[0]["runs"]), blocks[1:]
