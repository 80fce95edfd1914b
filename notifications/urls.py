"""Every address of letters and of what hangs on them; none is ever put into a mail."""

from django.urls import path

from notifications import web

urlpatterns = [
    path("member/", web.member_inbox, name="member_inbox"),
    path("member/letters/<str:reference>/", web.member_letter, name="member_letter"),
    path("member/cases/<str:reference>/", web.member_case, name="member_case"),
    path("member/cases/<str:reference>/files/<uuid:copy>/", web.member_file, name="member_file"),
    path("member/cases/<str:reference>/sent/", web.member_sent, name="member_sent"),
    path("member/cases/<str:reference>/sent/files/<uuid:file>/", web.member_sent_file, name="member_sent_file"),
    path("member/cases/<str:reference>/receipts/<uuid:entry>/<str:form>/", web.member_receipt, name="member_receipt"),
    path("member/cases/<str:reference>/chain/", web.member_chain, name="member_chain"),
    path("member/cases/<str:reference>/do/<str:verb>/", web.member_step, name="member_step"),
    path("desk/messages/", web.desk_inbox, name="desk_inbox"),
    path("desk/messages/<str:reference>/", web.desk_letter, name="desk_letter"),
    path("follow-up/letters/", web.reporter_inbox, name="reporter_inbox"),
    path("follow-up/letters/<str:reference>/", web.reporter_letter, name="reporter_letter"),
]
