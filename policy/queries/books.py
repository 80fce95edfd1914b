"""The published editions against their own bytes and against the record: their id is made of their words."""

from collections.abc import Iterator

from ledger.models import Entry
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.models.editions import Edition, content_of, edition_id

PUBLISHED = "edition.published"
COLUMNS = ("key", "title", "version", "in_force_from")
type Fault = tuple[str, str]


def book_faults() -> Iterator[Fault]:
    """Yield each edition whose columns, id or commitments are not those of its bytes, or that nobody published.

    An edition that was published and is not there is named too. There are few, so each is read whole.
    """
    entries = Entry.objects.filter(stream="system", type=PUBLISHED)
    published = {said["edition"]: said["sha256"] for said in (entry.body["data"] for entry in entries)}
    for kind in (CodeEdition, OathEdition, RulebookEdition):
        for edition in kind._default_manager.order_by("pk"):
            if not _is_its_bytes(edition):
                yield "book-changed", f"the edition {edition.pk} is not what its bytes say"
            if published.pop(str(edition.pk), None) != bytes(edition.digest).hex():
                yield "book-unpublished", f"nobody published the edition {edition.pk}"
    for key in sorted(published):
        yield "book-missing", f"the edition {key} was published and is not kept"


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
