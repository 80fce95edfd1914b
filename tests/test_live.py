"""Installations of the tests: what keeps two that are open at once apart."""

from tests import live, stage


def test_each_installation_has_a_queue_and_a_cache_of_its_own_and_finds_them_empty() -> None:
    place = stage.Services.start()
    with live.own_shelf(place) as one, live.own_shelf(place) as other:
        assert len({one, other, stage.UNREAD}) == 3
        for each in live.both_of(place, one):
            each.set("left", "behind")
    with live.own_shelf(place) as again:
        assert [each.dbsize() for each in live.both_of(place, again)] == [0, 0]
