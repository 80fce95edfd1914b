"""Who had what when, and the fairness certificate, as PDFs: the words of the page on A4, to be printed and kept."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.procedure.board.certificate import Certificate
from notifications.parity.lines import Row
from notifications.parity.sums import Parity
from typesetting.blocks import Block
from typesetting.typeset import typeset

NONE = "–"


def parity_pdf(parity: Parity, reference: str, day: date) -> bytes:
    """Return the table with its sums as PDF/A-2a and PDF/UA-1."""
    title = _("What was sent, and when") if parity.is_partial else _("Who had what, when")
    blocks = [_heading(1, title), _paragraph(_("From the record of the case."))]
    blocks.append(_sums(parity))
    for one in parity.less:
        entry = f" {_('Entry %d') % one.entry}" if one.entry else ""
        blocks.append({"kind": "box", "tone": "care", "blocks": [_paragraph(f"{_('Warning:')} {one.words}{entry}")]})
    blocks += [_heading(2, _("Step by step")), _steps(parity)]
    return _set(blocks, reference, day, title)


def certificate_pdf(certificate: Certificate, reference: str, day: date) -> bytes:
    """Return the certificate as PDF/A-2a and PDF/UA-1."""
    said = _("Printed from the record, not written by anyone.")
    if certificate.up_to:
        said = f"{said} {_('Up to entry %d.') % certificate.up_to}"
    lines = [
        [
            str(one.name) if one.in_order else f"{_('Warning:')} {one.name}",
            one.found,
            str(one.entry or NONE),
        ]
        for one in certificate.lines
    ]
    head = [_("What was checked"), _("Found in the record"), _("Entry")]
    table = {"kind": "table", "head": head, "rows": lines, "wide": [3, 7, 1]}
    return _set([_heading(1, certificate.title), _paragraph(said), table], reference, day, certificate.title)


def _sums(parity: Parity) -> Block:
    head = [_("Side"), _("Days"), _("Words written"), _("Words received"), _("Requests"), _("Granted")]
    rows = [
        [
            str(one.name),
            str(one.days),
            str(one.words_in),
            str(one.words_out),
            NONE if one.asked is None else str(one.asked),
            NONE if one.granted is None else str(one.granted),
        ]
        for one in parity.sums
    ]
    return {"kind": "table", "head": head, "rows": rows, "wide": [3, 1, 2, 2, 2, 2]}


def _steps(parity: Parity) -> Block:
    own = parity.table.side is not None
    head = [_("Document or step"), _("To"), _("Sent"), _("Days"), _("More time")]
    head += [_("Reached you") if own else _("Served on the member"), _("Words"), _("Entry")]
    rows = [_step(row) for row in parity.table.rows]
    return {"kind": "table", "head": head, "rows": rows, "wide": [6, 4, 3, 3, 4, 4, 2, 2]}


def _step(row: Row) -> list[str]:
    reached = NONE
    if row.reached_on:
        reached = ", ".join(filter(None, (_on(row.reached_on), row.how)))
    return [
        str(row.what),
        row.to,
        _on(row.on),
        row.days or NONE,
        "; ".join(row.more) or NONE,
        reached,
        str(row.words or NONE),
        str(row.entry or NONE),
    ]


def _set(blocks: list[Block], reference: str, day: date, title: str | Promise) -> bytes:
    first, middle, last = _("Page {number} of {count}").replace("{count}", "{number}").split("{number}")
    data = {
        "title": title,
        "sender": "",
        "reference": reference,
        "language": (get_language() or "en").split("-")[0],
        "running": _("Case %(reference)s, %(day)s") % {"reference": reference, "day": _on(day)},
        "confidential": _("Private and confidential"),
        "page_of": [first, middle, last],
        "blocks": blocks,
    }
    return typeset("letter", data, day=day)


def _heading(level: int, words: str) -> Block:
    return {"kind": "heading", "level": level, "runs": [(words, "")]}


def _paragraph(words: str) -> Block:
    return {"kind": "paragraph", "tone": "", "runs": [(words, "")]}


def _on(day: date) -> str:
    return date_format(day, "j F Y")
