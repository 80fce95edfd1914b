"""The fence under the machine: a case's state changes only along the procedure, no matter who writes the row.

The pairs are frozen here as they were when this migration was written; a test compares the latest with the machine.
"""

from django.db import migrations

PAIRS = {
    "submitted": "screening closed",
    "screening": "information_requested early_resolution dismissed investigation closed",
    "information_requested": "screening closed",
    "early_resolution": "screening investigation closed",
    "dismissed": "dismissal_review closed",
    "dismissal_review": "screening investigation closed",
    "investigation": "early_resolution dismissed awaiting_response closed",
    "awaiting_response": "awaiting_response response_review closed",
    "response_review": "awaiting_response case_to_answer closed",
    "case_to_answer": "consent_proposed panel_forming closed",
    "consent_proposed": "case_to_answer panel_forming hearing board_decision closed",
    "panel_forming": "consent_proposed hearing closed",
    "hearing": "consent_proposed panel_forming deliberation closed",
    "deliberation": "panel_forming hearing board_decision closed",
    "board_decision": "case_to_answer panel_forming hearing deliberation appeal_window monitoring closed",
    "appeal_window": "board_decision appeal monitoring closed",
    "appeal": "panel_forming board_decision monitoring closed",
    "monitoring": "board_decision appeal closed",
    "closed": "screening panel_forming board_decision appeal",
}
ALLOWED = ", ".join(f"('{a}','{b}')" for a, targets in PAIRS.items() for b in targets.split())
MAKE = f"""
CREATE FUNCTION casework_only_steps_move_a_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state::text, NEW.state::text) NOT IN ({ALLOWED}) THEN
        RAISE EXCEPTION 'no step leads there' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_steps_move_a_case BEFORE UPDATE OF state ON casework_case
    FOR EACH ROW EXECUTE FUNCTION casework_only_steps_move_a_case();
ALTER TABLE casework_case ENABLE ALWAYS TRIGGER only_steps_move_a_case;
"""
DROP = """
DROP TRIGGER only_steps_move_a_case ON casework_case;
DROP FUNCTION casework_only_steps_move_a_case();
"""


class Migration(migrations.Migration):
    """Frozen: a change of the procedure brings a migration of its own."""

    dependencies = [("casework", "0001_the_case")]

    operations = [migrations.RunSQL(MAKE, DROP)]
