"""Who stands in for a person who is away."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_zone_of_a_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='absence',
            name='stand_in',
            field=models.ForeignKey(db_index=False, null=True, on_delete=models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
