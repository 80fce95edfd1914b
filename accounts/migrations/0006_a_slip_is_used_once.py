"""The code on a caller's slip is known after it was exchanged, so that its second use gets a sentence of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_somebody_stands_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='slip_digest',
            field=models.BinaryField(editable=False, max_length=32, null=True, unique=True),
        ),
    ]
