"""Gives a turn room for all seats that it is to fill. The lapses look at each open case again from the moment of the upgrade."""

from django.db import migrations, models

AGAIN = "UPDATE casework_case SET turns_until = now() WHERE state <> 'closed'"


class Migration(migrations.Migration):
    dependencies = [("casework", "0054_a_message_keeps_the_moment_it_was_written")]

    operations = [
        migrations.AlterField(model_name="turn", name="fills", field=models.CharField(blank=True, max_length=96)),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
