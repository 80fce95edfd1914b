"""A job ends alone, whatever ends it, and leaves nothing."""

import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from converter import client, job, keeper
from converter.client import JobEnded, NotConverted
from converter.frames import make_frame, read_frame, send_frame
from converter.priority import NICE
from tests import converters
from tests.converter.conftest import Run, running_hostile, say
from tests.converter.hostile import KIND

NAME = "left-by-a-job"
MARK = "98765.25"
"""How long the processes sleep that a job leaves: nobody else sleeps exactly so long."""
LEAVES = f"""
    import os, subprocess
    for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
        try:
            open(os.path.join(folder, "{NAME}"), "w").close()
        except OSError:
            pass
    subprocess.Popen(["/usr/bin/setsid", "--fork", "/usr/bin/sleep", "{MARK}"])
    subprocess.Popen(["/usr/bin/sleep", "{MARK}"])
"""


def asleep() -> list[int]:
    """Return the processes that a job left."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if MARK.encode() in one.read_bytes().split(b"\0"):
                found.append(int(one.parent.name))
        except OSError:
            continue
    return found


def until(seen: Callable[[], bool]) -> bool:
    """Wait a minute at most; return what the last look saw. Another look could see that a process has begun meanwhile."""
    late = time.monotonic() + 60
    while not (found := seen()) and time.monotonic() < late:
        time.sleep(0.02)
    return found


@pytest.fixture(scope="module", params=[("--unshare",), ()], ids=["apart", "in a container"])
def place(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """A converter that makes its own namespaces, and one whose container has no network."""
    words: tuple[str, ...] = request.param
    return words


@pytest.fixture(scope="module")
def hostile(place: tuple[str, ...]) -> Iterator[Path]:
    with running_hostile(*place, before=() if place else converters.NETWORK_NONE) as socket:
        yield socket


@pytest.fixture
def patient(place: tuple[str, ...]) -> Iterator[Path]:
    """A converter whose jobs may take a minute: many at once take more than the two seconds of the others on a busy machine."""
    with running_hostile(*place, "--seconds=60", before=() if place else converters.NETWORK_NONE) as socket:
        yield socket


@pytest.mark.parametrize("end", ["said = 'well'", "os.abort()", "import time; time.sleep(60)", "raise ValueError"])
def test_nothing_of_a_job_is_left(run: Run, end: str) -> None:
    with suppress(JobEnded):
        run(f"{LEAVES}\n    {end}")
    assert until(lambda: not asleep())
    found = [path for folder in ("/tmp", "/dev/shm", "/var/tmp") for path in Path(folder).rglob(NAME)]
    assert (found, Path(NAME).exists()) == ([], False)
    assert run(f"import os\nsaid = [os.path.exists(os.path.join(one, '{NAME}')) for one in ('/tmp', '/dev/shm')]") == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("code", "fault", "why"),
    [
        ("import ctypes; ctypes.string_at(0)", JobEnded, job.CRASHED),
        ("import os; os.abort()", JobEnded, job.CRASHED),
        ("import os; os._exit(0)", JobEnded, job.CRASHED),
        ("raise ValueError('Ms Quillon')", JobEnded, job.CRASHED),
        ("while True: pass", JobEnded, keeper.TOO_LONG),
        ("import time; time.sleep(60)", JobEnded, keeper.TOO_LONG),
        ("bytearray(600 * 1024 ** 2)", NotConverted, job.TOO_MUCH_MEMORY),
        ("frames = [make_frame('text', b'', number=1)] * 101", NotConverted, keeper.TOO_MUCH),
        ("frames = [make_frame('text', bytes(1024 ** 2), number=1)] * 3", NotConverted, keeper.TOO_MUCH),
        ("frames = [make_frame('text', bytes(3 * 1024 ** 2), number=1)]", JobEnded, job.CRASHED),
    ],
)
def test_a_job_that_goes_too_far_ends_alone(run: Run, code: str, fault: type[Exception], why: str) -> None:
    with pytest.raises(fault) as told:
        run(code)
    assert (type(told.value), str(told.value)) == (fault, why)
    assert run("said = 'next'") == "next"


def test_a_job_cannot_fill_the_memory_by_its_folder(run: Run) -> None:
    code = """
        said = 0
        try:
            while said < 9:
                open(f"/tmp/{said}", "wb").write(bytes(1024 ** 2))
                said += 1
        except OSError:
            pass
    """
    assert run(code) < 3


def test_the_log_says_where_a_job_ended_and_no_word_of_its_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        converters.started(tmp_path / "socket", "--unshare", module="tests.converter.hostile"),
        pytest.raises(JobEnded),
    ):
        say(tmp_path / "socket", "print('Ms Quillon', flush=True)\nraise ValueError('Ms Quillon')")
    assert capfd.readouterr().err == "A job ended early: ValueError at <string>:2\n"


def test_fifty_files_at_once_all_get_an_answer(patient: Path) -> None:
    with ThreadPoolExecutor(50) as at_once:
        answers = list(at_once.map(lambda number: say(patient, f"said = {number}"), range(50)))
    assert answers == list(range(50))


def test_it_answers_while_every_place_is_taken(patient: Path) -> None:
    with ThreadPoolExecutor(4) as at_once:
        slow = [at_once.submit(say, patient, "import time; time.sleep(1)") for _ in range(4)]
        assert isinstance(client.programs(patient, 60), tuple)
        assert not all(one.done() for one in slow)
        assert [one.result() for one in slow] == [None] * 4


def test_a_job_ends_with_the_converter(tmp_path: Path) -> None:
    with (
        ThreadPoolExecutor(1) as beside,
        converters.started(tmp_path / "socket", "--unshare", module="tests.converter.hostile") as service,
    ):
        asked = beside.submit(say, tmp_path / "socket", f"{LEAVES}\n    import time; time.sleep(60)")
        assert until(lambda: asked.done() or len(asleep()) == 2)
        assert not asked.done(), asked.result()
        service.send_signal(signal.SIGKILL)
        with pytest.raises(OSError) as told:
            asked.result()
        assert not isinstance(told.value, NotConverted)
    assert until(lambda: not asleep())


def test_a_file_of_100_mb_is_shown_within_256_mb_of_memory() -> None:
    text = [b"Ms Quillon asked.\n" * 58_254] * 100
    with converters.running("--memory-mb=256") as place:
        assert sum(frame.kind == "text" for frame in client.view(place, "text/plain", lambda: text)) > 100


def test_a_job_gives_way_to_everybody_else(run: Run) -> None:
    assert run("import os\nsaid = os.nice(0)") == NICE
    if Path("/proc/self/autogroup").exists():  # of a kernel that weighs sessions, each job's is its own
        assert run("said = open('/proc/self/autogroup').read().split()[1:]") == ["nice", f"{NICE}"]


def test_a_file_that_does_not_arrive_whole_is_not_converted(hostile: Path) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(hostile))
        send_frame(connection, make_frame("convert", media_type=KIND))
        send_frame(connection, make_frame("bytes", b"said = 1"))
        connection.shutdown(socket.SHUT_WR)
        begun = read_frame(connection)
        assert begun is not None and begun.kind == "begun"
        assert read_frame(connection) is None
    assert say(hostile, "said = 2") == 2


def test_a_file_that_is_too_large_is_refused_with_a_sentence(hostile: Path) -> None:
    with pytest.raises(NotConverted, match=keeper.TOO_LARGE):
        list(client.view(hostile, KIND, lambda: [bytes(1024**2)] * 2))
