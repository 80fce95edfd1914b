"""Keeps what anybody who signs in has begun to type, sealed; until now only the work of officers on copies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_officers_drafts_are_kept"),
        ("vault", "0001_keys_apart_from_what_they_open"),
    ]

    operations = [
        migrations.RenameModel("OfficerDraft", "SealedDraft"),
        migrations.RemoveConstraint("SealedDraft", "one_officer_draft"),
        migrations.RenameField("SealedDraft", "case_id", "subject"),
        migrations.AddField("SealedDraft", "step", models.CharField(default="", max_length=64)),
        migrations.AlterField("SealedDraft", "version", models.PositiveIntegerField()),
        migrations.AlterField("SealedDraft", "blob", models.BinaryField()),
        migrations.AddConstraint(
            "SealedDraft",
            models.UniqueConstraint(fields=("subject", "about", "holder"), name="one_sealed_draft"),
        ),
    ]
