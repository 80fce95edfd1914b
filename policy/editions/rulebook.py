"""Reads the rulebook of an edition: calendar, clocks, bodies, retention and limits."""

from dataclasses import fields
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays

from ledger.canonical import JsonObject
from policy.calendars import Calendar
from policy.editions.ladder import read_ladder, read_matrix, read_period, read_severities
from policy.editions.names import (
    BODIES,
    CLOCKS,
    CLOSING_CODES,
    COUNTED_BACK,
    DECIDED,
    EARLIER,
    EXTENDABLE,
    IN_YEARS,
    LIMITS,
    RETENTION,
)
from policy.editions.node import Node
from policy.editions.source import Source
from policy.editions.texts import read_key
from policy.quorum import Option
from policy.rules import (
    BallotRules,
    ClockRule,
    ClosingCode,
    FixedStart,
    Ground,
    Level,
    Named,
    Rules,
    Share,
    StandardOfProof,
)

LONGEST_DAYS = 3660
SHORT = 7
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def rules_from(values: JsonObject, *, name: str) -> Rules:
    """Return the rules from stored values. An EditionError about them names `name` and no line."""
    return read_rulebook(Node(Source(name, values)))


def read_rulebook(node: Node) -> Rules:
    """EditionError for anything missing, unknown, out of range or contradictory."""
    node.only(field.name for field in fields(Rules))
    calendar = _calendar(node.child("calendar"))
    clocks = node.child("clocks").only(CLOCKS)
    bodies = node.child("bodies").only(BODIES)
    codes = node.child("closing_codes").only(CLOSING_CODES)
    kept = node.child("retention").only(RETENTION)
    limits = node.child("limits").only((name for name in LIMITS if name not in EARLIER), EARLIER)
    return Rules(
        key=read_key(node),
        title=node.text("title"),
        version=node.text("version"),
        in_force_from=node.day("in_force_from"),
        code=node.text("code"),
        calendar=calendar,
        clocks={name: _clock(name, clocks.child(name)) for name in clocks.table}
        | {name: ClockRule(name=name, days=None) for name in sorted(DECIDED)},
        bodies={name: _body(name, bodies.child(name)) for name in bodies.table},
        ladder=read_ladder(node.child("ladder")),
        standard_of_proof=_standard(node.child("standard_of_proof")),
        severities=read_severities(node.child("severities")),
        matrix=read_matrix(node.child("matrix")),
        aggravating=_named_values(node.child("aggravating")),
        mitigating=_named_values(node.child("mitigating")),
        fixed_starts={code: _fixed_start(code, each) for code, each in _tables(node.child("fixed_starts"))},
        closing_codes={code: _closing(code, each) for code, each in _tables(codes)},
        retention={name: read_period(each) for name, each in _tables(kept)},
        appeal_grounds=_grounds(node.child("appeal_grounds"), "society"),
        reopening_grounds=_grounds(node.child("reopening_grounds"), "endless"),
        withholding_grounds=_named_values(node.child("withholding_grounds")),
        limits=EARLIER | {name: limits.whole(name, *LIMITS[name]) for name in limits.table},
    )


def _tables(node: Node) -> list[tuple[str, Node]]:
    return [(key, node.child(key)) for key in node.table]


def _calendar(node: Node) -> Calendar:
    node.only(("zone", "country", "weekend", "cut_off", "post_days", "channel_days"), ("subdivision", "closed"))
    zone, country = node.text("zone"), node.text("country")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise node.wrong(f'"{zone}" is not a time zone', "zone") from None
    supported = holidays.list_supported_countries(include_aliases=False)
    if country not in supported:
        raise node.wrong(f'no public holidays are known for the country "{country}"', "country")
    subdivision = node.text("subdivision") if node.has("subdivision") else None
    if subdivision is not None and subdivision not in supported[country]:
        raise node.wrong(f'"{subdivision}" is not a part of {country}', "subdivision")
    weekend = node.texts("weekend")
    if set(weekend) - set(WEEKDAYS) or len(set(weekend)) > 5:
        raise node.wrong("the weekend is a list of at most five days such as saturday", "weekend")
    closed = node.children("closed") if node.has("closed") else []
    return Calendar(
        zone=zone,
        country=country,
        subdivision=subdivision,
        weekend=frozenset(WEEKDAYS.index(day) for day in weekend),
        cut_off=node.clock_time("cut_off"),
        post_days=node.whole("post_days", 1, 30),
        channel_days=node.whole("channel_days", 0, 30),
        closed=tuple((each.only(("day", "reason")).day("day"), each.text("reason")) for each in closed),
    )


def _clock(name: str, node: Node) -> ClockRule:
    if name in IN_YEARS:
        node.only(("years",))
        return ClockRule(name=name, days=None, years=node.whole("years", 1, 99))
    back = name in COUNTED_BACK
    node.only(("days",), [*([] if back else ["business"]), *(["extension"] if name in EXTENDABLE else [])])
    days, business = node.whole("days", 1, LONGEST_DAYS), node.flag("business")
    if days < SHORT and not business and not back:
        raise node.wrong("a period of less than seven days is counted in business days: write business = true", "days")
    extension = node.whole("extension", 0, LONGEST_DAYS) if node.has("extension") else 0
    return ClockRule(name=name, days=days, business=business, extension=extension, back=back)


def _body(name: str, node: Node) -> BallotRules:
    node.only((*BODIES[name], "shares"))
    shares = node.child("shares")
    shares.only((each.value for each in Option if each is not Option.FINDING) if name == "board" else ("finding",))
    sizes = node.wholes("sizes", 1, 99) if node.has("sizes") else ()
    if node.has("sizes") and not sizes:
        raise node.wrong('"sizes" must name at least one number', "sizes")
    lay = node.whole("lay", 0, 99) if node.has("lay") else 0
    if sizes and lay > min(sizes):
        raise node.wrong("there cannot be more lay members than members", "lay")
    quorum = _quorum(node)
    if sizes and any(least > min(sizes) for _, least in quorum):
        raise node.wrong("there cannot be more people who decide than members", "least")
    return BallotRules(
        sizes=frozenset(sizes),
        lay=lay,
        quorum=quorum,
        shares={option: shares.word(option, Share) for option in shares.table},
    )


def _quorum(node: Node) -> tuple[tuple[int, int], ...]:
    if node.has("least"):
        return ((0, node.whole("least", 1, 99)),)
    if not node.has("quorum"):
        return ()
    bands = node.children("quorum")
    for number, band in enumerate(bands):
        band.only(("filled_from", "least") if number else ("least",))
    quorum = tuple(
        (band.whole("filled_from", 1, 999) if number else 0, band.whole("least", 1, 999))
        for number, band in enumerate(bands)
    )
    rising = all(below < above for (below, _), (above, _) in pairwise(quorum))
    if not quorum or not rising or any(least > filled for filled, least in quorum[1:]):
        raise node.wrong("the bands of the quorum rise, and none asks for more people than there are seats", "quorum")
    return quorum


def _named_values(node: Node) -> dict[str, Named]:
    return {code: Named(code=code, meaning=node.text(code)) for code in node.table}


def _standard(node: Node) -> StandardOfProof:
    node.only(("name", "meaning"))
    return StandardOfProof(name=node.text("name"), meaning=node.text("meaning"))


def _fixed_start(code: str, node: Node) -> FixedStart:
    node.only(("level", "meaning"))
    return FixedStart(code=code, meaning=node.text("meaning"), level=node.word("level", Level))


def _grounds(node: Node, flag: str) -> dict[str, Ground]:
    return {
        code: Ground(code=code, meaning=each.only(("meaning",), (flag,)).text("meaning"), **{flag: each.flag(flag)})
        for code, each in _tables(node)
    }


def _closing(code: str, node: Node) -> ClosingCode:
    if not node.has("until"):
        node.only(("years", "meaning"))
        return ClosingCode(code=code, meaning=node.text("meaning"), years=node.whole("years", 1, 99))
    node.only(("until", "meaning"))
    if node.text("until") != "readmission":
        raise node.wrong('a file is kept for years, or until = "readmission"', "until")
    return ClosingCode(code=code, meaning=node.text("meaning"), years=None)
