"""Keeps a message that could not go out for its author: it has no moment at which it is due."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_messages_wait_half_a_minute")]

    operations = [
        migrations.AlterField(
            model_name="waitingmessage",
            name="due",
            field=models.DateTimeField(db_index=True, null=True),
        ),
    ]
