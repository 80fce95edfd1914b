"""The statements about drafts of reports, for which a writer waits at every page: docs/adr/0014 has the figures.

A draft that is begun and a page that is saved do not wait for the disk, and a code that is shown does: docs/adr/0051 says
what a power cut can cost.
"""

COLUMNS = ("handle", "blob", "seen", "sent", "brief", "saved_at")
FIND = "SELECT handle, blob, seen, sent, brief, saved_at FROM vault_draft WHERE handle = %s"
LOCK = f"{FIND} FOR UPDATE"
READ = """
    SELECT d.handle, d.blob, d.seen, d.sent, d.brief, d.saved_at,
        EXISTS (SELECT FROM vault_draftfile AS f WHERE f.draft_id = d.handle),
        EXISTS (SELECT FROM vault_draftpiece AS p WHERE p.draft_id = d.handle), {}
    FROM vault_draft AS d WHERE d.handle = %s
"""
BEGIN = """
    INSERT INTO vault_draft (handle, blob, seen, sent, brief, saved_at)
    SELECT %s::uuid, %s::bytea, 0, false, %s::bool, %s::timestamptz
    WHERE set_config('synchronous_commit', 'off', true) <> ''
"""
WRITE = """
    UPDATE vault_draft
    SET blob = %s, seen = %s, saved_at = %s, code_lookup = coalesce(%s, code_lookup), by_code = coalesce(%s, by_code)
    WHERE handle = %s AND seen = %s AND NOT sent AND set_config('synchronous_commit', %s, true) <> ''
"""

FINISH = """
    UPDATE vault_draft SET blob = %s, seen = %s, saved_at = %s, sent = true, code_lookup = NULL, by_code = NULL
    WHERE handle = %s
"""
# Asked under the lock: what came while the lock was waited for counts.
CAME_WITH_IT = """
    SELECT EXISTS (SELECT FROM vault_draftfile WHERE draft_id = %(draft)s),
        EXISTS (SELECT FROM vault_draftpiece WHERE draft_id = %(draft)s)
"""
