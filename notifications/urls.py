"""Every address of letters and of what hangs on them; none is ever put into a mail."""

from django.urls import path

from casework.vocabulary import Thread
from casework.web.files.viewer import DOWNLOAD
from casework.web.urls import PART
from notifications.member.pages import ANSWER, CASE_PAGES, name_of_page
from notifications.web import answer as web_answer
from notifications.web import bundle as web_bundle
from notifications.web import docket as web_docket
from notifications.web import drafts as web_drafts
from notifications.web import inbox as web
from notifications.web import letters as web_letters
from notifications.web import pack as web_pack
from notifications.web import parity as web_parity
from notifications.web import pdf as web_pdf
from notifications.web import result as web_result
from notifications.web import today as web_today
from notifications.web import waiting as web_waiting
from notifications.web.conversation import member_conversation

urlpatterns = [
    path("member/", web.member_inbox, name="member_inbox"),
    path("member/letters/<str:reference>/", web.member_letter, name="member_letter"),
    path("member/letters/<str:reference>/pdf/", web_pdf.member_letter_pdf, name="member_letter_pdf"),
    path("member/cases/<str:reference>/", web.member_case, name="member_case"),
    *(
        path(f"member/cases/<str:reference>/{page}/", web.member_case, {"page": page}, name=name_of_page(page))
        for page in CASE_PAGES
        if page not in ("now", ANSWER)
    ),
    path("member/cases/<str:reference>/answer/", web_answer.answer_list, name="member_answer"),
    path("member/cases/<str:reference>/answer/check/", web_answer.answer_check, name="member_answer_check"),
    path("member/cases/<str:reference>/answer/<slug:slug>/", web_answer.answer_page, name="member_answer_page"),
    path("member/cases/<str:reference>/files/<uuid:copy>/", web.member_file, name="member_file"),
    path(
        f"member/cases/<str:reference>/files/<uuid:copy>/{DOWNLOAD}",
        web.member_file_download,
        name="member_file_download",
    ),
    path(f"member/cases/<str:reference>/files/<uuid:copy>/{PART}", web.member_part, name="member_file_part"),
    path("member/cases/<str:reference>/bundle/", web_bundle.member_bundle, name="member_bundle"),
    path(
        "member/cases/<str:reference>/bundle/pages/<int:number>/",
        web_bundle.member_bundle_picture,
        name="member_bundle_picture",
    ),
    path("member/cases/<str:reference>/bundle/pdf/", web_bundle.member_bundle_pdf, name="member_bundle_pdf"),
    path(
        "member/cases/<str:reference>/conversation/",
        member_conversation,
        {"thread": Thread.RESPONDENT},
        name="member_conversation",
    ),
    path(
        "member/cases/<str:reference>/conversation/protection/",
        member_conversation,
        {"thread": Thread.RESPONDENT_PROTECTION},
        name="member_protection",
    ),
    path("member/cases/<str:reference>/sent/", web.member_sent, name="member_sent"),
    path("member/cases/<str:reference>/sent/files/<uuid:file>/", web.member_sent_file, name="member_sent_file"),
    path(
        f"member/cases/<str:reference>/sent/files/<uuid:file>/{DOWNLOAD}",
        web.member_sent_file_download,
        name="member_sent_file_download",
    ),
    path(
        f"member/cases/<str:reference>/sent/files/<uuid:file>/{PART}",
        web.member_sent_part,
        name="member_sent_file_part",
    ),
    path("member/cases/<str:reference>/receipts/<uuid:entry>/<str:form>/", web.member_receipt, name="member_receipt"),
    path("member/cases/<str:reference>/times/pdf/", web_parity.member_times_pdf, name="member_times_pdf"),
    path(
        "member/cases/<str:reference>/certificate/pdf/",
        web_parity.member_certificate_pdf,
        name="member_certificate_pdf",
    ),
    path("member/cases/<str:reference>/hearing.ics", web_docket.member_hearing_dates, name="member_hearing_dates"),
    path("member/cases/<str:reference>/chain/", web.member_chain, name="member_chain"),
    path("member/cases/<str:reference>/do/<str:verb>/", web.member_step, name="member_step"),
    path("board/cases/<str:reference>/dates.ics", web_docket.dates_shown, name="case_dates"),
    path("board/cases/<str:reference>/letter/", web_pack.draft_shown, name="pack_letter"),
    path("board/cases/<str:reference>/result/letter/", web_result.letter_shown, name="board_letter"),
    path("board/cases/<str:reference>/letter/whole/", web_pack.whole_draft, name="pack_letter_whole"),
    *(
        path(f"{under}/{end}", view, more, name=f"{home}_{name}")
        for home, under in (("panel_case", "panel/<str:reference>"), ("board_case", "board/cases/<str:reference>"))
        for end, view, more, name in (
            ("times/", web_parity.decider_times, {"home": home}, "times"),
            ("times/pdf/", web_parity.decider_times_pdf, {}, "times_pdf"),
            ("certificate/pdf/", web_parity.decider_certificate_pdf, {}, "certificate_pdf"),
        )
    ),
    path("desk/cases/<str:reference>/letters/", web_letters.letters_shown, name="case_letters"),
    path("desk/cases/<str:reference>/letters/<str:seat>/<int:number>/", web_letters.letter_shown, name="case_letter"),
    path(
        "desk/cases/<str:reference>/letters/<str:seat>/<int:number>/pdf/",
        web_pdf.case_letter_pdf,
        name="case_letter_pdf",
    ),
    path("desk/", web_today.today_page, name="today"),
    path("desk/drafts/", web_drafts.drafts_page, name="own_drafts"),
    path("desk/next/", web_today.next_to_do, name="next_to_do"),
    path("waiting/", web_waiting.waiting_page, name="waiting"),
    path("waiting/dates.ics", web_waiting.waiting_dates, name="waiting_dates"),
    path("waiting/mails/", web_waiting.waiting_mails, name="waiting_mails"),
    path("waiting/<uuid:item>/seen/", web_waiting.dismiss_notification, name="dismiss_notification"),
    path("waiting/<uuid:item>/back/", web_waiting.bring_notification_back, name="bring_notification_back"),
    path("desk/messages/", web.desk_inbox, name="desk_inbox"),
    path("desk/messages/<str:reference>/", web.desk_letter, name="desk_letter"),
    path("desk/messages/<str:reference>/pdf/", web_pdf.desk_letter_pdf, name="desk_letter_pdf"),
    path("follow-up/times/", web_parity.reporter_times, name="follow_up_times"),
    path("follow-up/times/pdf/", web_parity.reporter_times_pdf, name="follow_up_times_pdf"),
    path("follow-up/letters/", web.reporter_inbox, name="reporter_inbox"),
    path("follow-up/letters/<str:reference>/", web.reporter_letter, name="reporter_letter"),
    path("follow-up/letters/<str:reference>/pdf/", web_pdf.reporter_letter_pdf, name="reporter_letter_pdf"),
]
