"""Every address of the pages, an audience a block."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from casework.web import alarms, auditor, board, case_pages, follow, member, queue, signing, steps
from casework.web.public import checking, pages, receipt, report
from casework.web.public.evidence import evidence

STEP = login_required(steps.step_page)

urlpatterns = [
    path("", pages.home, name="home"),
    path("code/", pages.code, name="code"),
    path("code/<slug:key>/", pages.code, name="code_edition"),
    path("oath/", pages.oath, name="oath"),
    path("oath/<slug:key>/", pages.oath, name="oath_edition"),
    path("register/", pages.register, name="register"),
    path("verify/", checking.verify, name="verify"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("leave/", pages.leave, name="leave"),
    path("report/", pages.start, name="start"),
    path("report/begin", report.begin, name="begin_report"),
    path("report/<uuid:handle>/", report.resume, name="resume_report"),
    path("report/<uuid:handle>/check/", report.check, name="check_report"),
    path("report/<uuid:handle>/declaration/", report.declare, name="declare_report"),
    path("report/<uuid:handle>/receipt/", receipt.receipt, name="receipt"),
    path("report/<uuid:handle>/receipt/<int:which>/<str:form>/", receipt.receipt_file, name="receipt_file"),
    path("report/<uuid:handle>/evidence/", evidence, name="report_evidence"),
    path("report/<uuid:handle>/<slug:page>/", report.question, name="report_question"),
    path("member/oath/", member.oath_page, name="own_oath"),
    path("member/oath/sign/", member.sign_page, name="sign_oath"),
    path("member/oath/<uuid:entry>/receipt/<str:form>/", member.receipt_file, name="oath_receipt"),
    path("member/acts/<uuid:entry>/receipt/", member.last_act_receipt, name="last_act_receipt"),
    path("signing/<slug:capacity>/", signing.key_page, name="signing_key"),
    path("signing/<slug:capacity>/remove/", signing.remove_key, name="remove_signing_key"),
    path("follow-up/", follow.follow, name="follow_up"),
    path("follow-up/person/", follow.choose, name="follow_up_person"),
    path("follow-up/do/<str:verb>/", follow.step, name="follow_up_step"),
    path("follow-up/sent/", follow.sent_page, name="follow_up_sent"),
    path("follow-up/sent/files/<uuid:file>/", follow.sent_file, name="follow_up_sent_file"),
    path("follow-up/sent/receipts/<uuid:entry>/<str:form>/", follow.sent_receipt, name="follow_up_sent_receipt"),
    path("follow-up/claim/", follow.claim, name="claim_code"),
    path("follow-up/receipt/", follow.receipt, name="follow_up_receipt"),
    path("follow-up/receipt/<str:form>/", follow.receipt_file, name="follow_up_receipt_file"),
    path("follow-up/leave/", follow.leave, name="follow_up_leave"),
    path("ledger/", auditor.record_shown, name="record"),
    path("ledger/state/", auditor.state_shown, name="record_state"),
    path("alarms/<slug:kind>/take/", alarms.alarm_taken, name="take_alarm"),
    path("board/", board.docket_page, name="docket"),
    path("board/cases/<str:reference>/", board.case_shown, name="board_case"),
    path("board/cases/<str:reference>/chain/", case_pages.chain_shown, {"audience": "board"}, name="board_chain"),
    path("board/cases/<str:reference>/files/<uuid:file>/", case_pages.file_shown, name="board_file"),
    path("board/cases/<str:reference>/do/<str:verb>/", STEP, {"audience": "board"}, name="board_step"),
    path("desk/", queue.queue_page, name="queue"),
    path("desk/flood/", queue.release_flood, name="release_flood"),
    path("desk/cases/<str:reference>/", case_pages.case_shown, name="case"),
    path("desk/cases/<str:reference>/chain/", case_pages.chain_shown, {"audience": "staff"}, name="chain"),
    path("desk/cases/<str:reference>/files/<uuid:file>/", case_pages.file_shown, name="file"),
    path("desk/cases/<str:reference>/do/<str:verb>/", STEP, {"audience": "desk"}, name="step"),
]
