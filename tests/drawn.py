"""Reports that are read twice: what chance decides elsewhere is decided here by the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from policy import drawing


@contextmanager
def every_report_read_twice() -> Iterator[None]:
    """Let the draw fall on every report inside."""
    before, drawing.throw = drawing.throw, lambda _below: 0
    try:
        yield
    finally:
        drawing.throw = before


def risk_read_twice(story: Story) -> None:
    """Intake acknowledges the report, a screener records the risk, and a second reader is drawn."""
    told.acknowledge(story)
    with every_report_read_twice():
        story.by(told.screener(story), Verb.TRIAGE_CASE, **told.GRAVE, notes="A written promise was denied later.")
