"""Every right is a permission in the database after `migrate`, without a migration for each."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from casework.models.permissions import store_permissions
from casework.vocabulary import Reading, Verb

RIGHTS = [right.value for right in (*Verb, *Reading)]


def stored() -> list[str]:
    of_a_case = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
    return list(of_a_case.order_by("id").values_list("codename", flat=True))


@pytest.mark.django_db
def test_a_migrated_database_has_one_permission_for_each_right() -> None:
    assert sorted(stored()) == sorted(RIGHTS)


@pytest.mark.django_db
def test_a_new_right_gets_its_permission_at_the_next_migrate() -> None:
    Permission.objects.filter(codename=Verb.ASK_TO_SET_ASIDE.value).delete()
    before = dict(Permission.objects.values_list("codename", "id"))
    store_permissions(apps.get_app_config("casework"), using="default")
    after = dict(Permission.objects.values_list("codename", "id"))
    assert (after.keys() - before.keys(), before.items() - after.items()) == ({"ask_to_set_aside"}, set())
