"""The permissions of a case: one row for each right, written after every `migrate`."""

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as current_apps

from casework.vocabulary import Reading, Verb


def store_permissions(sender: AppConfig, *, using: str, apps: Apps = current_apps, **_: object) -> None:
    """Add the rows that are missing, in the order of the rights; return at once while there is no table of cases.

    `Meta.permissions` would give the same rows, but needs a new migration for every verb. The door and guardian read the
    rows and never `Meta`. Rows are only added: a grant that names an old right keeps it.
    """
    try:
        case, kind = apps.get_model("casework", "Case"), apps.get_model("contenttypes", "ContentType")
        permission = apps.get_model("auth", "Permission")
    except LookupError:
        return
    owner, _made = kind.objects.using(using).get_or_create(app_label="casework", model=case._meta.model_name)
    rows = permission.objects.using(using)
    there = set(rows.filter(content_type=owner).values_list("codename", flat=True))
    missing = [right.value for right in (*Verb, *Reading) if right.value not in there]
    rows.bulk_create([permission(name=name, codename=name, content_type=owner) for name in missing])
