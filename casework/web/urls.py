"""Every address of the pages, an audience a block."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from casework.vocabulary import Thread
from casework.web import (
    after_vote,
    alarms,
    appeal,
    auditor,
    board,
    case_bundle,
    case_pages,
    case_tabs,
    comparing,
    conversation,
    covering,
    follow,
    member,
    notes,
    pack,
    panel,
    queue,
    queue_acts,
    queue_person,
    queue_place,
    queue_views,
    signing,
    steps,
)
from casework.web.public import checking, pages, receipt, report
from casework.web.public.evidence import copy, evidence, picture
from casework.web.public.evidence_uploads import upload
from casework.web.viewer import DOWNLOAD

STEP = login_required(steps.step_page)

PART = "parts/<slug:part>/<int:number>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("code/", pages.code, name="code"),
    path("code/<slug:key>/", pages.code, name="code_edition"),
    path("oath/", pages.oath, name="oath"),
    path("oath/<slug:key>/", pages.oath, name="oath_edition"),
    path("procedure/", pages.procedure, name="procedure"),
    path("procedure/<slug:key>/", pages.procedure, name="procedure_edition"),
    path("register/", pages.register, name="register"),
    path("verify/", checking.verify, name="verify"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("leave/", pages.leave, name="leave"),
    path("report/", pages.start, name="start"),
    path("report/begin", report.begin, name="begin_report"),
    path("report/<uuid:handle>/", report.resume, name="resume_report"),
    path("report/<uuid:handle>/words/", report.words, name="report_words"),
    path("report/<uuid:handle>/words/file/", report.words_file, name="report_words_file"),
    path("report/<uuid:handle>/discard/", report.discard, name="discard_report"),
    path("report/<uuid:handle>/check/", report.check, name="check_report"),
    path("report/<uuid:handle>/receipt/", receipt.receipt, name="receipt"),
    path("report/<uuid:handle>/receipt/<int:which>/<str:form>/", receipt.receipt_file, name="receipt_file"),
    path("report/<uuid:handle>/evidence/", evidence, name="report_evidence"),
    path("report/<uuid:handle>/evidence/uploads/<uuid:upload>/", upload, name="report_upload"),
    path("report/<uuid:handle>/evidence/<uuid:file>/picture/", picture, name="report_picture"),
    path("report/<uuid:handle>/evidence/<uuid:file>/copy/", copy, name="report_copy"),
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
    path(f"follow-up/sent/files/<uuid:file>/{DOWNLOAD}", follow.sent_download, name="follow_up_sent_file_download"),
    path(f"follow-up/sent/files/<uuid:file>/{PART}", follow.sent_part, name="follow_up_sent_file_part"),
    path("follow-up/sent/receipts/<uuid:entry>/<str:form>/", follow.sent_receipt, name="follow_up_sent_receipt"),
    path("follow-up/conversation/", follow.conversation, {"thread": Thread.REPORTER}, name="follow_up_conversation"),
    path(
        "follow-up/conversation/protection/",
        follow.conversation,
        {"thread": Thread.REPORTER_PROTECTION},
        name="follow_up_protection",
    ),
    path("follow-up/claim/", follow.claim, name="claim_code"),
    path("follow-up/receipt/", follow.receipt, name="follow_up_receipt"),
    path("follow-up/receipt/<str:form>/", follow.receipt_file, name="follow_up_receipt_file"),
    path("follow-up/leave/", follow.leave, name="follow_up_leave"),
    path("ledger/", auditor.record_shown, name="record"),
    path("ledger/state/", auditor.state_shown, name="record_state"),
    path("alarms/<slug:kind>/take/", alarms.alarm_taken, name="take_alarm"),
    path("board/", board.docket_page, name="docket"),
    path("board/cases/<str:reference>/", board.case_shown, name="board_case"),
    *(
        path(
            f"board/cases/<str:reference>/{screen}/", pack.screen_shown, {"screen": screen.value}, name=f"pack_{screen}"
        )
        for screen in pack.SHOWN
        if screen is not pack.Screen.QUESTION
    ),
    path("board/cases/<str:reference>/vote/", after_vote.vote_shown, name="board_vote"),
    path("board/cases/<str:reference>/vote/receipt/", after_vote.receipt_sent, name="board_vote_receipt"),
    path("board/cases/<str:reference>/result/", after_vote.result_shown, name="board_result"),
    path("board/cases/<str:reference>/chain/", case_pages.chain_shown, {"audience": "board"}, name="board_chain"),
    path(
        "board/cases/<str:reference>/files/<uuid:file>/",
        case_pages.file_shown,
        {"audience": "board"},
        name="board_file",
    ),
    path(f"board/cases/<str:reference>/files/<uuid:file>/{DOWNLOAD}", case_pages.file_sent, name="board_file_download"),
    path(f"board/cases/<str:reference>/files/<uuid:file>/{PART}", case_pages.part_shown, name="board_file_part"),
    path("board/cases/<str:reference>/bundle/", case_bundle.bundle, {"home": "board_bundle"}, name="board_bundle"),
    path("board/cases/<str:reference>/bundle/pages/<int:number>/", case_bundle.picture, name="board_bundle_picture"),
    path("board/cases/<str:reference>/bundle/pdf/", case_bundle.pdf, name="board_bundle_pdf"),
    path("board/cases/<str:reference>/do/<str:verb>/", STEP, {"audience": "board"}, name="board_step"),
    path("panel/<str:reference>/", panel.section_shown, {"section": "now"}, name="panel_case"),
    path("panel/<str:reference>/door/", panel.door, name="panel_door"),
    *(
        path(f"panel/<str:reference>/{section}/", panel.section_shown, {"section": section}, name=f"panel_{section}")
        for section in ("days", "hearing", "findings", "sanction")
    ),
    path("panel/<str:reference>/bundle/", case_bundle.bundle, {"home": "panel_bundle"}, name="panel_bundle"),
    path("panel/<str:reference>/bundle/pages/<int:number>/", case_bundle.picture, name="panel_bundle_picture"),
    path("panel/<str:reference>/bundle/pdf/", case_bundle.pdf, name="panel_bundle_pdf"),
    path("panel/<str:reference>/do/<str:verb>/", STEP, {"audience": "panel"}, name="panel_step"),
    path("appeal/<str:reference>/", appeal.section_shown, {"section": "now"}, name="appeal_case"),
    path("appeal/<str:reference>/door/", appeal.door, name="appeal_door"),
    *(
        path(f"appeal/<str:reference>/{section}/", appeal.section_shown, {"section": section}, name=f"appeal_{section}")
        for section in ("days", "hearing", "decision")
    ),
    path("appeal/<str:reference>/bundle/", case_bundle.bundle, {"home": "appeal_bundle"}, name="appeal_bundle"),
    path("appeal/<str:reference>/bundle/pages/<int:number>/", case_bundle.picture, name="appeal_bundle_picture"),
    path("appeal/<str:reference>/bundle/pdf/", case_bundle.pdf, name="appeal_bundle_pdf"),
    path("appeal/<str:reference>/do/<str:verb>/", STEP, {"audience": "appeal"}, name="appeal_step"),
    path("desk/queue/", queue.queue_page, name="queue"),
    path("desk/queue/act/", queue_acts.queue_act, name="queue_act"),
    path("desk/queue/bulk/", queue_acts.queue_bulk, name="queue_bulk"),
    path("desk/queue/views/", queue_views.save_queue_view, name="queue_views"),
    path("desk/queue/person/", queue_person.find_person, name="queue_person"),
    path("desk/queue/<str:reference>/<slug:way>/", queue_place.beside, name="queue_beside"),
    path("desk/flood/", queue.release_flood, name="release_flood"),
    path("desk/cases/<str:reference>/", case_tabs.overview, name="case"),
    path("desk/cases/<str:reference>/allegations/", case_tabs.allegations, name="case_allegations"),
    path("desk/cases/<str:reference>/evidence/", case_tabs.evidence, name="case_evidence"),
    path("desk/cases/<str:reference>/notes/", notes.notes_page, name="case_notes"),
    path("desk/cases/<str:reference>/notes/tasks/", notes.change_tasks, name="case_tasks"),
    path("desk/cases/<str:reference>/notes/tasks/new/", notes.new_task, name="case_new_task"),
    path("desk/cases/<str:reference>/notes/<uuid:note>/", notes.note_page, name="case_note"),
    path("desk/cases/<str:reference>/history/", case_tabs.history, name="case_history"),
    path("desk/cases/<str:reference>/chain/", case_pages.chain_shown, {"audience": "staff"}, name="chain"),
    path("desk/cases/<str:reference>/files/<uuid:file>/", case_pages.file_shown, {"audience": "staff"}, name="file"),
    path(f"desk/cases/<str:reference>/files/<uuid:file>/{DOWNLOAD}", case_pages.file_sent, name="file_download"),
    path(f"desk/cases/<str:reference>/files/<uuid:file>/{PART}", case_pages.part_shown, name="file_part"),
    path("desk/cases/<str:reference>/conversation/<str:thread>/", conversation.desk_conversation, name="conversation"),
    path("desk/cases/<str:reference>/bundle/", case_bundle.bundle, {"home": "bundle"}, name="bundle"),
    path("desk/cases/<str:reference>/bundle/pages/<int:number>/", case_bundle.picture, name="bundle_picture"),
    path("desk/cases/<str:reference>/bundle/pdf/", case_bundle.pdf, name="bundle_pdf"),
    path("desk/cases/<str:reference>/copies/", covering.copies_page, name="copies"),
    path("desk/cases/<str:reference>/compare/", comparing.compare_page, name="compare"),
    path(
        "desk/cases/<str:reference>/compare/<int:number>/<slug:side>/",
        comparing.compare_part,
        name="compare_part",
    ),
    path("desk/cases/<str:reference>/evidence/<uuid:evidence>/cover/", covering.cover_page, name="cover"),
    path(
        "desk/cases/<str:reference>/evidence/<uuid:evidence>/cover/<int:number>/<slug:side>/",
        covering.cover_picture,
        name="cover_picture",
    ),
    path("desk/cases/<str:reference>/do/<str:verb>/", STEP, {"audience": "desk"}, name="step"),
]
