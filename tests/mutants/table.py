"""Which modules are changed, and which tests have to notice. Only tests without a database run (`--quick`)."""

from collections.abc import Mapping


def policy(*names: str) -> tuple[str, ...]:
    """Return the files of tests of the rule book by their names."""
    return tuple(f"tests/policy/test_{name}.py" for name in names)


BALLOT = tuple(
    f"tests/casework/procedure/{name}.py"
    for name in (
        "board/test_ballot_guards_pure",
        "board/test_voiding_pure",
        "board/test_deciding_pure",
        "board/test_board_part_pure",
        "board/test_remitting_pure",
        "monitoring/test_breach_pure",
        "consent/test_consent_pure",
        "appeal/test_outcomes_pure",
        "hearing/test_late_evidence_pure",
        "board/test_ballot_law",
    )
)

JUDGED_BY: Mapping[str, tuple[str, ...]] = {
    "policy/quorum.py": policy("ballot_options", "quorum"),
    "casework/record/state/board.py": BALLOT,
    "casework/procedure/board/guards.py": BALLOT,
    "casework/procedure/board/steps.py": BALLOT,
    "casework/procedure/board/voiding.py": BALLOT,
    "policy/drawing.py": policy("drawing"),
    "policy/findings.py": policy("findings"),
    "policy/sanctions.py": policy("sanctions"),
    "policy/deadlines.py": policy("deadline_bounds", "deadlines"),
    "policy/deemed_service.py": policy("deemed_service"),
    "policy/periods.py": policy("periods"),
    "policy/calendars.py": policy("rules", "deadlines"),
    "policy/separation.py": policy("conflicts"),
    "policy/conflicts.py": policy("conflicts"),
    "policy/rules.py": policy("rules"),
    "policy/oaths.py": policy("oath_days", "statements"),
    "policy/signing.py": policy("statements"),
    "policy/tokens.py": policy("words_of_a_name", "conflicts", "named"),
    "policy/titles.py": policy("words_of_a_name", "named"),
    "policy/look_alikes.py": policy("words_of_a_name", "spelling"),
    "policy/short_forms.py": policy("words_of_a_name", "spelling"),
    "policy/office_names.py": policy("words_of_a_name", "named"),
    "policy/suggestions.py": policy("suggestions"),
    "policy/spelling.py": policy("words_near", "spelling", "conflicts"),
    "policy/names.py": policy("names_exactly", "conflicts"),
    "policy/ordinary_names.py": policy("ordinary_names"),
    "policy/named.py": policy("named_exactly", "named"),
    "policy/editions/folder.py": policy("editions", "editions_refused", "rulebooks_refused", "code_and_oath_refused"),
    "policy/editions/ladder.py": policy("editions", "rulebooks_refused", "ladder_refused", "rulebook_bounds"),
    "policy/editions/names.py": policy("editions", "editions_refused", "rulebook_bounds", "rulebook_read"),
    "policy/editions/node.py": policy(
        "editions_refused", "rulebooks_refused", "code_and_oath_refused", "rulebook_read"
    ),
    "policy/editions/rulebook.py": policy("editions", "rulebooks_refused", "rulebook_bounds", "rulebook_read"),
    "policy/editions/source.py": policy("editions_refused", "edition_lines"),
    "policy/editions/terms.py": policy("terms_refused"),
    "policy/editions/texts.py": policy("editions", "rulebooks_refused", "code_and_oath_refused"),
}

NEEDS_A_DATABASE = frozenset({"policy/apps.py", "policy/passkeys.py", "policy/restore_members.py"})
"""The modules of policy that read rows or settings: other tests judge them."""
