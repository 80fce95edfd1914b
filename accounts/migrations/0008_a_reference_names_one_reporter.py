"""Two reporters never have the same reference, as two cases never do."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_reporters_are_found_by_their_reference'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='reference_digest',
            field=models.BinaryField(editable=False, max_length=32, null=True, unique=True),
        ),
    ]
