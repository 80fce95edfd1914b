"""Counts the letters to the respondent in the turn of each person who posts them or signs for them."""

from django.db import migrations, models

LOOK_AGAIN = """
UPDATE casework_case SET turns_until = now()
WHERE id IN (SELECT case_id FROM casework_turn WHERE step IN ('record_service', 'remind_reader'))
"""


class Migration(migrations.Migration):
    """From the moment of the upgrade, the lapses look again at cases in which a letter waits."""

    dependencies = [("casework", "0049_a_turn_says_that_its_step_came_back")]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="letters",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="turn",
            name="letters_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RemoveField(model_name="case", name="letters_wait"),
        migrations.RemoveField(model_name="case", name="letters_wait_from"),
        migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop),
    ]
