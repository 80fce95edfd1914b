"""The checks of the fairness certificate, in the order of the procedure. One that does not apply to a case says nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.procedure.board.certificate_lines import Check, Line, Read, days_in_words, on_day
from casework.procedure.screening.guards import in_time, sworn_throughout
from casework.record import events as e
from casework.record.rights.served import BODIES, unserved_items
from casework.record.state.requests import Request
from casework.vocabulary import AllegationState, ClockName, RequestKind, Seat
from policy.deadlines import counted_back

OUT = frozenset({AllegationState.OUT_OF_SCOPE, AllegationState.NO_CASE, AllegationState.DRAFTED})


def _notice(read: Read) -> Line | None:
    number, one = read.last(e.NoticeServed, e.NoticeServedAgain)
    if one is None:
        return None
    day = read.view.service.day(one.event.id, Seat.RESPONDENT)
    opened = read.view.service.is_opened(one.event.id, Seat.RESPONDENT)
    said = _("Opened by the member on %s") if opened else _("Served on the member on %s, by proof")
    found = said % on_day(day) if day else _("Nothing shows that it reached the member")
    return Line(name=gettext_lazy("Notice"), found=found, in_order=day is not None, entry=number)


def _answer(read: Read) -> Line | None:
    run = read.view.clock(ClockName.RESPONSE)
    if run is None:
        return None
    number, one = read.last(e.ResponseFiled)
    days = days_in_words(run.days + run.extension)
    found = _("%s to answer") % days
    if run.extension:
        found = _("%(days)s to answer, %(more)s of them granted on request") % {"days": days, "more": run.extension}
    runs = read.view.open(ClockName.RESPONSE)
    missing = _("the time is still running") if runs else _("no answer came")
    answered = _("answered on %s") % on_day(read.day(one)) if one else missing
    return Line(
        name=gettext_lazy("Time to answer"),
        found=f"{found}; {answered}",
        in_order=one is not None or runs or read.view.notice.in_default,
        entry=number,
    )


def _report(read: Read) -> Line | None:
    number, one = read.last(e.ReportFinalised)
    if one is None:
        return None
    day = read.view.service.day(one.event.id, Seat.RESPONDENT)
    found = (
        _("Served on the member on %s, with both sides’ comments") % on_day(day)
        if day
        else _("Sent to the member; nothing shows that it arrived")
    )
    return Line(name=gettext_lazy("Report"), found=found, in_order=day is not None, entry=number)


def _bundle(read: Read) -> Line | None:
    number, one = read.last(e.BundleServed)
    held = read.view.hearing.on
    if held is None:
        return None
    rules = read.view.rules
    needed = rules.clocks[ClockName.BUNDLE].days or 0
    if one is None:
        return Line(name=gettext_lazy("Bundle"), found=_("Not served"), in_order=False, entry=None)
    first = min(item.on for item in read.view.hearing.bundle) if read.view.hearing.bundle else read.day(one)
    said = {"day": on_day(first), "had": days_in_words((held - first).days), "needed": needed}
    found = _("Served on %(day)s, %(had)s before the hearing; %(needed)s are needed") % said
    last = counted_back(end=held, days=needed, calendar=rules.calendar)
    late = [item for item in read.view.hearing.bundle if item.on > last]
    if late:
        more = ngettext("%(n)d document came later", "%(n)d documents came later", len(late)) % {"n": len(late)}
        found = f"{found}; {more}"
    return Line(name=gettext_lazy("Bundle"), found=found, in_order=first <= last and not late, entry=number)


def _withheld(read: Read) -> Line | None:
    """Whether the member was served the gist of each document that a reviewer ruled to withhold."""
    ruled = read.all(e.ItemWithheld)
    if not ruled:
        return None
    gists = {one.event.id for one in ruled}
    serving = read.view.serving
    served = sum(serving.day(one, read.view) is not None for one in serving.papers if one.entry in gists)
    found = ngettext(
        "%(n)d document withheld by a reviewer’s ruling; gists served on the member in its place: %(served)d",
        "%(n)d documents withheld by a reviewer’s ruling; gists served on the member in their place: %(served)d",
        len(ruled),
    ) % {"n": len(ruled), "served": served}
    number, _one = read.last(e.ItemWithheld)
    return Line(name=gettext_lazy("Withheld"), found=found, in_order=served == len(ruled), entry=number)


def _minute(read: Read) -> Line | None:
    """Whether both sides have the minute of the hearing as it is now, and how many of the panel approved it."""
    hearing = read.view.hearing
    if not hearing.minute:
        return None
    number, one = read.last(e.MinuteGiven)
    lines = ngettext("%(n)d line", "%(n)d lines", len(hearing.minute)) % {"n": len(hearing.minute)}
    found = _("%s, not given to both sides yet") % lines
    if one and hearing.minute_given:
        said = {"lines": lines, "day": on_day(read.day(one)), "n": len(hearing.minute_approved)}
        found = _("%(lines)s, given to both sides on %(day)s; approved by %(n)d of the panel") % said
    in_order = hearing.minute_given or not read.view.deliberation.saved
    return Line(name=gettext_lazy("Minute"), found=found, in_order=in_order, entry=number)


def _seen(read: Read) -> Line | None:
    """Whether all that a body that decides could open had been served on the member in time."""
    listed = read.all(e.ServedItemsListed)
    missing = [name for name, body in BODIES.items() if unserved_items(read.view, body)]
    if not listed and not missing and read.view.board.pack is None:
        return None
    panel = [one for one in listed if isinstance(one.event, e.ServedItemsOfFindingsListed)]
    board = read.view.serving
    found = _("Something could be read that the member was not served")
    if not missing:
        counts = []
        if panel and isinstance(panel[-1].event, e.ServedItemsListed):
            n = len(panel[-1].event.entries)
            counts.append(
                ngettext("%(n)d paper the panel could open", "%(n)d papers the panel could open", n) % {"n": n}
            )
        counts.append(_("all that the board can open") if board.pack else _("all that can be opened now"))
        found = _("%s: the member had each of these first") % _(" and ").join(counts).capitalize()
    number, _one = read.last(e.ServedItemsListed)
    return Line(name=gettext_lazy("Same papers for all"), found=found, in_order=not missing, entry=number)


def _challenges(read: Read) -> Line | None:
    if not read.all(e.PanelListServed):
        return None
    raised, ruled = read.all(e.MemberChallenged), read.all(e.ChallengeRuled)
    number, _one = read.last(e.MemberChallenged, e.ChallengeRuled, e.PanelListServed)
    found = _("None; the list of the panel was served")
    if raised:
        upheld = sum(one.event.upheld for one in ruled if isinstance(one.event, e.ChallengeRuled))
        found = _("%(raised)d raised, %(ruled)d ruled on, %(upheld)d upheld") % {
            "raised": len(raised),
            "ruled": len(ruled),
            "upheld": upheld,
        }
    return Line(name=gettext_lazy("Challenges"), found=found, in_order=not read.view.panel.challenged, entry=number)


def _requests(read: Read) -> Line | None:
    """What both sides asked for; nobody reads which adjustment the reporter needs, so those are left out."""
    asked = [
        one for one in read.view.requests.all if one.side is Seat.RESPONDENT or one.kind is not RequestKind.ADJUSTMENT
    ]
    if not asked:
        return None
    number, _one = read.last(e.RequestMade, e.RequestAnswered)
    own = [one for one in asked if one.side is Seat.RESPONDENT]
    others = [one for one in asked if one.side is not Seat.RESPONDENT]
    parts = [_("the member: %s") % _outcomes(own)] if own else []
    parts += [_("the reporter: %s") % _outcomes(others)] if others else []
    return Line(
        name=gettext_lazy("Requests"),
        found="; ".join(parts).capitalize(),
        in_order=not any(one.waits for one in asked),
        entry=number,
    )


def _outcomes(asked: Sequence[Request]) -> str:
    granted = sum(one.granted is True for one in asked)
    refused = sum(one.granted is False for one in asked)
    waiting = sum(one.waits for one in asked)
    found = _("%(granted)d granted, %(refused)d refused with reasons") % {"granted": granted, "refused": refused}
    return f"{found}, {_('%d waiting') % waiting}" if waiting else found


def _attendance(read: Read) -> Line | None:
    hearing = read.view.hearing
    number, _one = read.last(e.AttendanceRecorded, e.HearingOpened)
    if number is None:
        return None
    stayed, size = len(hearing.throughout or ()), read.view.panel.size
    whole = _("%(n)d of %(all)d of the panel throughout") % {"n": stayed, "all": size}
    if stayed == size:
        whole = _("All %d of the panel throughout") % size
    there = _("the member took part") if hearing.respondent_attended else _("the member was not there")
    last = {
        True: _("and says they had the last word"),
        False: _("and says they did not have the last word"),
        None: _("and has not said whether they had the last word"),
    }[hearing.last_word]
    considered = hearing.respondent_attended or hearing.absence_considered
    return Line(
        name=gettext_lazy("Attendance"),
        found=f"{whole}; {there}{f', {last}' if hearing.respondent_attended else ''}",
        in_order=stayed == size and considered and _last_word_is_in_order(read),
        entry=number,
    )


def _last_word_is_in_order(read: Read) -> bool:
    return read.view.hearing.last_word is not False or bool(read.all(e.LastWordFiled))


def _oath(read: Read) -> Line | None:
    alleged = [one for one in read.view.allegations.all if one.state not in OUT]
    if not alleged:
        return None
    bound = all(sworn_throughout(one, read.view.sworn) for one in alleged)
    first = min((span.first for span in read.view.sworn), default=None)
    found = _("Not in force on every day alleged")
    if bound and first:
        found = _("In force since %s, on every day alleged") % on_day(first)
    number, _one = read.last(e.AllegationFramed)
    return Line(name=gettext_lazy("Oath"), found=found, in_order=bound, entry=number)


def _limitation(read: Read) -> Line | None:
    alleged = [one for one in read.view.allegations.all if one.state not in OUT]
    filed = read.view.filing.filed_on
    if not alleged or filed is None:
        return None
    late = [one for one in alleged if not in_time(one, read.view)]
    waived = sum(one.waived for one in alleged)
    years = read.view.rules.clocks[ClockName.LIMITATION].years
    found = _("Reported on %(day)s; %(years)s years are allowed") % {"day": on_day(filed), "years": years}
    if waived:
        more = ngettext("%(n)d was late and admitted for reasons", "%(n)d were late and admitted for reasons", waived)
        found = f"{found}; {more % {'n': waived}}"
    number, _one = read.last(e.CaseFiled)
    return Line(name=gettext_lazy("In time"), found=found, in_order=not late, entry=number)


def _heard_on_sanction(read: Read) -> Line | None:
    number, one = read.last(e.FactorsNamed)
    if one is None:
        return None
    run = read.view.clock(ClockName.SANCTION_VIEWS)
    day = read.view.service.day(one.event.id, Seat.RESPONDENT)
    spoken = read.view.deliberation.views_filed
    had = days_in_words(run.days + run.extension) if run else ""
    said = _("What may weigh was named; the member had %s and said nothing")
    if spoken:
        said = _("What may weigh was named; the member had %s and spoke")
    return Line(name=gettext_lazy("Before the sanction"), found=said % had, in_order=day is not None, entry=number)


def _papers(read: Read) -> Line | None:
    number, one = read.last(e.BoardPackSent)
    if one is None:
        return None
    day = read.view.service.day(one.event.id, Seat.RESPONDENT)
    found = _("Signed by the adviser; not served on the member yet")
    if day:
        found = _("Signed by the adviser; served on the member on %s") % on_day(day)
    return Line(name=gettext_lazy("Advice and papers"), found=found, in_order=day is not None, entry=number)


CHECKS: tuple[Check, ...] = (
    _notice,
    _answer,
    _report,
    _challenges,
    _bundle,
    _withheld,
    _requests,
    _attendance,
    _minute,
    _seen,
    _heard_on_sanction,
    _oath,
    _limitation,
    _papers,
)
