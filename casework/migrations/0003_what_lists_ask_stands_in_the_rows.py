"""Which seats are in an open case, and which cases are nobody's yet or wait for a signature: asked of few rows, not of all."""

from typing import Any

from django.db import migrations, models

from casework.access import recorded
from casework.facts.proposals import ProposalsFacts
from ledger import queries as ledger

FILL = """
UPDATE casework_seating AS s SET open = false FROM casework_case AS c WHERE c.id = s.case_id AND c.state = 'closed';
UPDATE casework_case AS c SET nobodys = true WHERE c.state <> 'closed' AND NOT EXISTS (
  SELECT FROM casework_seating AS s WHERE s.case_id = c.id
  AND s.seat NOT IN ('complainant', 'respondent', 'representative', 'witness')
);
SET CONSTRAINTS ALL IMMEDIATE;
"""


def _fill_awaits(apps: Any, editor: Any) -> None:
    proposed = apps.get_model("ledger", "Entry").objects.filter(type="case.step_proposed")
    for stream in proposed.order_by("stream").values_list("stream", flat=True).distinct():
        known = ProposalsFacts()
        for entry in ledger.stream(stream):
            known = known.then(recorded(entry))
        if known.waiting:
            apps.get_model("casework", "Case").objects.filter(pk=stream.removeprefix("case/")).update(awaits=True)


class Migration(migrations.Migration):
    """Three columns, filled from what stands there, and the indexes over them."""

    dependencies = [("casework", "0002_only_steps_move_a_case"), ("ledger", "0002_the_tree_and_what_was_signed")]

    operations = [
        migrations.RemoveIndex(model_name="seating", name="seating_of_user"),
        migrations.AddField(model_name="case", name="nobodys", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="case", name="awaits", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="seating", name="open", field=models.BooleanField(default=True)),
        migrations.RunPython(_fill_awaits, migrations.RunPython.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["due", "id"], condition=models.Q(nobodys=True), name="case_of_nobody"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["filed_at"], condition=models.Q(awaits=True), name="case_to_sign"),
        ),
        migrations.AddIndex(
            model_name="seating", index=models.Index(fields=["user", "seat", "id"], name="seating_of_user")
        ),
        migrations.AddIndex(
            model_name="seating",
            index=models.Index(
                fields=["user", "seat", "case"], condition=models.Q(open=True), name="seating_in_open"
            ),
        ),
    ]
