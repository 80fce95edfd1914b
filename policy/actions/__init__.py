"""Every write to the rule book and the register of members, one verb a file."""

from policy.actions.comparing import MemberList
from policy.actions.confirm_members import confirm_members
from policy.actions.countersign_key import countersign_key, send_back
from policy.actions.enrol_member import enrol_member
from policy.actions.enrol_members import enrol_members
from policy.actions.import_members import import_members
from policy.actions.import_oath import import_oath
from policy.actions.import_standing import import_standing
from policy.actions.member_rows import Entrant
from policy.actions.preview_members import preview_members
from policy.actions.propose_editions import publish_pending, put_forward_editions, send_back_editions
from policy.actions.publish_editions import publish_editions
from policy.actions.record_standing import record_standing
from policy.actions.refusals import ListRefused, NotAllowed
from policy.actions.register_signing_key import register_signing_key
from policy.actions.remind_to_sign import remind_to_sign
from policy.actions.retire_signing_key import end_lost_key, retire_signing_key
from policy.actions.sign_oath import sign_oath
from policy.actions.signature import Signed
from policy.actions.upload_members import upload_members

__all__ = [
    "Entrant",
    "ListRefused",
    "MemberList",
    "NotAllowed",
    "Signed",
    "confirm_members",
    "countersign_key",
    "end_lost_key",
    "enrol_member",
    "enrol_members",
    "import_members",
    "import_oath",
    "import_standing",
    "preview_members",
    "publish_editions",
    "publish_pending",
    "put_forward_editions",
    "record_standing",
    "register_signing_key",
    "remind_to_sign",
    "retire_signing_key",
    "send_back",
    "send_back_editions",
    "sign_oath",
    "upload_members",
]
