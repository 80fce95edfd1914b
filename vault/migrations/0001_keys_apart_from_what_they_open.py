"""The vault's tables: wrapped keys in the schema `vault_keys`, everything else beside the other tables."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

GRANTS = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    GRANT USAGE ON SCHEMA vault_keys TO app;
    REVOKE ALL ON vault_keys.wrapped_key FROM app;
    GRANT SELECT, INSERT, DELETE ON vault_keys.wrapped_key TO app;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("ledger", "0001_the_append_only_record")]

    operations = [
        migrations.RunSQL("CREATE SCHEMA vault_keys", "DROP SCHEMA vault_keys"),
        migrations.CreateModel(
            name="WrappedKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("subject", models.UUIDField()),
                ("kind", models.CharField(max_length=16)),
                ("epoch", models.CharField(max_length=16)),
                ("wrapped", models.BinaryField()),
                ("voucher", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": '"vault_keys"."wrapped_key"',
                "default_permissions": (),
                "indexes": [models.Index(fields=("subject", "kind", "-made_at"), name="wrapped_key_of_compartment")],
            },
        ),
        migrations.CreateModel(
            name="SealedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.UUIDField()),
                ("field", models.CharField(max_length=64)),
                (
                    "key",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="vault.wrappedkey",
                    ),
                ),
                ("blob", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("entry_id", "field"), name="one_text_a_field")],
            },
        ),
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "key",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="vault.wrappedkey",
                    ),
                ),
                ("blob", models.BinaryField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SafeView",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="view",
                        serialize=False,
                        to="vault.sealedfile",
                    ),
                ),
                ("stored", models.UUIDField(null=True)),
                ("blob", models.BinaryField(default=b"")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("look_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("look_at__isnull", False)), fields=("look_at",), name="views_to_make"
                    ),
                    models.Index(fields=("stored",), name="view_by_stored"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("handle", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("blob", models.BinaryField()),
                ("seen", models.PositiveIntegerField(default=0)),
                ("sent", models.BooleanField(default=False)),
                ("brief", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=("saved_at",), name="draft_by_age")],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="vault.draft"
                    ),
                ),
                ("blob", models.BinaryField()),
                ("view", models.UUIDField(null=True)),
                ("stored_bytes", models.PositiveBigIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=("added_at",), name="draft_file_by_age"),
                    models.Index(fields=("view",), name="draft_file_by_view"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftPiece",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="vault.draft"
                    ),
                ),
                ("upload", models.UUIDField()),
                ("start", models.PositiveBigIntegerField()),
                ("blob", models.BinaryField()),
                ("stored_bytes", models.PositiveBigIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "upload", "start"), name="one_piece_at_an_offset")
                ],
                "indexes": [models.Index(fields=("added_at",), name="draft_piece_by_age")],
            },
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
