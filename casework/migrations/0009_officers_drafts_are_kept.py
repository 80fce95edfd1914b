"""Keeps what officers have begun and not yet signed, sealed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_two_rights_that_open_nothing_go"),
        ("vault", "0001_keys_apart_from_what_they_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficerDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_id", models.UUIDField()),
                ("about", models.UUIDField()),
                ("holder", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("blob", models.BinaryField(default=b"")),
                ("saved_at", models.DateTimeField()),
                (
                    "key",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="vault.wrappedkey",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="officerdraft",
            constraint=models.UniqueConstraint(fields=("case_id", "about", "holder"), name="one_officer_draft"),
        ),
    ]
