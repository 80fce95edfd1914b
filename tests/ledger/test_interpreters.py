"""The verifier runs wherever a stranger has a Python: on each from 3.9 on, with a cryptography from 38 on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import verify
from ledger.anchoring import request_for
from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from tests.ledger.interpreters import OLDEST, interpreters, with_cryptography
from tests.ledger.story import KEY, ORIGIN, SKIPPED, Export, pure_export
from tests.ledger.test_anchor import Office

VERIFIER = Path(verify.__file__)
MISSING = (
    "This needs the Python package cryptography, version 38 or later ({}).\n"
    "Install it with: python -m pip install --upgrade cryptography\n"
)
TOO_OLD = "A time-stamp needs the Python package cryptography, version 42 or later (version 38.0.4 is installed)."
FIELD_BY_FIELD = """
import sys
sys.path.insert(0, sys.argv[1])
import verify
lines = open(sys.argv[2], "rb").read().splitlines()
print(len(lines), {verify.shape_fault(verify.from_canonical(line)) for line in lines})
"""


def _run(python: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([python, "-I", *words], capture_output=True, text=True, check=False)


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return pure_export(tmp_path / "export")[0]


@pytest.fixture
def verifier(tmp_path: Path) -> Path:
    """The file alone, as it is downloaded."""
    path = tmp_path / "downloaded" / "verify.py"
    path.parent.mkdir()
    path.write_bytes(VERIFIER.read_bytes())
    return path


def test_nothing_in_the_verifier_is_newer_than_python_3_9() -> None:
    target = f"--target={OLDEST[0]}.{OLDEST[1]}-"
    ran = _run(Path(sys.executable), "-c", "import vermin; vermin.main()", target, "--violations", str(VERIFIER))
    assert ran.returncode == 0, ran.stdout


def test_the_oldest_python_of_this_machine_is_among_those_tried() -> None:
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in interpreters()


@pytest.mark.parametrize("version", interpreters())
def test_the_verifier_starts_on_every_python_found(verifier: Path, version: str) -> None:
    """A Python that lacks the package says so in a sentence; a syntax that it does not know would be a traceback."""
    ran = _run(interpreters()[version], verifier, "--help")
    if ran.returncode == verify.USAGE:
        assert ran.stderr == MISSING.format("No module named 'cryptography'")
    else:
        assert (ran.returncode, ran.stdout.splitlines()[0][:6], ran.stderr) == (0, "usage:", "")


@pytest.mark.parametrize("version", interpreters())
def test_the_verifier_judges_alike_on_every_python_with_cryptography_38(
    tmp_path: Path, export: Export, verifier: Path, version: str
) -> None:
    python = with_cryptography(interpreters()[version], "38.0.4", tmp_path / "venv")
    if python is None:  # no registry answers: what is installed here is tried instead
        python = Path(sys.executable)
    words: list[str | Path] = [export.folder, "--keyring", export.keyring(), "--pin", export.pin(), "--json"]
    assert _run(python, verifier, "--help").returncode == 0
    good = _run(python, verifier, "log", *words)
    assert (good.returncode, codes(good), good.stderr) == (1, SKIPPED, "")
    case = _run(python, verifier, "case", export.folder, export.told.case, *words[1:])
    assert (codes(case), bool(json.loads(case.stdout)["chain"])) == (SKIPPED, True), case.stderr
    probe = _run(python, "-c", FIELD_BY_FIELD, verifier.parent, export.log)
    assert (probe.stdout, probe.stderr) == (f"{len(export.lines())} {{None}}\n", "")
    *bodies, last = export.bodies()
    export.save(export.rechained([*bodies, {**last, "type": "system.tock"}]))
    bad = _run(python, verifier, "log", *words)
    assert (bad.returncode, codes(bad)) == (1, {*SKIPPED, "root-mismatch", "split-view"})


def codes(ran: "subprocess.CompletedProcess[str]") -> set[str]:
    """Return what the verifier called tampered."""
    return {code for code, _ in json.loads(ran.stdout)["tamper"]}


@pytest.mark.parametrize("day", ["20260101", "2026-W01-1", "٢٠٢٦-٠١-٠١"])
def test_a_day_has_one_form_on_every_python(tmp_path: Path, export: Export, day: str) -> None:
    """Python 3.11 and later read more forms of a date than 3.9 does: two strangers would get two verdicts."""
    index = next(at for at, body in enumerate(export.bodies()) if body["type"] == "oath.signed")
    bodies = export.bodies()
    bodies[index]["data"]["effective"] = day
    export.save(export.rechained(bodies))
    report = verify.Report()
    verify.read_log(export.log, ORIGIN, report)
    assert f"entry {index}" in {message.partition(":")[0] for _, message in report.tamper}


def test_without_the_package_the_verifier_says_in_a_sentence_what_it_needs(verifier: Path) -> None:
    ran = subprocess.run([sys.executable, "-I", "-S", verifier, "--help"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (3, MISSING.format("No module named 'cryptography'"))


def test_with_too_old_a_package_the_verifier_says_which_version_it_needs(tmp_path: Path, verifier: Path) -> None:
    old = tmp_path / "old" / "cryptography"
    old.mkdir(parents=True)
    (old / "__init__.py").write_text('__version__ = "37.0.4"\n', encoding="ascii")
    words: list[str | Path] = [sys.executable, "-S", verifier, "--help"]
    where = {"PYTHONPATH": str(old.parent)}
    ran = subprocess.run(words, env=where, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (3, MISSING.format("version 37.0.4 is installed"))


def test_time_stamps_need_cryptography_42_and_the_verifier_says_so(
    tmp_path: Path, export: Export, verifier: Path
) -> None:
    office, note = Office(tmp_path / "office"), export.folder / "checkpoint"
    point = verify.read_checkpoint(note.read_text(encoding="utf-8"))
    (export.folder / "anchors").mkdir()
    token = export.folder / "anchors" / f"{point.size}.tsr"
    token.write_bytes(office.stamp(request_for(point.text)))
    ring = tmp_path / "keyring.json"
    ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [], [office.root.read_text()]).json(), "utf-8")
    anchor: list[str | Path] = ["anchor", note, token, "--roots", office.root]
    log: list[str | Path] = ["log", export.folder, "--keyring", ring, "--pin", export.pin(), "--json"]
    python = Path(sys.executable)
    for version in ("42.0.8", "38.0.4"):
        python = with_cryptography(Path(sys.executable), version, tmp_path / version) or python
        ran, whole = _run(python, verifier, *anchor), _run(python, verifier, *log)
        if python.parents[1].name == "38.0.4":
            assert (ran.returncode, ran.stdout, ran.stderr) == (3, "", f"{TOO_OLD}\n")
            found = json.loads(whole.stdout)
            assert found["undecided"] == [["time-stamps-unread", TOO_OLD]]
        else:
            assert (ran.returncode, ran.stdout[:7], ran.stderr) == (0, "Proven.", "")
            assert (codes(whole), json.loads(whole.stdout)["undecided"], whole.stderr) == (SKIPPED, [], "")
