"""Keeps when a message was written, which is before it goes out or to its second reader."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0053_a_waiting_signature_has_its_own_day")]

    operations = [
        migrations.AddField(model_name="waitingmessage", name="written_at", field=models.DateTimeField(null=True)),
    ]
