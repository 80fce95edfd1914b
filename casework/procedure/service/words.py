"""The verbs of service, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.row import Step
from casework.procedure.service import actions, forms, several
from casework.procedure.service.steps import refuse_proof
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.RECORD_SERVICE,
        check=refuse_proof,
        form=forms.RecordServiceForm,
        several=several.SeveralProofsForm,
        label=_("Enter proof of service"),
        sentence=_(
            "First print the letter and post it, by a service that gives a receipt, to the member’s address in the register of"
            " members. That address is not kept here: the registrar has it. Ask by phone or in person. Give the member’s number"
            " alone, and name neither the case nor the reason. Then come back and enter what the receipt says."
            " Once a second person has confirmed the proof, the letter counts as served on the second business day after it"
            " was sent. A decision sent by post counts as served only once its reminders and its days are over too."
        ),
    ),
    Step(
        verb=Verb.RECORD_BOUNCE,
        form=forms.RecordBounceForm,
        label=_("Record a letter that came back"),
        sentence=_("For mail or post that was returned. It starts no time limit. Send the letter another way."),
    ),
    Step(
        verb=Verb.REMIND_READER,
        action=actions.remind_reader,
        form=forms.RemindReaderForm,
        several=several.SeveralRemindersForm,
        label=_("Enter a reminder sent by post"),
        sentence=_(
            "Mail does not reach the member. Print the letter and post it, once for each of its two reminders, to the member’s"
            " address in the register of members. That address is not kept here: the registrar has it. Ask by phone or in"
            " person. Give the member’s number alone, and name neither the case nor the reason. After both reminders and the"
            " days that follow, the letter counts as served although nobody opened it. If a day was wrong, two people can take"
            " back then that it was served."
        ),
    ),
    Step(
        verb=Verb.PROVE_NON_RECEIPT,
        form=forms.ProveNonReceiptForm,
        label=_("Take back that a letter was served"),
        sentence=_(
            "For a letter that counts as served although it never came, or as served on a wrong day. Once a second person has"
            " confirmed it, the time that the letter started begins again on that day. No new proof is needed. If it was the"
            " decision and its time to appeal had ended, the time for a late appeal begins again."
        ),
    ),
    Step(
        verb=Verb.DIRECT_SERVICE,
        form=forms.DirectServiceForm,
        label=_("Direct another way of sending"),
        sentence=_("It counts once two people have entered its proof, so that the case can go on."),
    ),
)
