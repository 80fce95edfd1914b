"""Keeps whose turn it is in each case: the step that is expected first as columns, and what is expected of whom as rows."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The lapses fill the rows of older cases: their turns have to be looked at from the moment of the upgrade."""

    dependencies = [
        ("casework", "0012_drafts_of_all_who_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="casework.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seat", models.CharField(max_length=24)),
                ("step", models.CharField(max_length=48)),
                ("signs", models.BooleanField(default=False)),
                ("clock", models.CharField(blank=True, max_length=24)),
                ("due", models.DateTimeField(default=datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC))),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddIndex(
            model_name="turn", index=models.Index(fields=["user", "due", "case"], name="turn_of_user")
        ),
        migrations.AddConstraint(
            model_name="turn", constraint=models.UniqueConstraint(fields=("case", "user", "step"), name="one_turn")
        ),
        migrations.AddField(
            model_name="case", name="expected_step", field=models.CharField(blank=True, max_length=48)
        ),
        migrations.AddField(
            model_name="case", name="turns_until", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["turns_until"], condition=models.Q(turns_until__isnull=False), name="case_turns_until"
            ),
        ),
        migrations.RunSQL("UPDATE casework_case SET turns_until = now()", migrations.RunSQL.noop),
    ]
