"""Keeps with a turn whether its step came back unsigned. The lapses look at each open case again from the moment of the upgrade."""

from django.db import migrations, models

AGAIN = "UPDATE casework_case SET turns_until = now() WHERE state <> 'closed'"


class Migration(migrations.Migration):
    dependencies = [("casework", "0048_letters_that_wait_are_counted")]

    operations = [
        migrations.AddField(model_name="turn", name="returned", field=models.BooleanField(default=False)),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
