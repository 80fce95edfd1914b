"""Every address of the pages, an audience a block."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from casework.procedure.notes.forms import Ask
from casework.vocabulary import Thread
from casework.web import steps
from casework.web.caller import report as caller_report
from casework.web.caller import slip as caller_slip
from casework.web.cases import pages as case_pages
from casework.web.conversation import thread as conversation
from casework.web.deciders import after_vote, appeal, board, pack, panel
from casework.web.desk import case_history, case_tabs, notes, screening_sheet, seats_sheet, team
from casework.web.evidence import case_bundle, comparing, covering
from casework.web.files.viewer import DOWNLOAD
from casework.web.members import oath as member
from casework.web.members import signing
from casework.web.public import checking, pages
from casework.web.queue import acts as queue_acts
from casework.web.queue import asking as queue_asking
from casework.web.queue import marks as queue_marks
from casework.web.queue import page as queue
from casework.web.queue import papers as queue_papers
from casework.web.queue import person as queue_person
from casework.web.queue import place as queue_place
from casework.web.queue import views as queue_views
from casework.web.record import alarms, auditor
from casework.web.reporter import chosen_part, follow
from casework.web.requests import tells_a_drawer

STEP = tells_a_drawer(login_required(steps.step_page))

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
    path("member/oath/", member.oath_page, name="own_oath"),
    path("member/oath/sign/", member.sign_page, name="sign_oath"),
    path("member/oath/<uuid:entry>/receipt/<str:form>/", member.receipt_file, name="oath_receipt"),
    path("member/acts/<uuid:entry>/receipt/", member.last_act_receipt, name="last_act_receipt"),
    path("signing/<slug:capacity>/", signing.key_page, name="signing_key"),
    path("signing/<slug:capacity>/remove/", signing.remove_key, name="remove_signing_key"),
    path("follow-up/", follow.follow, name="follow_up"),
    path("follow-up/person/", chosen_part.choose, name="follow_up_person"),
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
    path(
        "board/cases/<str:reference>/bundle/report/",
        case_bundle.report,
        {"home": "board_bundle"},
        name="board_bundle_report",
    ),
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
    path(
        "panel/<str:reference>/bundle/report/", case_bundle.report, {"home": "panel_bundle"}, name="panel_bundle_report"
    ),
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
    path(
        "appeal/<str:reference>/bundle/report/",
        case_bundle.report,
        {"home": "appeal_bundle"},
        name="appeal_bundle_report",
    ),
    path("appeal/<str:reference>/do/<str:verb>/", STEP, {"audience": "appeal"}, name="appeal_step"),
    path("desk/queue/", queue.queue_page, name="queue"),
    path("desk/queue/act/", queue_acts.queue_act, name="queue_act"),
    path("desk/queue/ask/progress/", queue_asking.queue_ask, {"ask": Ask.PROGRESS}, name="queue_ask"),
    path(
        "desk/queue/ask/step-out/<slug:officer>/",
        queue_asking.queue_ask,
        {"ask": Ask.STEP_OUT},
        name="queue_ask_to_step_out",
    ),
    path("desk/queue/mark/", queue_marks.queue_mark, name="queue_mark"),
    path("desk/queue/views/", queue_views.save_queue_view, name="queue_views"),
    path("desk/queue/person/", queue_person.find_person, name="queue_person"),
    path("desk/queue/papers/", queue_papers.find_in_papers, name="queue_papers"),
    path("desk/queue/papers/<uuid:handle>/", queue_papers.found_in_papers, name="queue_papers_found"),
    path("desk/queue/<str:reference>/<slug:way>/", queue_place.beside, name="queue_beside"),
    path("desk/report/", caller_report.take, name="take_report"),
    path("desk/report/read-back/", caller_report.read_back, name="read_back"),
    path("desk/report/slip/", caller_slip.slip, name="caller_slip"),
    path("desk/team/", team.team_page, name="team"),
    path("desk/away/", team.away_page, name="own_absence"),
    path("desk/flood/", queue.release_flood, name="release_flood"),
    path("desk/cases/<str:reference>/", case_tabs.overview, name="case"),
    path("desk/cases/<str:reference>/allegations/", case_tabs.allegations, name="case_allegations"),
    path("desk/cases/<str:reference>/allegations/<int:number>/", case_tabs.allegation, name="case_allegation"),
    path("desk/cases/<str:reference>/screening/", screening_sheet.screening_sheet, name="screening_sheet"),
    path("desk/cases/<str:reference>/seats/", seats_sheet.seats_sheet, name="seats_sheet"),
    path("desk/cases/<str:reference>/evidence/", case_tabs.evidence, name="case_evidence"),
    path("desk/cases/<str:reference>/notes/", notes.notes_page, name="case_notes"),
    path("desk/cases/<str:reference>/notes/tasks/", notes.change_tasks, name="case_tasks"),
    path("desk/cases/<str:reference>/notes/tasks/new/", notes.new_task, name="case_new_task"),
    path("desk/cases/<str:reference>/notes/<uuid:note>/", notes.note_page, name="case_note"),
    path("desk/cases/<str:reference>/history/", case_history.history, name="case_history"),
    path("desk/cases/<str:reference>/chain/", case_pages.chain_shown, {"audience": "staff"}, name="chain"),
    path("desk/cases/<str:reference>/files/<uuid:file>/", case_pages.file_shown, {"audience": "staff"}, name="file"),
    path(f"desk/cases/<str:reference>/files/<uuid:file>/{DOWNLOAD}", case_pages.file_sent, name="file_download"),
    path(f"desk/cases/<str:reference>/files/<uuid:file>/{PART}", case_pages.part_shown, name="file_part"),
    path("desk/cases/<str:reference>/conversation/<str:thread>/", conversation.desk_conversation, name="conversation"),
    path("desk/cases/<str:reference>/bundle/", case_bundle.bundle, {"home": "bundle"}, name="bundle"),
    path("desk/cases/<str:reference>/bundle/pages/<int:number>/", case_bundle.picture, name="bundle_picture"),
    path("desk/cases/<str:reference>/bundle/pdf/", case_bundle.pdf, name="bundle_pdf"),
    path("desk/cases/<str:reference>/bundle/report/", case_bundle.report, {"home": "bundle"}, name="bundle_report"),
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
