"""What a job can reach that a hostile file took over: nothing. Asked of real processes."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.env import BASE_DIR
from converter.client import view
from converter.isolation import JOB_USER
from tests.converter.conftest import Run, running_hostile
from tests.converters import started

SOMEBODY = 1234
USERS = [None, SOMEBODY] if os.geteuid() == 0 else [None]
"""Who starts the converter: the user of the tests, and where that is root, somebody who is not."""
REACH = """
    import socket
    def reach(family, address):
        try:
            with socket.socket(family) as one:
                one.settimeout(1)
                one.connect(address)
        except OSError as fault:
            return type(fault).__name__
        return "reached"
"""
EXISTS = "import os\nsaid = os.path.exists({path!r})"


@pytest.fixture(scope="module", params=USERS, ids=str)
def hostile(request: pytest.FixtureRequest) -> Iterator[Path]:
    with running_hostile("--unshare", by=request.param) as socket:
        yield socket


def test_it_does_not_begin_where_it_can_reach_a_network(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "converter", f"--socket={tmp_path / 'socket'}"]
    done = subprocess.run(words, cwd=BASE_DIR, capture_output=True, text=True, timeout=60, check=False)
    others = sorted(name for _, name in socket.if_nameindex() if name != "lo")
    assert done.returncode == 1
    assert done.stderr == (
        f"The converter does not begin: this process can reach a network: {', '.join(others)}. "
        "Start it without one, or with --unshare.\n"
    )


def test_it_begins_where_its_code_lies_under_the_folder_of_temporary_files(tmp_path: Path) -> None:
    shutil.copytree(BASE_DIR / "converter", tmp_path / "converter")
    assert tmp_path.is_relative_to(tempfile.gettempdir())
    with started(tmp_path / "socket", "--unshare", code=tmp_path):
        (text,) = view(tmp_path / "socket", "text/plain", lambda: [b"A letter."])
    assert text.body == b"A letter."


def test_a_job_reaches_no_port_of_this_machine(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"{REACH}\n    said = reach(socket.AF_INET, ('127.0.0.1', {server.getsockname()[1]}))"
        assert run(code) == "PermissionError"


def test_a_job_has_no_interface_but_a_loopback(run: Run) -> None:
    assert run("import os\nsaid = [line.split(':')[0].strip() for line in open('/proc/net/dev')][2:]") == ["lo"]


def test_a_job_reaches_no_socket_of_this_machine_by_path_or_name(run: Run, tmp_path: Path) -> None:
    place = tempfile.mkdtemp(prefix="ob-")
    Path(place).chmod(0o755)
    with socket.socket(socket.AF_UNIX) as by_path, socket.socket(socket.AF_UNIX) as by_name:
        by_path.bind(f"{place}/database")
        Path(f"{place}/database").chmod(0o777)
        by_path.listen()
        by_name.bind("\0oathbound-test")
        by_name.listen()
        assert run(f"{REACH}\n    said = reach(socket.AF_UNIX, '{place}/database')") == "FileNotFoundError"
        assert run(f"{REACH}\n    said = reach(socket.AF_UNIX, '\\0oathbound-test')") == "ConnectionRefusedError"
    Path(f"{place}/database").unlink()
    Path(place).rmdir()


def test_a_job_sees_programs_and_no_other_file(run: Run, tmp_path: Path) -> None:
    secret = Path(tempfile.mkdtemp(prefix="ob-")) / "kek"
    secret.write_text("a key", encoding="ascii")
    secret.parent.chmod(0o755)
    secret.chmod(0o644)
    hidden = (
        secret,
        BASE_DIR / "manage.py",
        BASE_DIR / "config",
        BASE_DIR / ".local",
        Path("/etc/hostname"),
        Path.home(),
    )
    assert all(path.exists() for path in hidden)
    assert [path for path in hidden if run(EXISTS.format(path=str(path)))] == []
    assert run(EXISTS.format(path=sys.executable)) is True
    secret.unlink()
    secret.parent.rmdir()


def test_a_job_can_write_in_its_own_folder_only(run: Run) -> None:
    code = """
        import os
        said = []
        for folder in {folders!r}:
            try:
                open(os.path.join(folder, "left"), "w").close()
                said.append(folder)
            except OSError:
                pass
    """
    folders = ["/usr/bin", "/usr/lib", "/etc/fonts", str(BASE_DIR / "converter"), sys.prefix, "/tmp"]
    assert run(code.format(folders=folders)) == ["/tmp"]


def test_a_job_is_nobody(run: Run, request: pytest.FixtureRequest) -> None:
    status = run("said = dict(line.strip().split(':', 1) for line in open('/proc/self/status'))")
    by = request.node.callspec.params["hostile"]
    expected = by or (JOB_USER if os.geteuid() == 0 else os.geteuid())
    assert status["Uid"].split() == [str(expected)] * 4
    assert {status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"].strip(), status["Seccomp"].strip()) == ("1", "2")


def test_a_job_sees_no_other_process(run: Run) -> None:
    assert run("import os\nsaid = sorted(int(one) for one in os.listdir('/proc') if one.isdigit())") == [1]
    assert run("import os\nsaid = sorted(os.listdir('/proc/self/fd'))")[:3] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "asked",
    [
        "os.unshare(os.CLONE_NEWUSER)",
        "os.chroot('/tmp')",
        "os.setuid(0)",
        "os.mknod('/tmp/disk', 0o60600, os.makedev(254, 0))",
        "check(libc.ptrace(16, 1, 0, 0))",
        "check(libc.mount(b'none', b'/tmp', b'tmpfs', 0, b''))",
        "check(libc.syscall(425, 8, 0))",
        "check(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0))",
    ],
)
def test_a_job_is_refused_what_widens_its_reach(run: Run, asked: str) -> None:
    code = f"""
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        def check(answer):
            if answer:
                raise OSError(ctypes.get_errno(), "refused")
        try:
            {asked}
            said = "done"
        except OSError as fault:
            said = type(fault).__name__
    """
    assert run(code) in ("PermissionError", "OSError")
