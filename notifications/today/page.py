"""An officer's first page: each step and each piece of news that waits for them, their other cases, and the days ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from casework.models.grant import number_of
from casework.queries.case.tasks import FirstTask, first_task_in
from casework.queries.people.whose_turn import page_of_question
from casework.queries.queue.own_open_cases import LateOfOthers, own_open_cases
from casework.queries.queue.seat_loads import OwnLoad
from casework.queries.reports.floods import Flood, floods_among
from casework.record.rights import RIGHTS
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from casework.web.step_page.page import ASKS_FOR_TASK
from ledger.canonical import Values
from notifications.today.late import MissedDate, missed_date, with_those_listed
from notifications.today.letters import ASK_FOR_ADDRESS, words_of_cases, words_of_letters, words_of_signing
from notifications.today.order import place_of
from notifications.today.rows import ABOUT_LETTERS, OTHERS, PAGE, first_and_dated
from notifications.today.tasks import TASK_CHARS, words_beside, words_of_task
from notifications.today.watched import Watched, watched
from notifications.today.words import cut_at_a_word, day_in, words_of_step
from notifications.topics.clock_rules import STEP_BY
from notifications.topics.table import TOPICS, Topic
from notifications.waiting.lines import address_of, address_to
from notifications.waiting.ticked_tasks import Ticked, tasks_ticked
from policy.queries import rules_in_force

PARTS = (
    *(_("Somebody is in danger now"), _("Late"), _("Due within three days")),
    *(_("Without a date"), _("New"), _("What happened"), _("Later")),
)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """One thing to do: a step that is expected, or a piece of news. `key` is that of a notification, if it can be put away.

    `unanswered`: it is about messages that were read, and is put away as needing no answer.

    `posts`: how many letters to the member it is about that are not served, if it is about letters.

    `is_news`: it is a piece of news, which the queue does not count as the viewer's turn. `tells`: it asks for nothing.

    `own_words` are the first words of a task, which were sealed: no cache may hold them. `beside`: the address of the task, if
    they stand under a step that is late in the same case.

    `since`: the day on which it became somebody's turn, or the news came. `why` it stands in the list, where that is not plain;
    `asks` is the address for asking for progress, where `address` leads to a step.
    """

    words: str
    signs: bool
    address: str
    case_address: str
    reference: str
    code_name: str
    state: CaseState
    part: int
    due: date | None
    days_left: int
    key: UUID | None
    unanswered: bool = False
    posts: int = 0
    is_news: bool = False
    tells: bool = False
    own_words: str = ""
    beside: str = ""
    since: date | None = None
    why: str = ""
    asks: str = ""


@dataclass(frozen=True, kw_only=True)
class Today:
    """`parts` are those of `PARTS` with their lines: `number`, of which `news` ask for nothing. `more`: not all are shown.

    `others`: dates that others missed, of which the officer was told; they are in no number. `late`: what is late by a step of
    somebody else, for an officer with no late step of their own.

    `watched` are cases with a seat of the viewer in which somebody else acts next, `watching` how many there are. `by_state`
    counts the open cases in which the viewer has a seat; `loads` compares them with those of others in that seat. Reports of
    `floods` are in no line and no number: a flood, whatever it says, puts nothing else off the page.
    """

    parts: tuple[tuple[Promise, tuple[ToDo, ...]], ...]
    number: int
    news: int
    more: bool
    others: tuple[ToDo, ...]
    watched: tuple[Watched, ...]
    watching: int
    by_state: tuple[tuple[CaseState, int], ...]
    loads: tuple[OwnLoad, ...]
    late: LateOfOthers | None
    floods: tuple[Flood, ...]
    ahead: tuple[tuple[date, tuple[ToDo, ...]], ...]


def today(user: User, moment: datetime) -> Today:
    """Return an officer's first page. Four queries, however many cases there are.

    One more for more than `PAGE` things; one more if there are tasks among them, and one if a task was ticked off for
    somebody else: its words are shown to the team alone.
    """
    zone = ZoneInfo(rules_in_force(moment.date()).zone)
    first, dated = first_and_dated(user, moment, _end_of_week(moment, zone))
    right = number_of(Reading.SEE_CASE)
    own = own_open_cases(user, right, moment)
    tasks = _own_tasks(user, (*first[:PAGE], *dated))
    ticked = tasks_ticked(user) if any(_is_news_of(Topic.TASK_DONE, row) for row in first[:PAGE]) else {}
    found = [
        (row, _with_tick(_with_task(_line(row, moment, zone), row, tasks, zone), row, ticked))
        for row in _once(first[:PAGE])
    ]
    found.sort(key=lambda one: place_of(one[0], one[1].since))
    lines = [line for _row, line in found if line.part != OTHERS]
    others = [line for _row, line in found if line.part == OTHERS]
    soon = [_with_task(_line(row, moment, zone), row, tasks, zone) for row in dated]
    return Today(
        parts=tuple((PARTS[part], tuple(some)) for part, some in groupby(lines, lambda line: line.part)),
        number=len(lines),
        news=sum(line.tells for line in lines),
        more=len(first) > PAGE and first[PAGE]["part"] != OTHERS,
        others=tuple(others),
        watched=tuple(watched(case, zone, moment) for case in own.others),
        watching=own.others_in_all,
        by_state=own.by_state,
        loads=own.loads,
        late=with_those_listed(own.late, {line.reference for line in others}),
        floods=tuple(floods_among(user, right, moment)),
        ahead=tuple((day, tuple(_ahead(list(some)))) for day, some in groupby(soon, lambda line: line.due) if day),
    )


def _once(rows: Iterable[Values]) -> Iterator[Values]:
    """Yield the rows, each with `asked` only if it is the first of its case that is."""
    known: set[UUID] = set()
    for row in rows:
        yield {**row, "asked": row["asked"] and row["case_id"] not in known}
        known |= {row["case_id"]} if row["asked"] else set()


def _end_of_week(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the end of the seventh day after today: "next Monday" is still among the next seven days on a Monday morning."""
    return datetime.combine(moment.astimezone(zone).date() + timedelta(days=8), time.min, zone)


def _ahead(lines: Sequence[ToDo]) -> Iterator[ToDo]:
    """Yield the lines of a day. Letters to be posted in several cases are one line, the last, without a case of its own."""
    letters = [line for line in lines if line.posts]
    if len(letters) < 2:
        yield from lines
        return
    yield from (line for line in lines if not line.posts)
    words = words_of_cases([line.code_name for line in letters], sum(line.posts for line in letters))
    yield replace(letters[0], words=words, code_name="", reference="")


def _own_tasks(user: User, rows: Iterable[Values]) -> Mapping[UUID, FirstTask]:
    return first_task_in(user, {row["case_id"] for row in rows if row["asked"] or _is_news_of(Topic.TASK, row)})


def _is_news_of(topic: Topic, row: Values) -> bool:
    return not row["turn"] and row["name"] == topic


def _with_tick(line: ToDo, row: Values, ticked: Mapping[UUID, Ticked]) -> ToDo:
    """Return the line with who ticked off which task that the viewer gave, if it is about one that can be opened."""
    one = ticked.get(row["case_id"]) if _is_news_of(Topic.TASK_DONE, row) else None
    if one is None or not one.words:
        return line
    said = {"name": one.who, "words": cut_at_a_word(one.words, TASK_CHARS), "n": one.more}
    words = _("%(name)s ticked off: %(words)s") % said
    if one.more:
        words = ngettext("%(words)s (and %(n)s more)", "%(words)s (and %(n)s more)", one.more) % {
            "words": words,
            "n": one.more,
        }
    return replace(line, own_words=str(words), words=str(words))


def _with_task(line: ToDo, row: Values, tasks: Mapping[UUID, FirstTask], zone: ZoneInfo) -> ToDo:
    """Return the line with the first words of the viewer's task in its case, if it is about one that can be opened.

    It leads to the step that the task is for, as long as the seat may take it. With a late turn, the words stand under it.
    """
    task = tasks.get(row["case_id"]) if row["asked"] or _is_news_of(Topic.TASK, row) else None
    if task is None or not task.words:
        return line
    seat, state, step = Seat(row["seat"]), CaseState(row["case__state"]), task.step
    leads = step is not None and step in RIGHTS.get((seat, state), ())
    address = f"{address_of(seat, step, row['case__reference'])}?{ASKS_FOR_TASK}" if leads else line.address
    if row["turn"]:
        same = step == row["name"]
        there = address if leads and not same else address_to(TOPICS[Topic.TASK], seat, row["case__reference"])
        words = words_beside(task, zone)
        return replace(line, own_words=words, beside=there, address=address if same else line.address)
    words = words_of_task(task)
    return replace(line, own_words=words, words=str(_("Your task: %(words)s") % {"words": words}), address=address)


def _line(row: Values, moment: datetime, zone: ZoneInfo) -> ToDo:
    due = day_in(row["day"], zone)
    reference, state = row["case__reference"], CaseState(row["case__state"])
    seat, topic = Seat(row["seat"]), None if row["turn"] else TOPICS[Topic(row["name"])]
    begun = row["signs"] or row["returned"]
    verb = Verb(row["name"]) if topic is None else STEP_BY.get(row["clock"], topic.verb)
    unanswered = topic is not None and topic.is_only_unanswered(due)
    missed = missed_date(row["missed"], seat, state) if _is_news_of(Topic.OVERDUE, row) else None
    words = "" if topic is None else topic.said(due, seat)
    if missed is not None:
        words = missed.words
    elif row["clock"] and topic is not None and verb is None:
        words = _("%(what)s: %(clock)s") % {"what": words, "clock": ClockName(row["clock"]).label}
    if verb and (topic is None or row["clock"]):
        words = words_of_step(verb, row["fills"], begun=begun)
    if row["returned"]:
        words = _("Came back to you with a reason: %(step)s") % {"step": words}
    posts = 0 if topic or verb not in ABOUT_LETTERS or row["signs"] or row["returned"] else row["letters"]
    if posts and verb is not None:
        words = words_of_letters(verb, posts, came_back=row["came_back"])
    elif row["signs"] and row["letters"] > 1:
        words = words_of_signing(words, row["letters"])
    ends = missed.step if missed else None
    leads = Verb.RETURN_STEP if row["returned"] else ends or verb
    own = address_of(seat, leads, reference, page=page_of_question(leads, seat, begun=begun))
    told = address_to(replace(topic, verb=verb), seat, reference, row["entry"]) if topic is not None else ""
    return ToDo(
        words=str(words),
        signs=row["signs"],
        address=told if topic and not ends and (missed is None or missed.asks) else own,
        case_address=_case_address(reference, state, seat),
        reference=reference,
        code_name=row["case__code_name"],
        state=_state_shown(state, seat),
        part=row["part"],
        due=due,
        days_left=(due - moment.astimezone(zone).date()).days if due else 0,
        key=row["key"] if topic is not None and topic.can_be_put_away(due) else None,
        unanswered=unanswered,
        posts=posts,
        is_news=topic is not None,
        tells=topic is not None and topic.asks_nothing(due),
        since=row["told"] or row["letters_from"] or day_in(row["waits_from"], zone),
        why=_why(missed, row["part"]) if missed else str(ASK_FOR_ADDRESS) if posts and row["came_back"] else "",
        asks=told if missed and ends and missed.asks else "",
    )


def _why(missed: MissedDate, part: int) -> str:
    return missed.why if part == OTHERS else missed.in_full


def _case_address(reference: str, state: CaseState, seat: Seat) -> str:
    """Return the address of a case; empty for a seat that takes a step of it and does not see it."""
    sees = Reading.SEE_CASE in RIGHTS.get((seat, state), ())
    return address_of(seat, None, reference) if sees else ""


def _state_shown(state: CaseState, seat: Seat) -> CaseState:
    """Return the stage of a case. A blind reader is not told where it stands meanwhile."""
    return CaseState.SCREENING if seat is Seat.BLIND_READER else state
