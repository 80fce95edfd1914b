"""Which seats are in an open case, and which cases are nobody's yet or wait for a signature: asked of few rows, not of all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns, and the indexes over them."""

    dependencies = [("casework", "0002_only_steps_move_a_case"), ("ledger", "0002_the_tree_and_what_was_signed")]

    operations = [
        migrations.RemoveIndex(model_name="seating", name="seating_of_user"),
        migrations.AddField(model_name="case", name="unassigned", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="case", name="awaiting_signature", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="seating", name="open", field=models.BooleanField(default=True)),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["due", "id"], condition=models.Q(unassigned=True), name="case_unassigned"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["filed_at"], condition=models.Q(awaiting_signature=True), name="case_awaiting_signature"),
        ),
        migrations.AddIndex(
            model_name="seating", index=models.Index(fields=["user", "seat", "id"], name="seating_of_user")
        ),
        migrations.AddIndex(
            model_name="seating",
            index=models.Index(
                fields=["user", "seat", "case"], condition=models.Q(open=True), name="seating_in_open"
            ),
        ),
    ]
