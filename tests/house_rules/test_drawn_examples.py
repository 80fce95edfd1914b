"""A drawn example never fails because the machine is busy."""

import hypothesis


def test_a_busy_machine_fails_no_drawn_example() -> None:
    assert hypothesis.settings.default is not None
    assert hypothesis.settings.default.deadline is None
    assert hypothesis.HealthCheck.too_slow in hypothesis.settings.default.suppress_health_check
