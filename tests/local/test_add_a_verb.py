"""A verb is added by the guide, docs/how-to/add-a-verb.md, to a copy of the project: in nine files, and it works there."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from config.env import BASE_DIR
from local.new_verb import NewVerb, NotWritten

MOST = 9
NAME, GUIDE = "withdraw_set_aside", BASE_DIR / "docs" / "how-to" / "add-a-verb.md"
MADE = {"stage": "notice", "event": "SetAsideWithdrawn", "rights": "parties"}
EVENTS, STATE, RIGHTS, STEPS, WORDS, LETTERS, RULES, TEST = (
    "casework/record/events/notice.py", "casework/record/state/notice.py", "casework/record/rights/parties.py",
    "casework/procedure/notice/steps.py", "casework/procedure/notice/words.py", "notifications/letters/table.py",
    "notifications/topics/rules.py",
    f"tests/casework/procedure/notice/test_{NAME}.py",
)  # fmt: skip
GAP = r'unfinished\(__name__, "withdraw_set_aside: {}"\)'
NO_GAPS = ("from casework.vocabulary.unfinished import unfinished\n", "")
FILLED: dict[str, tuple[tuple[str, str], ...]] = {
    EVENTS: (
        (GAP.format("write what people .*?"), '_("Request to answer after all taken back")'),
        (GAP.format("name each typed .*?"), '{"why": ASKED}\n    labels = {"why": _("Why")}'),
        ('"""SetAsideWithdrawn."""', '"""The respondent’s side took back its request to answer after all."""'),
    ),
    STATE: ((r"case e.SetAsideRefused\(\):", "case e.SetAsideRefused() | e.SetAsideWithdrawn():"),),
    RIGHTS: (
        ("\n" + GAP.format("give .*?") + "\n", ""),
        ("V.ASK_TO_SET_ASIDE, V.COMMENT_ON_REPORT", "V.ASK_TO_SET_ASIDE, V.WITHDRAW_SET_ASIDE, V.COMMENT_ON_REPORT"),
        ("    V.ASK_TO_SET_ASIDE: Scope", "    V.WITHDRAW_SET_ASIDE: Scope.ANSWER,\n    V.ASK_TO_SET_ASIDE: Scope"),
    ),
    STEPS: (
        (
            "\n@step\\(Verb.WITHDRAW_SET_ASIDE, " + GAP.format("say from .*?") + "\\)",
            '\n@guard("No request to answer after all waits that could be taken back.")\n'
            "def set_aside_can_be_withdrawn(case: Asked) -> bool:\n"
            '    """Whether a request to answer after all waits."""\n'
            "    return case.view.notice.set_aside_asked\n\n\n"
            "@step(Verb.WITHDRAW_SET_ASIDE, S.RESPONSE_REVIEW, where=[set_aside_can_be_withdrawn])",
        ),
        ("guard import check_guard", "guard import Asked, check_guard, guard"),
        ("Withdraw set aside", "Take back the request to answer after all"),
    ),
    WORDS: (
        ("reasons=" + GAP.format("name the fields"), 'why=Reasons(label=_("Why?"), max_length=2_000)'),
        (GAP.format("write the label"), '_("Take back the request to answer after all")'),
        (GAP.format("write what happens .*?"), '_("The default stands. Nobody gets a message.")'),
    ),
    LETTERS: (
        ("    e.SetAsideWithdrawn: " + GAP.format("name the letters.*?") + ",\n", ""),
        ("        e.SetAsideAsked,\n", "        e.SetAsideAsked,\n        e.SetAsideWithdrawn,\n"),
    ),
    RULES: ((GAP.format("say who is told .*?"), "NEWS"),),
    TEST: (
        (GAP.format("test what .*?"), "case = default_waits()\n"
         "    case.do(Verb.ENTER_DEFAULT, by=DEE)\n"
         "    case.do(Verb.ASK_TO_SET_ASIDE, by=RESPONDENT)\n"
         "    case.do(Verb.WITHDRAW_SET_ASIDE, by=RESPONDENT)\n"
         "    assert not case.view.notice.set_aside_asked\n"
         "    again = case.reasons(Verb.WITHDRAW_SET_ASIDE, by=RESPONDENT)\n"
         '    assert again == [case.reason("set_aside_can_be_withdrawn")]'),
        (r"verb=Verb.WITHDRAW_SET_ASIDE\)",
         "verb=Verb.WITHDRAW_SET_ASIDE, after=(Verb.ENTER_DEFAULT, Verb.ASK_TO_SET_ASIDE), behind=story.investigate)"),
        ("from tests.invariants", "from local.demo import story\n"
         "from tests.casework.pure_answer import DEE, RESPONDENT, default_waits\nfrom tests.invariants"),
    ),
}  # fmt: skip
"""What somebody writes who follows the guide: in each file, what is replaced."""
START = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup(); "
WORKS = f"""
{START}
from django.core.management import call_command
call_command("check", fail_level="WARNING")
call_command("makemigrations", check=True, dry_run=True)
from casework.record.rights import ever_held
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from tests.casework.procedure.notice.test_{NAME} import test_{NAME}
from tests.invariants.steering import steered
from tests.invariants.stored_roads import aside
from local.demo.story import investigate
test_{NAME}()
verb = Verb("{NAME}")
assert steered(verb, lambda world, event: None).taken[verb]
assert (Verb.ENTER_DEFAULT, Verb.ASK_TO_SET_ASIDE, verb) in aside(investigate)
assert [seat.value for seat in Seat if verb in ever_held(seat)] == ["respondent", "representative"]
print(VERBS[verb].label, sorted(VERBS[verb].form.step_input_names()))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as it is here, every file that is tracked or may be."""
    for name in tracked():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copyfile(BASE_DIR / name, tmp_path / name)
    return tmp_path


def tracked() -> list[str]:
    """The files of the project that are there."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=BASE_DIR, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (BASE_DIR / name).is_file()]


def python(copy: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in the copy, as a process of its own. That there is no database is no news."""
    asked = [sys.executable, "-W", "ignore::RuntimeWarning", "-c", code]
    return subprocess.run(asked, cwd=copy, capture_output=True, text=True, check=False)


def changed(copy: Path) -> Iterator[str]:
    """Yield the files of the copy that are not as here."""
    for path in sorted(path for path in copy.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        name = path.relative_to(copy)
        if not (BASE_DIR / name).is_file() or (BASE_DIR / name).read_bytes() != path.read_bytes():
            yield name.as_posix()


def test_a_verb_that_is_added_by_the_guide_works_and_touches_nine_files(copy: Path, settings: Any) -> None:
    settings.BASE_DIR = copy
    call_command("new_verb", NAME, form=True, **MADE)
    begun = python(copy, START)
    assert begun.returncode != 0
    assert f"{EVENTS} is unfinished: {NAME}: write what people read for it in the record." in begun.stderr
    for name, replaced in FILLED.items():
        text = (copy / name).read_text(encoding="utf-8")
        for old, new in (*replaced, NO_GAPS):
            text, count = re.subn(old, new, text)
            assert (old, count) == (old, 1) or (name, old) == (STATE, NO_GAPS[0])
        (copy / name).write_text(text, encoding="utf-8")
    done = python(copy, WORKS)
    assert (done.stderr, done.stdout.splitlines()[-1:]) == ("", ["Take back the request to answer after all ['why']"])
    touched = list(changed(copy))
    assert len(touched) <= MOST
    named = re.findall(r"^\d+\. .*?`([^`]+)`", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == [name.replace(f"test_{NAME}", "test_extensions") for name in touched]


def verb(name: str = NAME, stage: str = "notice", event: str = "SetAsideWithdrawn", rights: str = "parties") -> NewVerb:
    return NewVerb(root=BASE_DIR, name=name, stage=stage, event=event, events="notice", rights=rights)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (verb(name="ask_to_set_aside"), "ask_to_set_aside exists already."),
        (verb(name="extension_withdraw"), "the verb comes first, then its object, as in withdraw_extension."),
        (verb(name="withdraw"), "withdraw is no name of a verb"),
        (verb(name="Withdraw_It"), "Withdraw_It is no name of a verb"),
        (verb(stage="noticing"), "noticing is no stage: the stages are appeal, appeal_evidence, appeal_hearing, "),
        (verb(stage="signatures"), "signatures is no stage"),
        (verb(event="SetAsideAsked"), "The event SetAsideAsked exists already."),
        (verb(event="extension"), "extension is no name of an event"),
        (verb(rights="nobody"), "casework/record/rights has no module nobody: name one with --rights."),
    ],
)  # fmt: skip
def test_a_verb_that_does_not_fit_is_refused_with_the_reason(wrong: NewVerb, said: str) -> None:
    with pytest.raises(NotWritten, match=re.escape(said)):
        wrong.check()


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NewVerb, "test", "tests/casework/procedure/notice/test_extensions.py")
    before = (BASE_DIR / EVENTS).read_bytes()
    with pytest.raises(NotWritten, match=r"test_extensions\.py exists already"):
        verb().write()
    assert (BASE_DIR / EVENTS).read_bytes() == before


def test_a_verb_whose_word_is_new_is_known_by_its_event() -> None:
    verb(name="praise_member", event="MemberPraised").check()
    with pytest.raises(NotWritten, match="does not begin with its verb"):
        verb(name="member_praise", event="MemberPraised").check()


def test_the_command_says_why_nothing_was_written() -> None:
    with pytest.raises(CommandError, match="ask_to_set_aside exists already"):
        call_command("new_verb", "ask_to_set_aside", **MADE)
