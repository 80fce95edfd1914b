"""What a member confirms when signing the oath."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, VerbForm


class SignOathForm(VerbForm):
    """That the words were read and are meant."""

    read = Confirmed(label=_("I have read the oath and the Code it is sworn to"))
    meant = Confirmed(label=_("I make this oath, from today"))
