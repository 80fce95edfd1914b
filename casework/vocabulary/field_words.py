"""Labels of the sealed fields that several events share, and of the names inside such a field.

The label of a field that only one event has stands in `labels` of that event.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from casework.vocabulary.report_fields import words_on_case
from casework.vocabulary.report_shape import Words

_OTHERS: Mapping[str, Words] = {
    "act": _("What was done"),
    "admission": _("Admission"),
    "aggravating": _("Aggravating"),
    "allegation": _("Allegation"),
    "allegations": _("Allegations"),
    "also_accused": _("Who else the report is about"),
    "answer": _("Answer"),
    "asks": _("What has to be done"),
    "basis": _("Basis"),
    "breaches": _("Breaches the Code"),
    "cause": _("Cause"),
    "comment": _("Comment"),
    "commitment": _("Commitment"),
    "complaint": _("The complaint"),
    "conditions": _("Conditions"),
    "conduct": _("Conduct"),
    "days": _("Days"),
    "days_said": _("The days, as the reporter gave them"),
    "days_to_answer": _("Days to answer"),
    "defect": _("Defect"),
    "details": _("Details"),
    "edition": _("Edition"),
    "email": _("E-mail"),
    "employer": _("Where they work"),
    "evidence": _("Evidence"),
    "factor": _("Factor"),
    "factors": _("Factors"),
    "facts": _("What was found"),
    "for": _("For"),
    "ground": _("Ground"),
    "grounds": _("Grounds"),
    "happened": _("Happened"),
    "input": _("What was put forward"),
    "interest": _("Public interest"),
    "kind": _("Kind"),
    "lasted": _("How long"),
    "lower_level": _("Why nothing lower"),
    "measure": _("The measure"),
    "member": _("Member"),
    "message": _("Message"),
    "mitigating": _("Mitigating"),
    "name": _("Name"),
    "needed": _("Needed"),
    "note": _("Note"),
    "notice": _("Notice"),
    "notify": _("Mails about news go to"),
    "number": _("Number"),
    "oath": _("Oath in force"),
    "oaths": _("Oaths in force"),
    "option": _("Question"),
    "outside_range": _("Why outside the range"),
    "particular": _("Particular"),
    "particulars": _("Particulars"),
    "phone": _("Telephone"),
    "present": _("Present"),
    "proof": _("Proof"),
    "reason": _("Reason"),
    "reasons": _("Reasons"),
    "reference": _("Reference"),
    "report": _("Report"),
    "sanction": _("Sanction"),
    "shown_by": _("Shown by"),
    "statement": _("Statement"),
    "summary": _("Summary"),
    "terms": _("Terms"),
    "text": _("Text"),
    "title": _("Title"),
    "wording": _("Wording"),
    "words": _("Words to the reader"),
    "words_of_the_code": _("Words of the Code"),
}

if twice := _OTHERS.keys() & words_on_case().keys():
    raise ValueError(f"The report has fields with names that have other words already: {sorted(twice)}")

FIELDS: Mapping[str, Words] = {**words_on_case(), **_OTHERS}
