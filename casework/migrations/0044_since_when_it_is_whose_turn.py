"""Keeps since when it is the turn of the seat that a case waits for. For the cases of today: since it came to its stage."""

import datetime

from django.db import migrations, models

FILL = "UPDATE casework_case SET turn_since = moved_at WHERE waiting_on <> ''"


class Migration(migrations.Migration):
    dependencies = [("casework", "0043_a_turn_names_the_seat_it_fills")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="turn_since",
            field=models.DateTimeField(default=datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)),
        ),
        migrations.AddIndex(
            model_name="case", index=models.Index(fields=["turn_since", "id"], name="case_turned")
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
