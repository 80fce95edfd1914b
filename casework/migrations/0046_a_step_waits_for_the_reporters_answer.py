"""Keeps the days of a question to the reporter for which the expected step waits."""

from django.db import migrations, models

LOOK_AGAIN = "UPDATE casework_case SET turns_until = now() WHERE expected_step = 'decide_identity'"


class Migration(migrations.Migration):
    """The lapses set the columns of the cases that may wait for an answer from the moment of the upgrade."""

    dependencies = [("casework", "0045_a_signature_is_the_next_turn")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="answer_by",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop),
    ]
