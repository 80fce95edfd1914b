"""Who acts, what office they hold, the names the record knows them by, their sessions, devices, and programs' tokens."""

from accounts.models.appointment import Appointment as Appointment
from accounts.models.device import Device as Device
from accounts.models.device import Siege as Siege
from accounts.models.pseudonym import Pseudonym as Pseudonym
from accounts.models.reset_mail import ResetMail as ResetMail
from accounts.models.session import Session as Session
from accounts.models.token import Token as Token
from accounts.models.user import User as User
