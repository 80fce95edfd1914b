"""A case with a step that waits for a signature says that it waits for those who may sign it."""

from django.db import migrations

LOOK_AGAIN = "UPDATE casework_case SET turns_until = now() WHERE awaiting_signature"


class Migration(migrations.Migration):
    """The lapses set the columns of these cases again from the moment of the upgrade."""

    dependencies = [("casework", "0044_since_when_it_is_whose_turn")]

    operations = [migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop)]
