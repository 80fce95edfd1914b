"""Keeps the days of a question to the reporter for which the expected step waits."""

from django.db import migrations, models

LOOK_AGAIN = """
UPDATE casework_case SET turns_until = now()
WHERE expected_step = 'decide_identity' OR state IN ('early_resolution', 'dismissed')
"""


class Migration(migrations.Migration):
    """From the moment of the upgrade, the lapses look again at cases that may wait for an answer or for a second reader."""

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
