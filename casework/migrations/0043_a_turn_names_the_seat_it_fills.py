"""Keeps with a turn which seat it is to fill. The lapses look at each open case again from the moment of the upgrade."""

from django.db import migrations, models

AGAIN = "UPDATE casework_case SET turns_until = now() WHERE state <> 'closed'"


class Migration(migrations.Migration):
    dependencies = [("casework", "0042_the_copy_comes_before_the_notice")]

    operations = [
        migrations.AddField(model_name="turn", name="fills", field=models.CharField(blank=True, default="", max_length=24)),
        migrations.AlterField(model_name="turn", name="fills", field=models.CharField(blank=True, max_length=24)),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
