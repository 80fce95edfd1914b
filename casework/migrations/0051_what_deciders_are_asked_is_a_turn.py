"""What deciders are asked beside the step that lists show is a turn of theirs too, as their docket says."""

from django.db import migrations

LOOK_AGAIN = """
UPDATE casework_case SET turns_until = now()
WHERE state IN (
  'case_to_answer', 'panel_forming', 'hearing', 'deliberation', 'board_decision', 'appeal_window', 'appeal', 'monitoring',
  'closed'
)
"""


class Migration(migrations.Migration):
    """The lapses write the turns of these cases again from the moment of the upgrade."""

    dependencies = [("casework", "0050_a_turn_counts_its_letters")]

    operations = [migrations.RunSQL(LOOK_AGAIN, migrations.RunSQL.noop)]
