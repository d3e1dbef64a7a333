from editorial.models.aftermath import Aftermath, Decision, Echo
from editorial.models.buffer import Buffer
from editorial.models.claim import Claim
from editorial.models.desk_choice import DeskChoice
from editorial.models.following import Following
from editorial.models.inbox import InboxEntry, InboxKind
from editorial.models.lease import Lease
from editorial.models.mail import AccountNews, MailChoice, MailWhen, Outcome, OutgoingMail
from editorial.models.note import Note
from editorial.models.presence import Presence
from editorial.models.preview_link import PreviewLink
from editorial.models.received_form import ReceivedForm
from editorial.models.second_factor import (
    FactorAsked,
    FactorKind,
    RecoveryCode,
    SecondFactor,
)
from editorial.models.session import Session
from editorial.models.sign_in_count import SignInCount
from editorial.models.style import WHAT_IS_TRIED, StyleRule, WordAnswer

__all__ = [
    "WHAT_IS_TRIED",
    "AccountNews",
    "Aftermath",
    "Buffer",
    "Claim",
    "Decision",
    "DeskChoice",
    "Echo",
    "FactorAsked",
    "FactorKind",
    "Following",
    "InboxEntry",
    "InboxKind",
    "Lease",
    "MailChoice",
    "MailWhen",
    "Note",
    "Outcome",
    "OutgoingMail",
    "Presence",
    "PreviewLink",
    "ReceivedForm",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "SignInCount",
    "StyleRule",
    "WordAnswer",
]
