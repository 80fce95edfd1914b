"""What a superuser can change beside the record: each edit with the code that names it, for the tests of the night."""

from typing import NamedTuple

NEW_CASE = "(SELECT id FROM casework_case ORDER BY filed_at DESC LIMIT 1)"
OLD_CASE = "(SELECT id FROM casework_case ORDER BY filed_at LIMIT 1)"


def first_letter(case: str) -> str:
    """The number of the letter about the first entry of a case that has one: of an old case, in front of the good point."""
    return (
        "(SELECT m.id FROM notifications_message m JOIN ledger_entry e ON e.id = m.about "
        f"WHERE m.case_id = {case} ORDER BY e.log_index, m.reader_id, m.template LIMIT 1)"
    )


class Edit(NamedTuple):
    """What the superuser does, the code or the field that names it, and words that the finding has."""

    statements: tuple[str, ...]
    code: str
    words: str = ""


def book_changed(table: str, old: str, new: str) -> str:
    """Other words in an edition's own bytes, with the digest that fits them."""
    words = f"replace(convert_from(content, 'UTF8'), '{old}', '{new}')"
    return (
        f"UPDATE {table} SET content = convert_to({words}, 'UTF8'), digest = sha256(convert_to({words}, 'UTF8')) "
        f"WHERE convert_from(content, 'UTF8') LIKE '%{old}%'"
    )


def exchanged(which: str) -> str:
    """Exchange the last two texts of one kind under one key."""
    return (
        "WITH v AS (SELECT t.id, t.blob, row_number() OVER (ORDER BY e.log_index DESC, t.id) AS n FROM vault_sealedtext t "
        "JOIN ledger_entry e ON e.id = t.entry_id JOIN vault_keys.wrapped_key k ON k.id = t.key_id "
        f"WHERE {which}) "
        "UPDATE vault_sealedtext t SET blob = o.blob FROM v, v o WHERE t.id = v.id AND v.n + o.n = 3 AND v.n < 3"
    )


def text_of(entry: str, field: str, order: str = "e.log_index") -> str:
    """The number of a sealed text, by the type of its entry and its field."""
    return (
        "(SELECT t.id FROM vault_sealedtext t JOIN ledger_entry e ON e.id = t.entry_id "
        f"WHERE e.type = '{entry}' AND t.field = '{field}' ORDER BY {order} LIMIT 1)"
    )


MOVED = "CREATE OR REPLACE FUNCTION ledger_home() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'moved' $$"


def opened(at: str) -> str:
    """A row that says of a reading that it is recorded."""
    return (
        f"INSERT INTO casework_opening (case_id, user_id, kept, at) SELECT {OLD_CASE}, u.id, 'identity', {at} "
        "FROM (SELECT id FROM accounts_user WHERE kind = 'person' ORDER BY id DESC LIMIT 1) AS u"
    )


def add_letter(case: str) -> str:
    """A letter to somebody else, as one that stands there."""
    other = "(SELECT id FROM accounts_user WHERE id <> m.reader_id AND kind <> 'clock' LIMIT 1)"
    return (
        "INSERT INTO notifications_message "
        "(id, case_id, reader_id, seat, letter, template, about, reference, placed_at, tries, reminders) "
        f"SELECT gen_random_uuid(), m.case_id, {other}, m.seat, m.letter, m.template, m.about, 'N-PLANTED', m.placed_at, 0, 0 "
        f"FROM notifications_message m WHERE m.id = {first_letter(case)}"
    )


EDITS: dict[str, Edit] = {
    "quorum 5 to 3": Edit((book_changed("policy_rulebookedition", '"least":5', '"least":3'),), "book-changed"),
    "oath words": Edit((book_changed("policy_oathedition", "I ", "We "),), "book-changed"),
    "commitment words": Edit(
        ("UPDATE policy_commitment SET text = text || ' or not' WHERE number = 2",), "book-changed"
    ),
    "all complaint texts deleted": Edit(("DELETE FROM vault_sealedtext WHERE field = 'narrative'",), "text-missing"),
    "a new complaint text deleted": Edit(
        (f"DELETE FROM vault_sealedtext WHERE id = {text_of('report.received', 'narrative', 'e.log_index DESC')}",),
        "text-missing",
    ),
    "a text under another field": Edit(
        (f"UPDATE vault_sealedtext SET field = 'narratives' WHERE id = {text_of('report.received', 'narrative')}",),
        "text-missing",
    ),
    "two texts of today exchanged": Edit((exchanged(f"k.subject = {NEW_CASE}"),), "commitment"),
    "every letter deleted": Edit(("DELETE FROM notifications_message",), "letters-changed"),
    "the letters of today deleted": Edit(
        (f"DELETE FROM notifications_message WHERE case_id = {NEW_CASE}",), "letter-missing"
    ),
    "the letters of today never placed": Edit(
        (
            f"DELETE FROM notifications_message WHERE case_id = {NEW_CASE}",
            "UPDATE notifications_cursor SET log_index = (SELECT max(log_index) FROM ledger_entry)",
        ),
        "letter-missing",
    ),
    "a letter of today to somebody else": Edit(
        (
            "UPDATE notifications_message SET reader_id = (SELECT id FROM accounts_user WHERE name LIKE 'Paul%' LIMIT 1) "
            f"WHERE id = {first_letter(NEW_CASE)}",
        ),
        "letter-missing",
    ),
    "an old letter to somebody else": Edit(
        (
            "UPDATE notifications_message SET reader_id = (SELECT id FROM accounts_user WHERE name LIKE 'Paul%' LIMIT 1) "
            f"WHERE id = {first_letter(OLD_CASE)}",
        ),
        "letters-changed",
    ),
    "an old letter on another day": Edit(
        (f"UPDATE notifications_message SET placed_at = placed_at + interval '9 days' WHERE case_id = {OLD_CASE}",),
        "letters-changed",
    ),
    "a letter of today on another day": Edit(
        (f"UPDATE notifications_message SET placed_at = placed_at + interval '9 days' WHERE case_id = {NEW_CASE}",),
        "letter-date",
    ),
    "a letter added to an old case": Edit((add_letter(OLD_CASE),), "letters-changed"),
    "a letter added today": Edit((add_letter(NEW_CASE),), "letter-foreign"),
    "an office given": Edit(
        (
            'INSERT INTO accounts_appointment (user_id, office, since, lay, alternate, "order", seal, compare_from) '
            "SELECT user_id, 'dpo', since, lay, alternate, \"order\", seal, compare_from FROM accounts_appointment LIMIT 1",
        ),
        "appointment that nobody gave",
    ),
    "an office ended": Edit(
        ("UPDATE accounts_appointment SET until = since + 1 WHERE office = 'board_member'",), "appointment.until"
    ),
    "a member renamed": Edit(
        ("UPDATE policy_member SET name = 'Somebody Else' WHERE name LIKE 'Rex%'",),
        "the register changed, and nothing was imported",
    ),
    "a member's number": Edit(
        ("UPDATE policy_member SET number = number || '9' WHERE name LIKE 'Rex%'",),
        "the register changed, and nothing was imported",
    ),
    "a member's account": Edit(
        ("UPDATE policy_member SET user_id = NULL WHERE name LIKE 'Rex%'",),
        "the register changed, and nothing was imported",
    ),
    "a standing as it shows": Edit(
        ("UPDATE policy_member SET standing_now = 'expelled' WHERE name LIKE 'Rex%'",), "member.standing_now"
    ),
    "an oath as it shows": Edit(
        ("UPDATE policy_member SET oath_now_id = NULL WHERE name LIKE 'Rex%'",), "member.oath_now"
    ),
    "a standing's row": Edit(("UPDATE policy_standing SET kind = 'resigned'",), "standing.kind"),
    "an oath's day": Edit(("UPDATE policy_oathsignature SET effective = effective - 400",), "oathsignature.effective"),
    "an old case's state": Edit((f"UPDATE casework_case SET state = 'screening' WHERE id = {OLD_CASE}",), "state"),
    "a new case's state": Edit((f"UPDATE casework_case SET state = 'closed' WHERE id = {NEW_CASE}",), "state"),
    "an old case's route": Edit((f"UPDATE casework_case SET route = 'breach' WHERE id = {OLD_CASE}",), "route"),
    "an old case's respondent": Edit(
        (
            "UPDATE casework_case SET respondent_id = (SELECT id FROM policy_member m WHERE m.id <> respondent_id LIMIT 1) "
            f"WHERE id = {OLD_CASE}",
        ),
        "respondent",
    ),
    "an old case's rulebook": Edit(
        (f"UPDATE casework_case SET linked = gen_random_uuid() WHERE id = {OLD_CASE}",), "seal"
    ),
    "an old case's code name": Edit(
        (f"UPDATE casework_case SET code_name = 'Another Name' WHERE id = {OLD_CASE}",), "seal"
    ),
    "an old case's seal": Edit((f"UPDATE casework_case SET seal = 'none' WHERE id = {OLD_CASE}",), "seal"),
    "a text for no entry": Edit(
        (
            "INSERT INTO vault_sealedtext (entry_id, field, key_id, blob) "
            "SELECT gen_random_uuid(), field, key_id, blob FROM vault_sealedtext LIMIT 1",
        ),
        "text-foreign",
    ),
    "a text for a field that is not committed": Edit(
        (
            "INSERT INTO vault_sealedtext (entry_id, field, key_id, blob) "
            "SELECT entry_id, 'postscript', key_id, blob FROM vault_sealedtext LIMIT 1",
        ),
        "text-foreign",
    ),
    "a key destroyed": Edit((f"DELETE FROM vault_keys.wrapped_key WHERE subject = {OLD_CASE}",), "key-missing"),
    "keys and texts of an old case deleted": Edit(
        (
            f"DELETE FROM vault_sealedtext WHERE key_id IN (SELECT id FROM vault_keys.wrapped_key WHERE subject = {OLD_CASE})",
            f"DELETE FROM vault_keys.wrapped_key WHERE subject = {OLD_CASE}",
        ),
        "text-missing",
    ),
    "a trigger disabled": Edit(("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_final",), "fence"),
    "a trigger dropped": Edit(("DROP TRIGGER ledger_checkpoint_final ON ledger_checkpoint",), "fence"),
    "a trigger of the policy disabled": Edit(
        ("ALTER TABLE policy_oathsignature DISABLE TRIGGER policy_row_final",), "fence"
    ),
    "a trigger's function emptied": Edit(
        (
            "CREATE OR REPLACE FUNCTION ledger_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$",
        ),
        "fence",
    ),
    "a rule that swallows": Edit(("CREATE RULE hush AS ON INSERT TO accounts_alarm DO INSTEAD NOTHING",), "fence"),
    "a trigger added": Edit(
        (
            "CREATE FUNCTION hush() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "CREATE TRIGGER hush BEFORE INSERT ON notifications_message FOR EACH ROW EXECUTE FUNCTION hush()",
        ),
        "fence",
    ),
    "rows hidden by a policy": Edit(("ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY",), "fence"),
    "the serving role may update the record": Edit(("GRANT UPDATE ON ledger_entry TO app",), "fence"),
    "a right in an old case": Edit(
        (
            "INSERT INTO casework_casegrant (user_id, permission_id, content_object_id, listed) "
            f"SELECT (SELECT id FROM accounts_user WHERE name LIKE 'Paul%' LIMIT 1), permission_id, content_object_id, listed "
            f"FROM casework_casegrant g WHERE content_object_id = {OLD_CASE} ON CONFLICT DO NOTHING",
        ),
        "grants",
    ),
    "a right in an old case deleted": Edit(
        (f"DELETE FROM casework_casegrant WHERE content_object_id = {OLD_CASE}",), "grants"
    ),
    "a right renamed": Edit(("UPDATE auth_permission SET codename = 'see_all' WHERE codename = 'see_case'",), "grants"),
    "a seat in an old case": Edit(
        (
            "UPDATE casework_seating SET seat = 'auditor' WHERE id = "
            f"(SELECT max(id) FROM casework_seating WHERE case_id = {OLD_CASE})",
        ),
        "seatings",
    ),
    "a clock of an old case": Edit(
        (f"UPDATE casework_clock SET due = coalesce(due, now()) + interval '90 days' WHERE case_id = {OLD_CASE}",),
        "clocks",
    ),
    "a turn in an old case": Edit(
        (
            "INSERT INTO casework_turn (case_id, user_id, seat, step, signs, fills, returned, clock, due, letters) "
            f"SELECT {OLD_CASE}, id, 'reviewer', 'rule_on_mention', false, '', false, '', now(), 0 FROM accounts_user LIMIT 1",
        ),
        "turns",
    ),
    "an old case hidden in the slow lane": Edit(
        (
            f"INSERT INTO casework_slowreport (case_id, flood, until) SELECT {OLD_CASE}, 'f', now() + interval '9 years'",
        ),
        "slow lane",
    ),
    "what a case is due": Edit(
        (f"UPDATE casework_case SET due = due - interval '9 days' WHERE id = {OLD_CASE}",), "due"
    ),
    "an attack on sign-in planted": Edit(
        ("INSERT INTO accounts_siege (user_id, day, at) SELECT id, '2026-01-09', now() FROM accounts_user LIMIT 1",),
        "attack that nobody recorded",
    ),
    "a reading that will not be recorded": Edit((opened("'2999-01-01'"),), "reading that nobody recorded"),
    "a reading said to be recorded": Edit(
        (opened("(SELECT max(at)::timestamptz FROM ledger_entry)"),), "reading that nobody recorded"
    ),
    "every file deleted": Edit(("DELETE FROM vault_sealedfile",), "file-missing"),
    "an account's name": Edit(
        ("UPDATE accounts_user SET name = 'Somebody Else' WHERE name LIKE 'Paul%'",), "user.seal"
    ),
    "the checkpoint of the good point deleted": Edit(
        (
            "DELETE FROM ledger_checkpoint WHERE size = (SELECT (convert_from(entry, 'UTF8')::jsonb -> 'data' ->> "
            "'size')::bigint FROM ledger_entry WHERE type = 'record.checked' ORDER BY log_index DESC LIMIT 1)",
        ),
        "checked-unproven",
    ),
    "an old checkpoint deleted": Edit(
        ("DELETE FROM ledger_checkpoint WHERE size = (SELECT min(size) FROM ledger_checkpoint)",), "signed-missing"
    ),
    "a table of the same name in front": Edit(
        ("CREATE SCHEMA app", "CREATE TABLE app.notifications_message (id uuid)"), "fence", "in the schema app"
    ),
    "rows shown from another table": Edit(
        ("CREATE TABLE more () INHERITS (accounts_alarm)",), "fence", "shows the rows of more too"
    ),
    "another way to look names up": Edit(("SET LOCAL search_path = public, pg_catalog",), "fence"),
    "texts deleted as if the database were another": Edit(
        (MOVED, "DELETE FROM vault_sealedtext WHERE field = 'narrative'"), "text-missing"
    ),
    "letters deleted as if the database were another": Edit(
        (MOVED, "DELETE FROM notifications_message"), "letter-missing"
    ),
}
