"""The tables of the vault: wrapped keys in a schema of their own, sealed texts and files, and drafts of reports."""

from uuid import uuid4

from django.db import models


class WrappedKey(models.Model):
    """A data key, wrapped to the key-encryption key. The wrapping also binds its purpose."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    subject = models.UUIDField()
    kind = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    voucher = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = '"vault_keys"."wrapped_key"'
        default_permissions = ()
        indexes = [models.Index(fields=("subject", "kind", "-made_at"), name="wrapped_key_of_compartment")]

    def __str__(self) -> str:
        return str(self.id)


class SealedText(models.Model):
    """A sealed text in the database. Its address is a ledger entry and a field; a compartment's key opens it."""

    entry_id = models.UUIDField()
    field = models.CharField(max_length=64)
    key = models.ForeignKey(WrappedKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("entry_id", "field"), name="one_text_a_field")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class SealedAnswer(models.Model):
    """An answer of a vote, sealed to a key of its ballot that only the signer has. It becomes a text when it is opened."""

    entry_id = models.UUIDField()
    field = models.CharField(max_length=64)
    blob = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("entry_id", "field"), name="one_answer_an_option")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class SealedFile(models.Model):
    """A file that is kept. Its bytes are in the store under this id; its name, size, type and key are in `blob`."""

    id = models.UUIDField(primary_key=True)
    key = models.ForeignKey(WrappedKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.id)


class SafeView(models.Model):
    """What officers see of a kept file in its place: made by the converter, or still to be made.

    `stored` is the id of its bytes in the store; `blob` says what they are, sealed under the key of the file. A view with a
    blob and no bytes says why the file cannot be shown. `look_at`: when the worker next tries; None once it is made.
    """

    file = models.OneToOneField(SealedFile, primary_key=True, on_delete=models.CASCADE, related_name="view")
    stored = models.UUIDField(null=True)
    blob = models.BinaryField(default=b"")
    tries = models.PositiveSmallIntegerField(default=0)
    look_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=("look_at",), name="views_to_make", condition=models.Q(look_at__isnull=False)),
            models.Index(fields=("stored",), name="view_by_stored"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """A report that is being written, sealed under the writer's secret alone; after sending, its outcome.

    `brief`: it is kept for only a day, because its network began too many drafts in an hour. `code_lookup` and `by_code`,
    once its writer has a receipt code: what finds the row by it, and the secret sealed under it. Both go when it is sent.
    """

    handle = models.UUIDField(primary_key=True, default=uuid4)
    blob = models.BinaryField()
    seen = models.PositiveIntegerField(default=0)
    sent = models.BooleanField(default=False)
    code_lookup = models.BinaryField(null=True, unique=True)
    by_code = models.BinaryField(null=True)
    brief = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("saved_at",), name="draft_by_age")]

    def __str__(self) -> str:
        return str(self.handle)


class DraftFile(models.Model):
    """A file attached to a draft. Its description, its key and what was found in it are sealed like the draft.

    `view` is the id of the picture of its first page in the store.
    """

    id = models.UUIDField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    blob = models.BinaryField()
    view = models.UUIDField(null=True)
    stored_bytes = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=("added_at",), name="draft_file_by_age"),
            models.Index(fields=("view",), name="draft_file_by_view"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DraftPiece(models.Model):
    """A piece of a file that is on its way to a draft: one stored file, which begins at byte `start` of the whole."""

    id = models.UUIDField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pieces")
    upload = models.UUIDField()
    start = models.PositiveBigIntegerField()
    blob = models.BinaryField()
    stored_bytes = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("draft", "upload", "start"), name="one_piece_at_an_offset")]
        indexes = [models.Index(fields=("added_at",), name="draft_piece_by_age")]

    def __str__(self) -> str:
        return str(self.id)
