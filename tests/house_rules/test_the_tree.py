"""Every file of the project keeps every house rule."""

import statistics
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.house_rules import addresses, domain, log_calls, markup, shape, steps_named
from tests.house_rules.source import ROOT, Source, forget, migrations, python, templates

Rule = Callable[[Source], Iterator[str]]
EVERYWHERE: tuple[Rule, ...] = (
    shape.module_is_short, shape.name_says_something, shape.errors_are_not_swallowed, shape.nothing_is_left_for_later,
)  # fmt: skip
IN_THE_APPS: tuple[Rule, ...] = (
    shape.promise_is_written,
    domain.time_is_passed_in,
    domain.guards_and_steps_touch_no_database,
    domain.state_moves_through_the_machine,
    domain.there_is_one_receiver,
    domain.cases_come_through_the_door,
    domain.only_events_come_from_the_events,
    domain.no_action_calls_another,
    domain.an_action_is_durable,
    domain.plain_verbs_have_no_action,
    domain.entrances_translate,
    domain.tasks_wait_for_the_commit,
    domain.uploads_are_sealed_as_they_come,
    log_calls.log_lines_keep_what_they_say,
    addresses.addresses_are_reversed,
)
MEDIAN = 70


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Each file is read and parsed once for all rules, and let go after the last."""
    yield
    forget()


def broken(rule: Rule, sources: Iterable[Source]) -> list[str]:
    """What a rule has against these files, as `path: reason`."""
    return [f"{source.path}: {reason}" for source in sources for reason in rule(source)]


@pytest.mark.parametrize("rule", EVERYWHERE, ids=lambda rule: rule.__name__)
def test_code_and_tests_keep(rule: Rule) -> None:
    sources = [
        *python("benchmarks"),
        *python(),
        *(source for source in python("tests") if not source.inside("tests/house_rules")),
    ]
    assert broken(rule, sources) == []


@pytest.mark.parametrize("rule", IN_THE_APPS, ids=lambda rule: rule.__name__)
def test_the_apps_keep(rule: Rule) -> None:
    assert broken(rule, python()) == []


def test_migrations_import_no_live_code() -> None:
    assert broken(shape.migrations_import_no_live_code, migrations()) == []


def test_the_bench_says_what_it_promises() -> None:
    assert broken(shape.promise_is_written, python("benchmarks")) == []


def test_tests_mock_nothing_of_ours() -> None:
    assert broken(shape.nothing_of_ours_is_mocked, python("tests")) == []


def test_no_test_has_a_patience_of_its_own() -> None:
    assert broken(shape.no_test_has_a_patience_of_its_own, python("tests")) == []


def test_templates_hold_nothing_inline() -> None:
    assert broken(markup.nothing_is_inline, templates()) == []


def test_lines_of_templates_are_short() -> None:
    assert broken(markup.lines_are_short, templates()) == []


def test_links_of_templates_are_reversed() -> None:
    assert broken(addresses.links_are_reversed, templates()) == []


def test_buttons_that_take_two_clicks_for_one_are_wired() -> None:
    assert broken(markup.guards_have_their_script, templates()) == []


@pytest.mark.parametrize(
    "rule", [steps_named.asking_names_its_step, steps_named.named_step_is_the_readers], ids=lambda rule: rule.__name__
)
def test_who_is_asked_to_write_or_to_tell_has_a_step_for_it(rule: Rule) -> None:
    assert broken(rule, (one for one in templates() if one.inside("templates/letters", "templates/casework"))) == []


def test_half_of_all_modules_are_short() -> None:
    assert statistics.median(len(source.text.splitlines()) for source in python() if source.text.strip()) <= MEDIAN


def test_every_stage_of_the_procedure_has_its_folder_of_tests() -> None:
    stages = {path.parent.name for path in (ROOT / "casework" / "procedure").glob("*/steps.py")}
    tested = {path.parent.name for path in (ROOT / "tests" / "casework" / "procedure").glob("*/test_*.py")}
    assert stages - tested == set()
