"""The tables of the record. Entry is append-only: triggers refuse every change and check each row against its bytes."""

from datetime import datetime

from django.db import models
from django.utils.functional import cached_property

from ledger.canonical import JsonObject
from ledger.entries import read_entry, read_moment


class Entry(models.Model):
    """One line of the record; `entry` holds the exact bytes, the other columns repeat what they say."""

    log_index = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    stream = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    type = models.CharField(max_length=64)
    at = models.CharField(max_length=27)
    entry = models.BinaryField()
    leaf = models.BinaryField(unique=True)

    class Meta:
        ordering = ("log_index",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("stream", "seq"), name="entry_once_in_its_stream"),
            models.CheckConstraint(condition=models.Q(log_index__gte=0, seq__gte=1), name="entry_is_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.log_index} {self.type}"

    @cached_property
    def body(self) -> JsonObject:
        """The fifteen fields, read from the bytes; raises NotAnEntry when they are not an entry's."""
        return read_entry(bytes(self.entry))

    @property
    def occurred(self) -> datetime:
        """When it happened (UTC): what the entry says, or when it was written if it says nothing else."""
        return read_moment(self.body["occurred"] or self.at)


class LogHead(models.Model):
    """One row: how long the log is, when it last grew, its tree's peaks, where it is at home.

    Its row lock gives each entry its index.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    origin = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    last_at = models.CharField(max_length=27, default="")
    peaks = models.BinaryField(default=b"")
    home = models.CharField(max_length=40, db_default=models.Func(function="ledger_home"))

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_log_head")]

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"


class StreamHead(models.Model):
    stream = models.CharField(primary_key=True, max_length=64)
    seq = models.BigIntegerField()
    leaf = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"


class Node(models.Model):
    """A complete tile of the tree (C2SP tlog-tiles): 256 hashes of `level`, one after the other, and the hash over them.

    Computed from the entries, and may be computed again.
    """

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """What the signer said of the log at one size: the root, and the signed note as it stands."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("size",)

    def __str__(self) -> str:
        return str(self.size)


class Cosignature(models.Model):
    """What a witness adds to a checkpoint, a line for each of its keys: it has seen this tree, and none that contradicts it."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("size", "witness"), name="witnessed_once")]

    def __str__(self) -> str:
        return f"{self.witness} {self.size}"


class Anchor(models.Model):
    """A time-stamp token (RFC 3161) over a checkpoint's text, from an authority outside the installation."""

    size = models.BigIntegerField()
    authority = models.CharField(max_length=200)
    token = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("size", "id")

    def __str__(self) -> str:
        return str(self.size)
