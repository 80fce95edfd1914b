"""The services that come along: what keeps one from starting is one sentence, and what lay outside the folder goes with it."""

import os
from pathlib import Path

import pytest
from django.db import connection
from redis import Redis

from local import embedded, subprocesses
from local.embedded import CannotStart, Place


def test_a_folder_with_a_long_path_has_its_sockets_elsewhere_until_the_services_stop(tmp_path: Path) -> None:
    place = Place.at(tmp_path / ("long" * 20))
    assert (len(os.fsencode(place.sockets)) < 80, place.sockets.is_relative_to(place.data)) == (True, False)
    first, second = (subprocesses.start(name, ["sleep", "60"], run_dir=place.run_dir) for name in ("one", "two"))
    embedded.Services(place, first, second).stop()
    assert first.popen.returncode == -15
    assert second.popen.returncode == -15
    assert not place.sockets.exists()


def test_a_program_that_was_not_installed_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    for name, program in (("PostgreSQL", embedded._postgres_programs), ("Valkey", embedded._valkey_program)):
        with pytest.raises(CannotStart, match=f"^The embedded {name} is not installed; run `make run`"):
            program()


def test_root_lends_postgresql_the_first_other_identity_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded, "_OTHER_IDENTITIES", (("nowhere",), ("false",), ("env", "-i"), ("env",)))
    assert embedded._not_as_root() == ("env", "-i")
    monkeypatch.setattr(embedded, "_OTHER_IDENTITIES", (("nowhere",), ("false",)))
    with pytest.raises(CannotStart, match="start as another user"):
        embedded._not_as_root()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert embedded._not_as_root() == ()


@pytest.mark.parametrize(("gigabytes", "lent"), [(0.5, 128), (8, 1024), (256, 4096)])
def test_postgresql_is_lent_an_eighth_of_the_memory_within_bounds(
    monkeypatch: pytest.MonkeyPatch, gigabytes: float, lent: int
) -> None:
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": int(gigabytes * 2**30 / 4096)}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__)
    assert embedded._lent_memory() == lent


@pytest.mark.django_db
def test_postgresql_has_what_it_was_lent() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_bytes(current_setting('shared_buffers')) / 1024 / 1024")
        assert cursor.fetchone() == (embedded._lent_memory(),)


def test_a_folder_of_data_that_lost_its_beginning_is_not_written_to(tmp_path: Path) -> None:
    place = Place.at(tmp_path)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "base").touch()
    with pytest.raises(CannotStart, match=r"is broken \(it has no PG_VERSION\): restore it"):
        embedded._make_cluster(place, ["false"])
    assert [path.name for path in (tmp_path / "postgres").iterdir()] == ["base"]


def test_what_postgresql_said_when_it_could_not_make_its_folder_is_kept(tmp_path: Path) -> None:
    place = Place.at(tmp_path)
    with pytest.raises(CannotStart, match=f"its words are in {place.run_dir}/postgres.log"):
        embedded._make_cluster(place, ["sh", "-c", "echo no; echo space >&2; exit 1"])
    assert (place.run_dir / "postgres.log").read_text() == "no\nspace\n"


def test_the_queue_of_one_machine_keeps_nothing_on_disk(tmp_path: Path) -> None:
    place = Place.at(tmp_path)
    valkey = embedded._start_valkey(place)
    try:
        server = Redis(unix_socket_path=str(place.sockets / "valkey.sock"), password=place.password("valkey"))
        server.set("counter", 1)
        told = [server.config_get(name)[name] for name in ("appendonly", "save")]
        server.close()
    finally:
        valkey.stop()
    assert (told, list((tmp_path / "valkey").iterdir())) == (["no", ""], [])
