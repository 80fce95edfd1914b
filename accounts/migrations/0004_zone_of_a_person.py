"""The zone in which a person reads times."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_mail_subscriptions'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='zone',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
    ]
