"""Reading a body's books: what ICSRM's say, and an invented body's."""

from datetime import date

from policy.editions.names import CLOCKS, CLOSING_CODES, DECIDED, LIMITS
from policy.editions.rulebook import rules_from
from policy.rules import ClockRule, Level, Severity
from tests.policy.books import ICSRM, guild, icsrm

COMMITMENTS = (
    "To promote exceptional customer service and relationship management as a force for building trust, loyalty, and "
    "long-term success.",
    "To champion ethical, fair, and transparent business practices that prioritize customer and stakeholder well-being.",
    "To foster a culture of continuous learning, adaptability, and service innovation.",
    "To encourage environments that support open dialogue, collaboration, and knowledge sharing.",
    "To drive excellence in customer experience through proactive engagement, strategic insights, and data-driven "
    "decision-making.",
    "To promote professional growth, skill development, and career advancement within the customer service and "
    "relationship management fields.",
    "To consistently create and deliver value through service excellence and customer-centric strategies.",
    "To uphold best practices in service leadership, empathy, and proactive problem-solving.",
    "To celebrate diversity, inclusivity, and global perspectives as key drivers of outstanding customer experiences.",
    "To act with integrity, respect, and accountability, recognizing that exceptional service is built on trust and "
    "ethical conduct.",
)
PLEDGE = (
    "I do hereby solemnly pledge to commit myself to the pursuit of service excellence in all my professional and "
    "personal endeavors.",
    "From this day forward, I will strive to approach my work with purpose, integrity, and a deep commitment to building "
    "meaningful relationships. I will uphold the highest standards of customer service, exercising empathy, "
    "responsiveness, and continuous improvement to create lasting value that enhances experiences and strengthens "
    "connections in the world around me.",
)
DAYS = {
    1: "SWEEP",
    2: "FILING_CHECK",
    3: "MENTION KEEP_AWAY LAST_WORD MINUTE WITHHOLDING LATE_EVIDENCE",
    5: "DECLARATION MINUTE_APPROVAL BLIND_READING",
    7: "ACK REQUEST RESPONSE_GRACE MINORITY SANCTION_VIEWS REASONS BOARD_PAPERS",
    10: "PANEL_CHALLENGE APPEAL_CHALLENGE",
    14: "CODE_CLAIM WITHDRAWAL_WAIT INFO NOTICE_ACK REPLY REPORT_COMMENTS CONSENT_VIEWS PANEL_LIST BUNDLE NEW_CHARGES "
    "FINDINGS CROSS_APPEAL APPEAL_DECISION INTERIM_SHOW_CAUSE INTERIM_URGENT CONDITION_GRACE "
    "BREACH_NOTICE",
    21: "SCREEN CTA CONSENT APPEAL_NOTICE",
    28: "REVIEW REVIEW_DECISION APPEAL_SIFT SLIP",
    30: "HEALTH_PAUSE STATUS RESPONSE HEARING_NOTICE REMIT APPEAL LATE_APPEAL",
    45: "EARLY_RESOLUTION BOARD_VOTE",
    90: "FEEDBACK INVESTIGATION APPEAL_HEARING INTERIM_REVIEW HOLD_REVIEW HEALTH_REVIEW",
    365: "INTERIM_CAP",
}


def test_the_commitments_and_the_pledge_stand_word_for_word() -> None:
    books = icsrm()
    assert tuple(each.text for each in books.code.commitments) == COMMITMENTS
    assert books.oath.pledge == PLEDGE


def test_each_commitment_is_explained_with_two_examples() -> None:
    code = icsrm().code
    assert [each.number for each in code.commitments] == list(range(1, 11))
    assert [len(set(each.examples)) for each in code.commitments] == [2] * 10
    assert len({each.title for each in code.commitments}) == 10


def test_every_clock_has_its_number() -> None:
    clocks = icsrm().rules.clocks
    expected = {name: days for days, names in DAYS.items() for name in names.split()}
    assert {name: rule.days for name, rule in clocks.items() if rule.days is not None} == expected
    assert {name: rule.years for name, rule in clocks.items() if rule.years is not None} == {
        "REOPEN": 2,
        "LIMITATION": 3,
        "LIMITATION_LONGSTOP": 6,
    }
    assert {name: rule.extension for name, rule in clocks.items() if rule.extension} == {
        "INFO": 14,
        "FEEDBACK": 90,
        "RESPONSE": 30,
        "INVESTIGATION": 90,
    }
    assert {name for name, rule in clocks.items() if rule.business} == {
        "SWEEP",
        "KEEP_AWAY",
        "MENTION",
        "BLIND_READING",
        "DECLARATION",
        "LAST_WORD",
        "MINUTE",
        "MINUTE_APPROVAL",
        "WITHHOLDING",
        "LATE_EVIDENCE",
        "FILING_CHECK",
    }
    assert {name for name, rule in clocks.items() if rule.back} == {"BUNDLE", "NEW_CHARGES"}
    assert clocks["BUNDLE"] == ClockRule(name="BUNDLE", days=14, back=True)


def test_the_ladder_says_what_is_public_and_for_how_long() -> None:
    rules = icsrm().rules
    assert rules.public_from is Level.L4
    assert [level for level, step in rules.ladder.items() if not step.sanction] == [Level.L0, Level.L1]
    assert str(rules.ladder[Level.L6].shortest) == "30 days"
    assert str(rules.ladder[Level.L6].longest) == "24 months"
    assert rules.ladder[Level.L7].no_return == (3, 5)
    assert [level for level, step in rules.ladder.items() if step.abeyance] == [Level.L5]


def test_some_cells_of_the_matrix() -> None:
    matrix = icsrm().rules.matrix
    assert matrix[1, Severity.S1] == (Level.L1, Level.L3)
    assert matrix[7, Severity.S4] == (Level.L6, Level.L7)
    assert matrix[9, Severity.S3] == (Level.L6, Level.L6)
    assert len(matrix) == 40


def test_both_bodies_give_every_name_the_procedure_asks_for() -> None:
    for rules in (icsrm().rules, guild().rules):
        assert set(rules.clocks) == CLOCKS | DECIDED
        assert set(rules.closing_codes) == CLOSING_CODES
        assert set(rules.limits) == set(LIMITS)


def test_an_invented_body_goes_the_same_road() -> None:
    books = guild()
    assert len(books.code.commitments) == 4
    assert len(books.rules.matrix) == 16
    assert books.rules.clocks["RESPONSE"].days == 21
    assert books.rules.in_force_from == date(2023, 6, 1)


def test_values_kept_elsewhere_give_the_same_rules() -> None:
    books = icsrm()
    assert rules_from(books.rulebook_values, name="kept") == books.rules


def test_no_app_names_a_body() -> None:
    root = ICSRM.parents[2]
    apps = ("accounts", "casework", "ledger", "notifications", "policy", "vault")
    sources = [path for app in apps for path in (root / app).rglob("*.py")]
    assert [path.name for path in sources if "icsrm" in path.read_text(encoding="utf-8").lower()] == []
