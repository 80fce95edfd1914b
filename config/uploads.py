"""The addresses that take files. They have web processes of their own, so that slow or many uploads hold up nothing else.

`manage.py print_docs` writes `pattern` into config/Caddyfile, which sends there what matches it.
"""

from django import forms

from casework.verbs import VERBS

PAGES = (
    "verify",
    "admin/members/upload",
    "admin/people/list",
    "admin/editions",
    "report/[0-9a-f-]{36}/evidence(?:/uploads/[0-9a-f-]{36})?",
    "(?:(?:desk|member)/cases/[^/]+|follow-up)/conversation(?:/[a-z-]+)?",
    "member/cases/[^/]+/answer/check",
)
"""The pages that take files."""
CASES = ("(?:desk|board|member)/cases/[^/]+", "(?:panel|appeal)/[^/]+", "follow-up")
"""Where the steps of a case are taken."""


def takes_files(form: type[forms.Form]) -> bool:
    """Whether a form has a field for files, or makes some from the case."""
    made = getattr(form, "file_beginnings", ())
    return bool(made) or any(isinstance(field, forms.FileField) for field in form.base_fields.values())


def pattern() -> str:
    """Return the regular expression that an address matches when it takes files."""
    verbs = sorted(verb.value for verb, step in VERBS.items() if takes_files(step.form))
    steps = f"(?:{'|'.join(CASES)})/do/(?:{'|'.join(verbs)})"
    return f"^/(?:{'|'.join((*PAGES, steps))})/$"
