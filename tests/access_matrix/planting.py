"""A case worked in a live installation with a planted word in everything that is typed; run there, by `manage.py shell`."""

from accounts.models import User
from casework import tasks
from casework.models import Case
from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from vault.codes import parse

BEFORE, AFTER = (told.screen,), (
    told.investigate,
    told.answer_notice,
    told.finish_report,
    told.hold_hearing,
    told.recommend,
    told.decide,
    told.final,
)  # fmt: skip


class Planted(Story):
    """A story in which everything typed, except choices, contains the planted word and the name of the step."""

    word = ""

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        """Take a step with the word in each of its texts."""
        sown = {
            name: f"{value} {self.word}{verb.value}" if _is_text(name, value) else value
            for name, value in typed.items()
        }
        super().by(first, verb, **sown)


def _is_text(name: str, value: object) -> bool:
    """Whether a value is words: it has a space, and is no length such as "12 months"."""
    return isinstance(value, str) and " " in value and not name.endswith("_days")


def story_of(word: str, code: str) -> Planted:
    """Return the one case of this installation, with a word to plant in it, and its reporter by the code."""
    people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind=User.Kind.PERSON)}
    story = Planted(people=people, case=Case.objects.get().reference, code=code, due=tasks.lapses)
    story.word, story.reporter = word, User.objects.reporter_with(lookup_id=parse(code).lookup_id)
    return story


def screened(word: str, code: str) -> None:
    """From the report to the open investigation; print the case and who investigates."""
    story = story_of(word, code)
    tasks.sweep()
    story.by("odette", Verb.RULE_ON_KEEP_AWAY, line_1=["nobody"])
    for chapter in BEFORE:
        chapter(story)
    print(story.case, story.investigator)


def decided(word: str, code: str) -> None:
    """From the open investigation to a sanction in force; print the state."""
    story = story_of(word, code)
    for chapter in AFTER:
        chapter(story)
    assert story.view.state is not None
    print(story.view.state.value)
