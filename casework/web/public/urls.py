"""The addresses at which a report is written."""

from django.urls import path

from casework.web.public import pages, receipt, report
from casework.web.public.evidence import copy, evidence, picture
from casework.web.public.evidence_uploads import upload

urlpatterns = [
    path("", pages.start, name="start"),
    path("begin", report.begin, name="begin_report"),
    path("<uuid:handle>/", report.resume, name="resume_report"),
    path("<uuid:handle>/words/", report.words, name="report_words"),
    path("<uuid:handle>/words/file/", report.words_file, name="report_words_file"),
    path("<uuid:handle>/discard/", report.discard, name="discard_report"),
    path("<uuid:handle>/check/", report.check, name="check_report"),
    path("<uuid:handle>/receipt/", receipt.receipt, name="receipt"),
    path("<uuid:handle>/receipt/<int:which>/<str:form>/", receipt.receipt_file, name="receipt_file"),
    path("<uuid:handle>/evidence/", evidence, name="report_evidence"),
    path("<uuid:handle>/evidence/uploads/<uuid:upload>/", upload, name="report_upload"),
    path("<uuid:handle>/evidence/<uuid:file>/picture/", picture, name="report_picture"),
    path("<uuid:handle>/evidence/<uuid:file>/copy/", copy, name="report_copy"),
    path("<uuid:handle>/<slug:page>/", report.question, name="report_question"),
]
