"""An oath stands also where what was signed was lost with a database: the record has its digest, and nobody invents the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Back again only while no statement is missing."""

    dependencies = [("policy", "0001_rule_book_members_oaths")]

    operations = [
        migrations.RemoveConstraint(model_name="oathsignature", name="passkey_leaves_evidence"),
        migrations.AlterField(
            model_name="oathsignature", name="statement", field=models.BinaryField(null=True)
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evidence__isnull", False), ("method", "passkey"), ("salt__isnull", False)),
                    models.Q(
                        models.Q(("method", "passkey"), _negated=True),
                        ("evidence__isnull", True),
                        ("salt__isnull", True),
                    ),
                    models.Q(("evidence__isnull", True), ("salt__isnull", True), ("statement__isnull", True)),
                    _connector="OR",
                ),
                name="passkey_leaves_evidence",
            ),
        ),
    ]
