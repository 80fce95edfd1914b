"""Two monitors close a case at once: it is put forward once, and the other is led to the signature."""

from django.urls import reverse

from casework.vocabulary import CaseState, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_step_changed import hidden
from tests.scenario_fixtures import begins

STEP = Verb.COMPLETE_MONITORING


@begins(brought_to("monitoring"))
def test_two_monitors_at_once_put_the_end_of_a_case_forward_once(town: Town, story: Story) -> None:
    story.wait(100)
    address = reverse("step", args=[story.case, STEP])
    browsers = {first: town.browser(first) for first in ("mona", "milo")}
    sent = {first: hidden(text(one.get(address))) | {"confirmed": "on"} for first, one in browsers.items()}
    assert [browsers[first].post(address, sent[first]).status_code for first in browsers] == [302, 409]
    (waiting,) = story.view.proposals.waiting
    assert [signer for signer, _seat in waiting.signers] == [waiting.signers[0][0]]
    case = text(browsers["mona"].get(reverse("case", args=[story.case])))
    menu = case.partition('<details class="ob-menu">')[2].partition('<details class="ob-fold ob-menu__shut">')[0]
    assert (menu.count(f'href="{address}"'), Verb.CLOSE_UNMET.value in menu) == (1, False)
    signs = hidden(text(browsers["milo"].get(address)))
    assert browsers["milo"].post(address, signs).status_code == 302
    assert (story.view.state, story.view.proposals.unsigned) == (CaseState.CLOSED, ())
