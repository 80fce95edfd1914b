"""The published editions against their own bytes and against the record: their id is made of their words."""

from collections.abc import Iterator

from ledger.restore_losses import ROW, entries_without
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.models.editions import Edition, content_of, edition_id
from policy.queries.editions import publications

KINDS: tuple[type[Edition], ...] = (CodeEdition, OathEdition, RulebookEdition)
COLUMNS = ("key", "title", "version", "in_force_from")
type Fault = tuple[str, str]


def every_edition() -> Iterator[Edition]:
    """Yield every stored edition: Codes, oaths, rulebooks, each in the order of their days. Three queries."""
    for kind in KINDS:
        yield from kind._default_manager.order_by("in_force_from", "key")


def signed_by_two() -> frozenset[str]:
    """Return the ids of the editions that two officers signed, as the record says. One query."""
    said = (entry.body["data"] for entry in publications())
    return frozenset(one["edition"] for one in said if "second" in one)


def unsigned_editions() -> list[str]:
    """Return the keys of the editions that two officers have not signed. Four queries."""
    signed = signed_by_two()
    return [edition.key for edition in every_edition() if str(edition.pk) not in signed]


def book_faults() -> Iterator[Fault]:
    """Yield each edition whose columns, id or commitments are not those of its bytes, or that nobody published.

    An edition that was published and is not there is named too, unless its row was lost in a restore. There are few, so each is
    read whole.
    """
    lost = entries_without(ROW)
    entries = [(entry.id, entry.body["data"]) for entry in publications()]
    published = {said["edition"]: said for _, said in entries}
    gone = {said["edition"] for key, said in entries if key in lost}
    for edition in every_edition():
        if not _is_its_bytes(edition):
            yield "book-changed", f"the edition {edition.pk} is not what its bytes say"
        said = published.pop(str(edition.pk), {})
        if any(said.get(name) != value for name, value in edition.publication.items()):
            yield "book-unpublished", f"nobody published the edition {edition.pk}"
    for key in sorted(published.keys() - gone):
        yield "book-missing", f"the edition {key} was published and is gone"


def _is_its_bytes(edition: Edition) -> bool:
    try:
        values = edition.values
        content, digest = content_of(values)
        said = [str(values[name]) for name in COLUMNS]
    except (ValueError, LookupError, TypeError):
        return False
    columns = [str(getattr(edition, name)) for name in COLUMNS]
    same = (said, digest, content) == (columns, bytes(edition.digest), bytes(edition.content))
    return same and edition.pk == edition_id(digest) and _has_its_commitments(edition)


def _has_its_commitments(edition: Edition) -> bool:
    """Whether the table of commitments says what the Code does; other editions have none."""
    if not isinstance(edition, CodeEdition):
        return True
    kept = {row.number: (row.title, row.text) for row in edition.commitments.all()}
    return kept == {each.number: (each.title, each.text) for each in edition.text.commitments}
