"""The addresses that take files. They have web processes of their own, so that slow or many uploads hold up nothing else.

This is the one table of them: config/Caddyfile sends there what matches `pattern`, which `python -m config.uploads` prints.
"""

PAGES = ("verify", "admin/members/upload", "admin/people/list", "admin/editions", "report/[0-9a-f-]{36}/evidence")
"""The pages that take files."""
CASES = ("(?:desk|board|member)/cases/[^/]+", "follow-up")
"""Where the steps of a case are taken."""
VERBS = (
    "add_evidence",
    "disclose_evidence",
    "explain_breach",
    "file_condition_evidence",
    "file_late_evidence",
    "respond_to_notice",
)
"""The steps that take a file."""


def pattern() -> str:
    """Return the regular expression that an address matches when it takes files."""
    steps = f"(?:{'|'.join(CASES)})/do/(?:{'|'.join(VERBS)})"
    return f"^/(?:{'|'.join((*PAGES, steps))})/$"


if __name__ == "__main__":
    print(pattern())
