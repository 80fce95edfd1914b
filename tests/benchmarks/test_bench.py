"""The benchmark counts correctly: figures, the shares of several clients, and a plan that reads a whole table is named."""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep, thread_time

import pytest
from django.db import connection

from accounts.prepared import prepared_cursor
from benchmarks import plans
from benchmarks.callers import PAGES, REQUESTS, SHORT_PAGE, SHORT_REQUESTS, watched
from benchmarks.figures import figure, read, table, write
from benchmarks.rough import forget, may_compile
from benchmarks.targets import missed
from benchmarks.timing import WARM, timed, timed_together, waiting
from benchmarks.turns import by_turns


def test_a_figure_has_the_middle_the_late_and_how_many_a_second() -> None:
    alone = figure("act", [0.01] * 19 + [0.5], cases=7, queries=3)
    assert (alone.median_ms, alone.per_s, alone.cases, alone.queries) == (10.0, 100.0, 7, 3)
    assert alone.p95_ms > 400
    assert figure("act", [0.4] * 40, whole=4.0).per_s == 10.0


def test_figures_are_written_read_and_shown(tmp_path: Path) -> None:
    figures = [figure("act", [0.01, 0.01], cases=1_000), figure("other", [1.5], entries=9, kb=12)]
    write(figures, tmp_path / "list.json")
    assert read(tmp_path / "list.json") == figures
    head, first, second = table(figures).splitlines()
    assert head.split()[0] == "what"
    assert first.split()[:3] == ["act", "1,000", "–"]
    assert second.split()[-1] == "12"


def test_acts_are_warmed_up_and_shared_among_the_clients() -> None:
    done: list[str] = []
    assert len(timed(lambda: done.append("alone"), 10)) == 10
    seconds, whole = timed_together([lambda: done.append("a"), lambda: done.append("b")], 10)
    assert (len(seconds), whole > 0) == (10, True)
    assert {one: done.count(one) for one in ("alone", "a", "b")} == {"alone": 10 + WARM, "a": 6, "b": 6}


def test_what_a_caller_computes_itself_is_not_counted_as_waiting() -> None:
    wall, clock, computed = perf_counter(), waiting(), thread_time()
    while thread_time() < computed + 0.05:
        pass
    assert waiting() - clock < perf_counter() - wall - 0.05
    clock = waiting()
    sleep(0.02)
    assert waiting() - clock > 0.015


def test_programs_have_their_turns_one_after_the_other(capfd: pytest.CaptureFixture[str]) -> None:
    says = (
        "from benchmarks.turns import given\n"
        "for number, _ in enumerate(given()):\n    print({0!r}, number, flush=True)\n    {1}"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", says.format(name, f"if number == {last}: raise SystemExit({last})")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, last in (("small", 2), ("large", 1))
    ]
    by_turns(programs)
    assert capfd.readouterr().out.splitlines() == ["small 0", "large 0", "small 1", "large 1", "small 2"]
    assert [program.returncode for program in programs] == [2, 1]


def test_what_a_program_held_is_not_what_its_starter_holds() -> None:
    held = bytearray(b"x" * 200_000_000)
    words = [sys.executable, "-m", "benchmarks.alone", sys.executable, "-c", "print(7)"]
    said, used = subprocess.run(words, capture_output=True, check=True).stdout.splitlines()
    assert (said, len(held)) == (b"7", 200_000_000)
    assert 0 < json.loads(used)["seconds"] < 60
    assert 1_000 < json.loads(used)["kilobytes"] < 100_000


def test_what_misses_its_target_is_said_in_words() -> None:
    small = figure("queue_filtered", [0.012], cases=1_000, queries=21)
    large = figure("queue_filtered", [0.016], cases=100_000, queries=20)
    wide = [figure("nightly_old", [seconds], cases=cases) for seconds, cases in ((0.01, 10), (0.05, 1_000))]
    night = figure("nightly_new", [50.0], cases=100_000, cpu_ms=31_000, memory_mb=201)
    heavy = figure("public_next_view", [0.1], cases=10, kb=15.4)
    assert list(missed([small, large, *wide, figure("api_filing_40", [9.0], cases=10), night, heavy])) == [
        "queue_filtered at 1,000 cases: 21 statements, meant to be 20",
        "queue_filtered at 100,000 cases: 16.0 ms, meant to be 15",
        "nightly_new at 100,000 cases: 31,000 ms of CPU, meant to be 30,000",
        "nightly_new at 100,000 cases: 201 MB, meant to be 200",
        "public_next_view at 10 cases: 15.4 kB, meant to be 15",
        "queue_filtered: 1.33 times as long at 100,000 cases as at 1,000",
    ]


def test_an_anonymous_report_is_twenty_one_requests_and_three_the_short_way() -> None:
    assert (len(PAGES), REQUESTS) == (9, 21)
    assert ({*SHORT_PAGE} > {"narrative", "name_1", "choice", "declared"}, SHORT_REQUESTS) == (True, 3)


@pytest.mark.django_db
def test_a_plan_that_reads_a_whole_table_which_grows_is_named() -> None:
    either = "SELECT n FROM grows WHERE %(n)s::int IS NULL OR n = %(n)s"
    with watched() as statements, connection.cursor() as cursor, prepared_cursor() as kept:
        cursor.execute("CREATE TABLE grows AS SELECT n, n::text AS word FROM generate_series(1, 20000) n")
        cursor.execute("CREATE UNIQUE INDEX ON grows (n)")
        cursor.execute("ANALYZE grows")
        cursor.execute("SELECT word FROM grows WHERE n = %s", [7])
        cursor.execute("SELECT n FROM grows WHERE word = %s", ["7"])
        cursor.execute(f"{either} LIMIT 1", {"n": 7})
        kept.execute(either, {"n": 7})
        kept.execute("SELECT word FROM grows WHERE n = %s", [8])
    assert [one.kept for one in statements] == [False] * 6 + [True] * 2
    assert list(plans.whole_reads(statements)) == ["grows: SELECT n FROM grows WHERE word = %s", f"grows: {either}"]


@pytest.mark.django_db
def test_without_statistics_the_database_plans_for_a_table_that_it_does_not_know() -> None:
    rare = "SELECT n FROM common WHERE kind = %s AND n < %s"
    with watched() as statements, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE common AS SELECT n, 'usual' AS kind FROM generate_series(1, 40000) n")
        cursor.execute("CREATE INDEX ON common (kind)")
        cursor.execute("ANALYZE common")
        cursor.execute(rare, ["usual", 9])
    assert list(plans.whole_reads(statements)) == [f"common: {rare}"]
    forget(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples, relpages, reloptions FROM pg_class WHERE relname = 'common'")
        assert cursor.fetchone() == (-1, 0, ["autovacuum_enabled=false"])
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'common'")
        assert cursor.fetchone() == (0,)
    assert ("common" in plans.large_tables(), list(plans.whole_reads(statements))) == (True, [])


@pytest.mark.django_db
def test_no_statement_of_ours_is_compiled_whatever_the_server_does() -> None:
    assert not may_compile()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = on")
    assert may_compile()


def test_what_was_measured_without_statistics_stands_apart() -> None:
    pages = [figure("today", [seconds], cases=cases) for seconds, cases in ((0.01, 1_000), (0.011, 100_000))]
    rough = [
        figure("today", [seconds], cases=cases, rough=True) for seconds, cases in ((0.014, 1_000), (0.02, 100_000))
    ]
    assert [line.split()[2] for line in table([pages[0], rough[0]]).splitlines()[1:]] == ["–", "none"]
    assert list(missed([*pages, *rough])) == [
        "today at 100,000 cases without statistics: 20.0 ms, meant to be 15",
        "today without statistics: 1.43 times as long at 100,000 cases as at 1,000",
    ]
