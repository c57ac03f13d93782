"""The tables, a file per noun."""

from reif.records.models.arrival import Arrival
from reif.records.models.attribute import Attribute
from reif.records.models.attribute_change import AttributeChange
from reif.records.models.audit_entry import AuditEntry
from reif.records.models.barred import Barred
from reif.records.models.company import Company
from reif.records.models.consent import Consent, ConsentStep
from reif.records.models.contact import Contact
from reif.records.models.double import Double
from reif.records.models.erased import Erased
from reif.records.models.event import Event
from reif.records.models.form import Form, FormVersion
from reif.records.models.identifier import Identifier
from reif.records.models.import_ import Import, ImportReject
from reif.records.models.inbound_mail import InboundMail
from reif.records.models.installation import Installation
from reif.records.models.job import Job
from reif.records.models.kiosk import Kiosk
from reif.records.models.lead_pointer import LeadPointer
from reif.records.models.mailbox import Mailbox
from reif.records.models.merge import Merge
from reif.records.models.message import Message
from reif.records.models.objection import Objection
from reif.records.models.quarantined import Quarantined
from reif.records.models.salt import Salt
from reif.records.models.score import Score, ScoreChange
from reif.records.models.scoring_model import ScoringModel
from reif.records.models.source import Source
from reif.records.models.source_day import SourceDay
from reif.records.models.stage_change import StageChange
from reif.records.models.submission import Submission
from reif.records.models.suppression import Suppression
from reif.records.models.team import Team
from reif.records.models.upload import Upload, UploadPart
from reif.records.models.user import User
from reif.records.models.verdict import Verdict
from reif.records.models.visitor import Visitor
from reif.records.models.worker import Worker

__all__ = [
    "Arrival",
    "Attribute",
    "AttributeChange",
    "AuditEntry",
    "Barred",
    "Company",
    "Consent",
    "ConsentStep",
    "Contact",
    "Double",
    "Erased",
    "Event",
    "Form",
    "FormVersion",
    "Identifier",
    "Import",
    "ImportReject",
    "InboundMail",
    "Installation",
    "Job",
    "Kiosk",
    "LeadPointer",
    "Mailbox",
    "Merge",
    "Message",
    "Objection",
    "Quarantined",
    "Salt",
    "Score",
    "ScoreChange",
    "ScoringModel",
    "Source",
    "SourceDay",
    "StageChange",
    "Submission",
    "Suppression",
    "Team",
    "Upload",
    "UploadPart",
    "User",
    "Verdict",
    "Visitor",
    "Worker",
]
