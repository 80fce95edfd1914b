"""A code that a caller does not exchange makes nobody late."""

from django.db import migrations

LOOK_AGAIN = """
UPDATE casework_case SET turns_until = now()
WHERE id IN (SELECT case_id FROM casework_clock WHERE name = 'CODE_CLAIM')
"""


class Migration(migrations.Migration):
    """The lapses write from when these cases are late again, from the moment of the upgrade."""

    dependencies = [("casework", "0051_what_deciders_are_asked_is_a_turn")]

    operations = [migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop)]
