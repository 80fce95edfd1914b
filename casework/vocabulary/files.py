"""How files are named to people: what kind a file is, and what was found in it beside its pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "application/pdf": _("PDF"),
    "application/rtf": _("document"),
    "application/msword": _("document"),
    "application/vnd.oasis.opendocument.text": _("document"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("document"),
    "application/vnd.ms-excel": _("table"),
    "application/vnd.oasis.opendocument.spreadsheet": _("table"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _("table"),
    "application/vnd.ms-powerpoint": _("slides"),
    "application/vnd.oasis.opendocument.presentation": _("slides"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": _("slides"),
    "application/vnd.ms-outlook": _("mail"),
    "message/rfc822": _("mail"),
    "application/zip": _("archive"),
    "application/x-7z-compressed": _("archive"),
    "application/vnd.rar": _("archive"),
    "application/gzip": _("archive"),
    "text/plain": _("text"),
}
FAMILIES: Mapping[str, Promise] = {"image": _("picture"), "audio": _("sound"), "video": _("film")}
ANY = _("file")

FOUND: Mapping[str, Promise] = {
    "author": _("Author"),
    "changes": _("Tracked changes"),
    "comment": _("Comment"),
    "comments": _("Comments"),
    "company": _("Company"),
    "cut": _("Not shown whole"),
    "device": _("Device"),
    "editor": _("Last changed by"),
    "hidden": _("Hidden parts"),
    "keywords": _("Keywords"),
    "moment": _("Day and time"),
    "place": _("Place"),
    "program": _("Program"),
    "script": _("A program within"),
    "title": _("Title within"),
    "unread": _("Could not be read"),
    "way": _("Way of the mail"),
}
NOT_OF_A_PERSON = frozenset({"cut", "script", "unread"})
"""What was found in a file and can tell of nobody."""


def kind_in_words(media_type: str) -> Promise:
    """Return what kind of file a media type is, in a word."""
    return KINDS.get(media_type) or FAMILIES.get(media_type.partition("/")[0], ANY)


def found_in_words(what: str) -> Promise | str:
    return FOUND.get(what, what)
