"""The pages of steps tried by their addresses on a running installation, and a text that calls itself a program."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pytest

from tests import live, stage
from tests.access_matrix.visitor import Visitor, masked
from tests.journeys.town import SETTLED, keys_of
from tests.live import LiveStack

INVENTED = "OB-2222-2222"
OPENED = (
    "import json; from accounts.models import User; from local.demo import story;"
    " people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind='person')};"
    " one = story.Story(people=people); story.bring_report(one, 'Rex Respond', reporter='Wilma Quill'); story.screen(one);"
    " print(json.dumps([one.case, one.investigator]))"
)
HTA = b"<script>new ActiveXObject('WScript.Shell').Run('calc')</script>"


@dataclass
class Opened:
    """An installation with one case under investigation."""

    stack: LiveStack
    case: str
    investigator: str

    def visitor(self, first: str) -> Visitor:
        """Somebody who has signed in."""
        return Visitor(self.stack.url).signs_in(keys_of(self.stack.local_stack)[first])


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A running installation with one case under investigation."""
    folder = tmp_path_factory.mktemp("installation")
    with live.stack(stage.Services.start(), folder / "site", "steps-and-files", SETTLED) as running:
        case, investigator = json.loads(running.manage("shell", "--no-imports", "-c", OPENED).splitlines()[-1])
        yield Opened(running, case, investigator)


@pytest.mark.parametrize("first", ["ada", "rex", "remy", "bo", "adam"])
def test_to_whom_the_case_is_not_shown_its_steps_are_as_those_of_no_case(opened: Opened, first: str) -> None:
    visitor = opened.visitor(first)
    for path in (
        "",
        "allegations/",
        "evidence/",
        "letters/",
        "letters/respondent/1/",
        "letters/complainant/1/",
        "history/",
        "do/place_legal_hold/",
        "do/declare_conflict/",
        "do/add_evidence/",
    ):
        real, invented = (visitor.get(f"/desk/cases/{case}/{path}") for case in (opened.case, INVENTED))
        assert real.status == 404, path
        assert masked(real)[2].replace(opened.case, "") == masked(invented)[2].replace(INVENTED, ""), path


def test_a_text_that_calls_itself_a_program_is_handed_out_as_a_text(opened: Opened) -> None:
    officer, page = opened.visitor(opened.investigator), f"/desk/cases/{opened.case}/"
    file = BytesIO(HTA)
    file.name = "statement.hta"
    given = {"title": "A statement", "text": "As it came.", "file": file}
    assert officer.fills(f"{page}do/add_evidence/", given).status == 302
    found = re.search(r'href="(/desk/cases/[^"]+/files/[^"]+/)"', officer.get(f"{page}evidence/").text)
    assert found is not None
    answer = officer.get(f"{found[1]}download/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statement.hta.txt"'
    assert answer.text.encode() == HTA
