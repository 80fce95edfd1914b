"""A letter to the member that came back, as an officer enters it."""

from datetime import date

from casework.vocabulary import Channel, Verb
from local.demo.scenario import Story


def enter_return(
    story: Story, first: str, letter: str, *, channel: Channel = Channel.MAIL, on: date | None = None
) -> None:
    """Let an officer record that a letter came back, today if no day is given. `letter` is the key by which forms choose it."""
    day = (on or story.view.today).isoformat()
    story.by(first, Verb.RECORD_BOUNCE, letter=letter, channel=channel.value, came_back_on=day)
