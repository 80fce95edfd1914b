"""Looks again at whose turn it is in every open case: a copy for the respondent is expected before the notice."""

from django.db import migrations

DUE = "UPDATE casework_case SET turns_until = now() WHERE state <> 'closed'"


class Migration(migrations.Migration):
    """The sweep sets the turns of these cases again from the moment of the upgrade."""

    dependencies = [
        ("casework", "0041_the_slow_lane_is_its_rows"),
    ]

    operations = [
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
    ]
