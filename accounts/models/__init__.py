"""Who acts, what office they hold, the names the record knows them by, and their sessions."""

from accounts.models.appointment import Appointment as Appointment
from accounts.models.pseudonym import Pseudonym as Pseudonym
from accounts.models.session import Session as Session
from accounts.models.user import User as User
