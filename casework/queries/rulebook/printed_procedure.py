"""The procedure as a rulebook has it, in words for everybody: stages and their times, the ladder, where a sanction starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from policy.models import RulebookEdition
from policy.queries import commitment_titles, rules_of
from policy.rules import BallotRules, ClockRule, Display, Level, Rules, Severity, Share, StandardOfProof, Step
from policy.sanctions import Range


class Stage(NamedTuple):
    """A stage in words. They may name a clock (`%(ACK)s`), its longest (`%(RESPONSE_MOST)s`) and numbers of `panel`."""

    name: Promise
    who: Promise
    time: Promise
    note: Promise


STAGES: Sequence[Stage] = (
    Stage(
        gettext_lazy("Report"),
        gettext_lazy("Anybody"),
        gettext_lazy("Acknowledged within %(ACK)s"),
        gettext_lazy("You need no account, and you need not give your name."),
    ),
    Stage(
        gettext_lazy("Screening"),
        gettext_lazy("A screener; a second one signs a dismissal"),
        gettext_lazy("%(SCREEN)s"),
        gettext_lazy("After a dismissal, the reporter can ask for a review within %(REVIEW)s."),
    ),
    Stage(
        gettext_lazy("Investigation"),
        gettext_lazy("An investigator"),
        gettext_lazy("%(INVESTIGATION)s, with reasons up to %(INVESTIGATION_MOST)s"),
        gettext_lazy("Both sides hear from us every %(STATUS)s."),
    ),
    Stage(
        gettext_lazy("Answer"),
        gettext_lazy("The member"),
        gettext_lazy("%(RESPONSE)s, with more time up to %(RESPONSE_MOST)s"),
        gettext_lazy("The member may admit, deny, or say nothing. Silence is no proof."),
    ),
    Stage(
        gettext_lazy("Report of the investigation"),
        gettext_lazy("The investigator"),
        gettext_lazy("%(REPORT_COMMENTS)s to comment on the draft"),
        gettext_lazy("Both sides can comment on it."),
    ),
    Stage(
        gettext_lazy("Case to answer"),
        gettext_lazy("%(deciders)s deciders"),
        gettext_lazy("%(CTA)s"),
        gettext_lazy("The case goes on only with a realistic prospect of a finding."),
    ),
    Stage(
        gettext_lazy("Panel and hearing"),
        gettext_lazy("%(sizes)s people, at least %(lay)s of them not a member"),
        gettext_lazy("%(HEARING_NOTICE)s’ notice of the hearing, the papers %(BUNDLE)s before it"),
        gettext_lazy(
            "Both sides may challenge a member of the panel within %(PANEL_CHALLENGE)s. The member has the last word."
        ),
    ),
    Stage(
        gettext_lazy("Findings"),
        gettext_lazy("The panel"),
        gettext_lazy("%(FINDINGS)s, then %(SANCTION_VIEWS)s to speak on the sanction"),
        gettext_lazy("Both sides get the minute of the hearing within %(MINUTE)s. What has no majority is not proven."),
    ),
    Stage(
        gettext_lazy("Decision"),
        gettext_lazy("The board"),
        gettext_lazy(
            "%(BOARD_VOTE)s; the papers are out %(BOARD_PAPERS)s before the vote, which is open for at least %(ballot)s"
        ),
        gettext_lazy(
            "The board may approve what the panel recommends, lower it, or send it back. It never goes higher."
        ),
    ),
    Stage(
        gettext_lazy("Appeal"),
        gettext_lazy("%(appeal)s people who are new to the case"),
        gettext_lazy(
            "Within %(APPEAL)s of the decision; heard within %(APPEAL_HEARING)s, with %(APPEAL_NOTICE)s’ notice of the hearing"
        ),
        gettext_lazy(
            "Both sides may challenge a member within %(APPEAL_CHALLENGE)s, and speak at the hearing. Each ground is "
            "decided by itself. A sanction takes effect only when this time is over, or the appeal is decided."
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class PrintedStep:
    """A level of the ladder: `term` and `shown` in words, empty where the level has none."""

    level: Level
    name: str
    meaning: str
    term: str
    shown: str

    @property
    def words(self) -> str:
        return self.level.named(self.name)


@dataclass(frozen=True, kw_only=True)
class PrintedProcedure:
    """A rulebook in words. `matrix` has a row for each commitment: number, title, and a range for each severity."""

    title: str
    version: str
    stages: Sequence[Mapping[str, str]]
    ladder: Sequence[PrintedStep]
    standard: StandardOfProof
    severities: Sequence[tuple[Severity, str]]
    matrix: Sequence[tuple[int, str, Sequence[str]]]
    fixed_starts: Sequence[tuple[str, Level]]
    grounds: Sequence[str]
    two_thirds: Sequence[str]
    least_voters: Sequence[str]


def print_procedure(edition: RulebookEdition) -> PrintedProcedure:
    """Return an edition of the rulebook in words."""
    rules = rules_of(edition.pk)
    numbers = _numbers(rules)
    titles = {number: title for (_code, number), title in commitment_titles({edition.code_id}).items()}
    return PrintedProcedure(
        title=rules.title,
        version=rules.version,
        stages=[{part: str(words) % numbers for part, words in stage._asdict().items()} for stage in STAGES],
        ladder=[_printed(step) for step in rules.ladder.values()],
        standard=rules.standard_of_proof,
        severities=list(rules.severities.items()),
        matrix=[
            (number, titles.get(number, ""), [_range(*rules.matrix[number, severity]) for severity in rules.severities])
            for number in sorted({commitment for commitment, _severity in rules.matrix})
        ],
        fixed_starts=[(each.meaning, each.level) for each in rules.fixed_starts.values()],
        grounds=[each.meaning for each in rules.appeal_grounds.values() if not each.society],
        two_thirds=[step.name for step in rules.ladder.values() if _needs_two_thirds(step, rules.ballot)],
        least_voters=[_least(from_filled, least) for from_filled, least in rules.ballot.quorum],
    )


def _numbers(rules: Rules) -> Mapping[str, str]:
    times = {name: _time(rule, rule.days) for name, rule in rules.clocks.items() if rule.days}
    longest = {f"{name}_MOST": _time(rule, (rule.days or 0) + rule.extension) for name, rule in rules.clocks.items()}
    panel = rules.bodies["panel"]
    return {
        **times,
        **longest,
        "deciders": _sizes(rules.bodies["deciders"]),
        "appeal": _sizes(rules.bodies["appeal_panel"]),
        "sizes": _sizes(panel),
        "lay": str(panel.lay),
        "ballot": _days(rules.limits["ballot_least_days"]),
    }


def _time(rule: ClockRule, days: int) -> str:
    if rule.business:
        return ngettext("%(days)s business day", "%(days)s business days", days) % {"days": days}
    return _days(days)


def _days(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _sizes(body: BallotRules) -> str:
    return _(" or ").join(str(size) for size in sorted(body.sizes))


def _least(from_filled: int, least: int) -> str:
    if not from_filled:
        return _("at least %(least)s have to take part") % {"least": least}
    return _("at least %(least)s where the board has %(filled)s or more members") % {
        "least": least,
        "filled": from_filled,
    }


def _range(low: Level, high: Level) -> str:
    return Range(low=low, high=high).words


def _needs_two_thirds(step: Step, ballot: BallotRules) -> bool:
    return ballot.shares.get(step.level.name) is Share.TWO_THIRDS


def _printed(step: Step) -> PrintedStep:
    return PrintedStep(
        level=step.level, name=step.name, meaning=step.meaning, term=_term(step), shown=shown_for(step.display)
    )


def _term(step: Step) -> str:
    if step.no_return:
        return _("May apply again after %(least)s to %(most)s years.") % dict(
            zip(("least", "most"), step.no_return, strict=True)
        )
    if step.shortest and step.longest:
        return _("From %(shortest)s to %(longest)s.") % {"shortest": step.shortest, "longest": step.longest}
    return ""


COUNTED: Mapping[str, Promise] = {
    "published": gettext_lazy("%(period)s"),
    "conditions_met": gettext_lazy("Until its conditions are met, and %(period)s more"),
    "term_ended": gettext_lazy("Its term, and %(period)s more"),
}
"""From when the register counts how long it shows a sanction, by the rulebook's word."""


def shown_for(display: Display | None) -> str:
    """Say how long the register shows a sanction; empty for one that it does not show."""
    return str(COUNTED[display.counts_from]) % {"period": display.period} if display else ""
