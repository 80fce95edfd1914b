"""One real case in a real browser, from a public report to a closed file: real worker, real mail, one browser a person."""

import time
from pathlib import Path

from tests.journeys import looking
from tests.journeys.town import Town, until


def test_probe(town: Town, tmp_path: Path) -> None:
    looking.forget()
    t = time.monotonic()
    ines = town["ines"]
    print("sign in", time.monotonic() - t, ines.page.url)
    print(ines.text)
    print(ines.opens("/desk/"), ines.heading)
    print(looking.complaints())
