"""What a PDF file holds beside its pages: author, attached files, scripts, comments."""

import itertools
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pikepdf

from converter.frames import Found, Frame
from converter.kinds.view import PROTECTED, CannotShow, attached, found

MOST_FILES = 1000
MOST_PAGES = 2000
_INFO: Mapping[str, Found] = {
    "/Author": "author",
    "/Title": "title",
    "/Company": "company",
    "/Creator": "program",
    "/Keywords": "keywords",
    "/CreationDate": "moment",
}


def said(content: BinaryIO) -> Iterator[Frame]:
    """Yield what a reader of the pages does not see. Raises CannotShow."""
    try:
        with pikepdf.open(content) as file:
            yield from [*_written(file), *_attached(file), *_active(file)]
    except pikepdf.PasswordError as fault:
        raise CannotShow(PROTECTED) from fault
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError):
        yield found("unread", "What lies beside the pages could not be read.")


def _written(file: pikepdf.Pdf) -> Iterator[Frame]:
    for name, value in file.docinfo.items():
        if name in _INFO and str(value).strip():
            yield found(_INFO[name], str(value))


def _attached(file: pikepdf.Pdf) -> Iterator[Frame]:
    for name, one in itertools.islice(file.attachments.items(), MOST_FILES):
        yield attached(name, max(0, one.get_file().size))


def _active(file: pikepdf.Pdf) -> Iterator[Frame]:
    notes = [note for one in itertools.islice(file.pages, MOST_PAGES) for note in one.get("/Annots", [])]
    root = file.Root
    if "/JavaScript" in root.get("/Names", {}) or any(map(_runs, [root, *notes])):
        yield found("script", "The file would run a program or open something when it is opened.")
    comments = sum(note.get("/Subtype") in _COMMENTS and "/Contents" in note for note in notes)
    if comments:
        yield found("comments", str(comments))


_COMMENTS = ("/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Stamp", "/Caret")


_LEADS_TO_A_PAGE = ("/GoTo", "/URI", "/Named", None)


def _runs(one: pikepdf.Object) -> bool:
    actions = [one[name] for name in ("/OpenAction", "/A") if name in one]
    return "/AA" in one or any(
        isinstance(action, pikepdf.Dictionary) and action.get("/S") not in _LEADS_TO_A_PAGE for action in actions
    )
