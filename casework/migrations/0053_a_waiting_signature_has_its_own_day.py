"""A signature that waits has the day of its own step, and monitors look at evidence before they report a breach."""

from django.db import migrations

LOOK_AGAIN = "UPDATE casework_case SET turns_until = now() WHERE state = 'monitoring' OR awaiting_signature"


class Migration(migrations.Migration):
    """The lapses write the turns of these cases again from the moment of the upgrade."""

    dependencies = [("casework", "0052_nobody_is_late_with_a_code")]

    operations = [migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop)]
