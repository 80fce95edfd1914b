"""Houses of the tests: what keeps two that are open at once apart."""

from redis import Redis

from tests import live, stage


def test_each_house_has_a_queue_of_its_own_and_finds_it_empty() -> None:
    place = stage.Services.start()
    with live.own_shelf(place) as one, live.own_shelf(place) as other:
        assert len({one, other, stage.UNREAD}) == 3
        Redis.from_url(place.cache_url(), db=2 * one).set("left", "behind")
    with live.own_shelf(place) as again:
        assert Redis.from_url(place.cache_url(), db=2 * again).dbsize() == 0
