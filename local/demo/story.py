"""Plays one case through real steps, stage by stage, from a report to a closed file."""

from datetime import date, timedelta
from uuid import UUID

from casework import access
from casework.access import the_clock
from casework.procedure.intake.actions import sweep_conflicts
from casework.vocabulary import Accused, IdentityChoice, Report, Reporter, Seat, Verb
from casework.vocabulary.report_samples import sample_said
from ledger.canonical import JsonObject, Values
from ledger.clock import now
from local.demo.decision import send_decision
from local.demo.findings import PANEL, finding_input, name_factors, sign_findings
from local.demo.scenario import Story
from local.demo.votes import votes_for
from policy.models import Member
from policy.quorum import Option

V = Verb
GRAVE = {"severity": 3, "dishonesty": "yes", "harassment": "no", "imminent_harm": "no", "power_imbalance": "no"}


def report_about(accused: str, reporter: str, *, on: date) -> Report:
    """Return a customer's report about a member."""
    return Report(
        accused=(Accused(name=accused),),
        commitments=(2, 10),
        help_asked=False,
        narrative=(
            "I was told in writing that my contract could be cancelled at any time. When I asked to cancel, the same person "
            "said there had never been such a promise, and the letter was no longer in my file."
        ),
        first_day=on,
        last_day=on,
        said=sample_said() | {"when_words": ""},
        reporter=Reporter(choice=IdentityChoice.CONFIDENTIAL, name=reporter),
        declared=True,
    )


def bring_report(story: Story, accused: str, *, reporter: str) -> None:
    """File a report about events three weeks ago, and let the sweep open it to intake."""
    day = now().date() - timedelta(days=21)
    story.file(report_about(accused, reporter, on=day))


def screener(story: Story) -> str:
    """Return the first name of one of the screeners, the same at every call."""
    return story.holding(Seat.SCREENER)[0]


def acknowledge(story: Story) -> None:
    """Acknowledge the report as intake; two screeners get it."""
    story.by("ines", V.ACKNOWLEDGE_COMPLAINT)


def frame(story: Story, risk: Values, *, notes: str, act: str) -> None:
    """From the report to allegations in scope against an identified member."""
    acknowledge(story)
    one, day = screener(story), story.view.today - timedelta(days=21)
    story.by(one, V.TRIAGE_CASE, **risk, notes=notes)
    number = Member.objects.get(user=story.people[story.respondent]).number
    story.by(one, V.IDENTIFY_RESPONDENT, member=number)
    sweep_conflicts(reference=story.case, by=the_clock())
    for commitment, _ in story.alleged:
        story.by(one, V.FRAME_ALLEGATION, commitment=commitment, first_day=day, last_day=day, act=act)
        allegation, in_scope = story.view.allegations.all[-1].id, f"It would breach commitment {commitment}."
        story.by(one, V.SCOPE_ALLEGATION, allegation=allegation, in_scope="yes", reasons=in_scope)


def screen(story: Story) -> None:
    """From the report to an open investigation."""
    act = "On being asked to honour a written promise to a customer, denied that it had been made."
    frame(story, GRAVE, notes="A written promise was denied later.", act=act)
    story.seat(Seat.INVESTIGATOR)
    story.by(screener(story), V.OPEN_INVESTIGATION, confirmed="on")


def investigate(story: Story) -> None:
    """From the open investigation to the served notice."""
    prepare_notice(story)
    words = "Please answer the allegation below."
    story.by(story.investigator, V.SERVE_NOTICE, evidence=list(story.view.evidence.copy_keys), words=words)


def prepare_notice(story: Story) -> None:
    """Decide about the reporter's identity, describe the evidence, and seat the deciders."""
    one, unnamed = story.investigator, "The reporter wants to stay unnamed."
    story.by(one, V.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons=unnamed)
    letter = "A letter that promises cancellation at any time."
    story.by(one, V.ADD_EVIDENCE, title="Letter of confirmation", text=letter)
    described = {
        "title": "Letter of confirmation, described",
        "text": "A letter on the employer's paper which says that the agreement can be ended at any time.",
    }
    story.by(one, V.DISCLOSE_EVIDENCE, evidence=story.view.evidence.all[-1].id, **described, one_holder="yes")
    for _ in range(3):
        story.seat(Seat.DECIDER)


def answer_notice(story: Story) -> None:
    """Let the respondent open the notice and answer."""
    story.by(story.respondent, V.ACKNOWLEDGE_NOTICE, confirmed="on")
    denial = for_each_allegation(story, answer="deny", reasons="I did not write that letter.")
    story.wait(5)
    story.by(story.respondent, V.RESPOND_TO_NOTICE, **denial, summary="I deny it.")


def draft_shared(story: Story) -> None:
    """From the answer to the draft report, which both sides may comment on."""
    story.by("reporter", V.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    words = "What was gathered, and what each side says."
    story.by(story.investigator, V.SHARE_DRAFT_REPORT, draft_text=words, no_sanction="on")
    story.open_letter(story.respondent, last_event(story, "case.draft_report_shared"))


def finalise_report(story: Story) -> None:
    """Let the time for comments pass and finalise the report."""
    story.by(story.investigator, V.FINALISE_REPORT, report="The report, with every comment.", no_sanction="on")


def report_closed(story: Story) -> None:
    """From the answer to the final report."""
    draft_shared(story)
    story.wait(28)
    finalise_report(story)


def finish_report(story: Story) -> None:
    """From the answer to the frozen charges. Two deciders agree, which ends the vote before Dora has voted."""
    report_closed(story)
    vote = for_each_allegation(story, sees="yes", reasons="There is a letter.")
    for first in ("dana", "dev"):
        story.by(first, V.VOTE_CASE_TO_ANSWER, **vote)
    story.by("dana", V.FIND_CASE_TO_ANSWER, reasons="There is a realistic prospect.")


def for_each_allegation(story: Story, **typed: str) -> JsonObject:
    """Return the same input for each of the allegations."""
    return {f"{name}_{one.id.hex}": said for one in story.view.allegations.all for name, said in typed.items()}


def last_event(story: Story, kind: str) -> UUID:
    """Return the id of the latest event of a kind."""
    stream = f"case/{story.view.case}"
    return [one.event.id for one in access.recorded_in(stream) if one.event.type == kind][-1]


def declare(story: Story, *names: str) -> None:
    """Let people who are to decide say that nothing ties them to anybody in the case."""
    for first in names:
        story.by(first, V.DECLARE_INTERESTS, answer="free")


def hearing_set(story: Story) -> None:
    """From the charges to a panel and the day of its hearing."""
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", V.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    declare(story, "paul", "petra", "pia")
    story.by("ada", V.SERVE_PANEL_LIST, confirmed="on")
    story.open_letter(story.respondent, last_event(story, "case.panel_list_served"))
    story.wait(20)
    day = story.view.today + timedelta(days=40)
    arrangements = "By video. For an interpreter, ring 020 7946 0000."
    story.by("ada", V.FORM_PANEL, hearing_on=day, arrangements=arrangements, hearing_at="10:00", hearing_minutes=240)
    story.open_letter(story.respondent, last_event(story, "case.panel_formed"))


def sat(story: Story) -> None:
    """From the charges to the day on which the panel withdraws to deliberate."""
    hearing_set(story)
    hearing_opened(story)
    story.by("paul", V.OPEN_DELIBERATION, last_word_offered="yes")


def hearing_opened(story: Story) -> None:
    """The bundle is served, the day comes, and a sitting is recorded."""
    story.by(story.investigator, V.SERVE_BUNDLE, evidence=sorted(story.view.evidence.copy_keys))
    story.wait(40)
    present = [story.name(first) for first in PANEL]
    story.by("paul", V.OPEN_HEARING, present=present, respondent_present="yes")
    story.by("ada", V.RECORD_ATTENDANCE, throughout=present, respondent_present="yes", note="")


def hold_hearing(story: Story) -> None:
    """From the charges to saved findings."""
    sat(story)
    save_findings(story)


def save_findings(story: Story) -> None:
    """Sign and save the findings, and name what may weigh."""
    sign_findings(story)
    copies = sorted(story.view.evidence.copy_keys)
    findings: JsonObject = {}
    for n, _ in enumerate(story.alleged, 1):
        findings |= {f"charge_{n}_{name}": said for name, said in finding_input(copies).items()}
    story.two("paul", "petra", V.RECORD_FINDINGS, **findings)
    name_factors(story)


def recommend(story: Story) -> None:
    """From saved findings to the board."""
    sheet = {
        "level": 6,
        "term_days": "90 days",
        "lower_5_days": "12 months",
        **{name: [1] for name in ("lower_5_keeps", "lower_3_keeps")},
        "condition_1": "Complete a course on honest dealing with customers.",
        "condition_1_proof": "The certificate of the course.",
        "condition_1_days": 120,
        "wording": "A suspension of ninety days and a course.",
        "lower_level": "Probation would not show that written promises count.",
        "reasons": "A written promise was denied to a customer who relied on it.",
    }
    recommend_sanction(story, sheet)


def recommend_sanction(story: Story, sheet: Values) -> None:
    """Read the findings as the respondent; then two members of the panel recommend what the sheet says."""
    story.by("paul", V.OPEN_HISTORY, confirmed="on")
    story.open_letter(story.respondent, last_event(story, "case.factors_named"))
    story.wait(20)
    story.two("paul", "petra", V.RECOMMEND_SANCTION, **severities_of(story), **sheet)


def severities_of(story: Story) -> JsonObject:
    """Return what the panel types of how grave each proven charge was."""
    return {f"severity_{n}": grave for n, (_, grave) in enumerate(story.alleged, 1)}


BOARD = ("bo", "bruno", "bella", "ben", "birgit", "boris", "beth")


def decide(story: Story) -> None:
    """From the recommendation to the board's decision, by a ballot."""
    open_ballot(story, "The panel recommends a suspension of ninety days and a course.")
    vote_for(story, *(option for option in Option if option.level is not None))
    send_decision(story, reasons="The board follows the panel.", wording="You are suspended for ninety days.")


def carry_option(story: Story, *wanted: Option) -> None:
    """Send the papers, and let the board carry the first of these options that is put."""
    open_ballot(story, "The papers hold what there is to decide on.")
    vote_for(story, *wanted)


def open_ballot(story: Story, minute: str) -> None:
    """Send the papers out, let everybody declare, and open the ballot."""
    send_papers(story, minute)
    declare(story, *BOARD)
    story.wait(12)
    story.by("bea", V.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))


def vote_for(story: Story, *wanted: Option) -> None:
    """Let everybody who may vote support the wanted motions and the highest wanted level, and the ballot close."""
    ballot = story.view.board.ballot
    assert ballot is not None
    for first in (one for one in BOARD if story.name(one) in {str(voter) for voter in ballot.voters}):
        story.by(first, V.CAST_VOTE, **votes_for(ballot.motions, *wanted))
    story.wait(3)


def send_papers(story: Story, minute: str) -> None:
    """Send the papers to the board, and let the respondent open the letter that serves them."""
    story.two("bea", "ada", V.SEND_BOARD_PACK, minute=minute)
    story.open_letter(story.respondent, last_event(story, "case.board_pack_sent"))


def read_decision(story: Story) -> None:
    """Read the decision as the respondent, and let the time to appeal pass."""
    story.open_letter(story.respondent, last_event(story, "case.board_decided"))
    story.wait(40)


def final(story: Story) -> None:
    """From the decision to its finality, and to its effect in the register."""
    read_decision(story)
    story.by("reg", V.APPLY_SANCTION, note="Suspended from today. Committee seats and voting rights rest.")


def monitor(story: Story) -> None:
    """Publish the sanction, and fulfil and verify its condition."""
    story.by("bea", V.SEAT_MONITORS, persons=[story.name("mona"), story.name("milo")])
    text = "Suspended for ninety days for denying a written promise to a customer."
    story.by("ada", V.APPROVE_PUBLICATION_TEXT, text=text)
    story.by("dee", V.APPROVE_PUBLICATION_TEXT, text=text)
    expires = story.view.today + timedelta(days=3 * 365)
    story.by("bea", V.PUBLISH_SANCTION, expires_on=expires, nobody_else="on")
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by(story.respondent, V.FILE_CONDITION_EVIDENCE, condition=condition, statement="I took the course in March.")
    story.two("mona", "milo", V.VERIFY_CONDITION, condition=condition, reasons="The certificate is genuine.")


def complete(story: Story) -> None:
    """Let the term end, and close the file."""
    story.two("mona", "milo", V.COMPLETE_MONITORING, confirmed="on")
