"""Counts the letters to the respondent that wait for an officer, with the day of the first."""

from django.db import migrations, models

LOOK_AGAIN = """
UPDATE casework_case SET turns_until = now()
WHERE id IN (SELECT case_id FROM casework_turn WHERE step IN ('record_service', 'remind_reader'))
"""


class Migration(migrations.Migration):
    """From the moment of the upgrade, the lapses look again at cases in which a letter waits."""

    dependencies = [("casework", "0047_who_was_shown_what_is_new")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="letters_wait",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="case",
            name="letters_wait_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop),
    ]
