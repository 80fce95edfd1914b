"""A message that waits keeps several files in their order, in place of one."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', "0022_what_is_withheld_has_a_clock"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='waitingmessage',
            name='file',
        ),
        migrations.AddField(
            model_name='waitingmessage',
            name='files',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list),
        ),
    ]
