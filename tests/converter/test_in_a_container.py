"""A converter without namespaces of its own, as in a container: its jobs give up the files and the other processes."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.env import BASE_DIR
from converter import __main__
from tests import converters
from tests.converter.conftest import Run, running_hostile, say
from tests.converter.test_jobs import until


def _folders(place: Path) -> list[Path]:
    name = __main__._folders(place)
    return list(Path("/tmp").glob(f"{name}*"))


TRY = """
    import os
    try:
        {asked}
        said = "done"
    except OSError as fault:
        said = type(fault).__name__
"""


@pytest.fixture(scope="module")
def hostile() -> Iterator[Path]:
    with running_hostile(before=converters.NETWORK_NONE) as socket:
        yield socket


def test_a_job_writes_in_its_own_folder(run: Run) -> None:
    assert run(TRY.format(asked="open('page', 'w').close()")) == "done"


@pytest.mark.parametrize(
    "asked",
    [
        "open('/tmp/left', 'w')",
        "open('/dev/shm/left', 'w')",
        "os.listdir('/tmp')",
        f"open('{BASE_DIR}/manage.py')",
        "open('/etc/hostname')",
        "open(f'/proc/{os.getppid()}/status')",
        "os.kill(os.getppid(), 9)",
    ],
)
def test_a_job_reaches_no_other_file_and_no_other_process(run: Run, asked: str) -> None:
    assert run(TRY.format(asked=asked)) == "PermissionError"
    assert run("said = 'next'") == "next"


def test_a_job_is_nobody(run: Run) -> None:
    lines = run("said = open('/proc/self/status').read()").splitlines()
    status = dict(line.replace("\t", "").split(":", 1) for line in lines)
    assert (status["CapEff"], status["CapPrm"], status["NoNewPrivs"], status["Seccomp"]) == (
        "0" * 16,
        "0" * 16,
        "1",
        "2",
    )
    assert (run("import os\nsaid = os.getuid()") == 0) is False
    assert os.getuid() != 0 or run("import os\nsaid = os.getgroups()") == []


def test_a_converter_that_starts_again_removes_what_it_left_and_nothing_else(tmp_path: Path) -> None:
    place, how = tmp_path / "socket", {"before": converters.NETWORK_NONE, "module": "tests.converter.hostile"}
    with ThreadPoolExecutor(1) as beside, converters.started(place, **how) as service:  # type: ignore[arg-type]
        asked = beside.submit(say, place, "import time; time.sleep(60)")
        until(lambda: len(_folders(place)) > 0)
        (left,) = _folders(place)
        service.kill()
        with pytest.raises(OSError):
            asked.result()
    with converters.started(tmp_path / "other", **how):  # type: ignore[arg-type]
        assert say(tmp_path / "other", "said = 1") == 1
        assert left.exists()
    with converters.started(place, **how):  # type: ignore[arg-type]
        assert say(place, "said = 1") == 1
        assert not left.exists()
