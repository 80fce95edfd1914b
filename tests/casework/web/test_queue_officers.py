"""The filter by officer is offered to viewers who may know who works on a case, and to nobody else."""

from django.contrib.auth.models import Permission

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.vocabulary import Reading
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import DESK, listed


def may_know_people(case: Case, viewer: User) -> None:
    """Give a viewer the right to know who works on a case."""
    right = Permission.objects.get(codename=Reading.READ_PEOPLE.value, content_type__app_label="casework")
    CaseGrant.objects.create(content_object=case, user=viewer, permission=right)


def test_only_a_viewer_who_may_know_the_people_of_a_case_reads_the_names_of_officers(town: Town) -> None:
    (case,) = listed(town.people["audrey"], 1)
    names = [town.people[first].name for first in ("sara", "ivo")]
    pages = [text(town.browser(first).get(DESK)) for first in ("rex", "audrey")]
    may_know_people(case, town.people["audrey"])
    pages.append(text(town.browser("audrey").get(DESK)))
    assert [[name in page for name in names] for page in pages] == [[False, False], [False, False], [True, True]]
