"""Intake finds the case of a caller who says the reference of their report, of which a keyed digest is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_a_slip_is_used_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='reference_digest',
            field=models.BinaryField(db_index=True, editable=False, max_length=32, null=True),
        ),
    ]
