"""Accounts and what belongs to them: offices, names in the record, sessions, devices, mails, alarms, programs' tokens."""

from accounts.models.absence import Absence as Absence
from accounts.models.account_change import AccountChange as AccountChange
from accounts.models.alarm import Alarm as Alarm
from accounts.models.appointment import Appointment as Appointment
from accounts.models.device import Device as Device
from accounts.models.device import Siege as Siege
from accounts.models.invitation import Invitation as Invitation
from accounts.models.mail import AccountMail as AccountMail
from accounts.models.mail import MailSubscription as MailSubscription
from accounts.models.mail import ResetRequest as ResetRequest
from accounts.models.person_entry import PersonEntry as PersonEntry
from accounts.models.pseudonym import Pseudonym as Pseudonym
from accounts.models.session import Session as Session
from accounts.models.token import Token as Token
from accounts.models.user import User as User
