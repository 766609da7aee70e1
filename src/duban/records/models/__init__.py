"""Tables 数据表: one file per noun; constraints here, no business methods."""

from duban.records.models.acceptance import Acceptance, AcceptanceSignoff
from duban.records.models.agency import Agency
from duban.records.models.article_confirmation import ArticleConfirmation
from duban.records.models.background_task import BackgroundTask
from duban.records.models.calendar_edit import CalendarEdit
from duban.records.models.campaign_draft import CampaignDraft
from duban.records.models.campaign_version import CampaignVersion
from duban.records.models.capacity_item import CapacityItem
from duban.records.models.card import Card, CardHazard
from duban.records.models.closure_request import ClosureRequest, ExitDeed
from duban.records.models.completion_report import CompletionReport
from duban.records.models.decline import Decline
from duban.records.models.delivery import Delivery
from duban.records.models.document_number import DocumentNumber
from duban.records.models.dossier_view import DossierView
from duban.records.models.enterprise import Enterprise
from duban.records.models.evidence import Evidence, EvidenceLink
from duban.records.models.exit_return import ExitReturn
from duban.records.models.extension import Extension
from duban.records.models.grave_accident import GraveAccident
from duban.records.models.hazard import Hazard
from duban.records.models.import_batch import ImportBatch, ImportRow
from duban.records.models.inspection import ChecklistAnswer, Inspection, InspectionExpert, InspectionOfficer
from duban.records.models.inspection_plan import InspectionPlan, PlanItem, PlanItemExpert, PlanItemOfficer
from duban.records.models.ledger_entry import LedgerEntry, LedgerOpinion
from duban.records.models.log_in_attempts import LogInAttempts
from duban.records.models.non_compliance import NonCompliance
from duban.records.models.on_site_measure import MeasureHazard, OnSiteMeasure
from duban.records.models.paper import CaseFile, Letterhead, Paper, PaperTemplate
from duban.records.models.penalty_decision import PenaltyDecision, PenaltyHazard
from duban.records.models.person import Certificate, LeaveOfAbsence, Person, Recusal
from duban.records.models.power_cut import PowerCut
from duban.records.models.public_notice import PublicNotice
from duban.records.models.rectification_order import OrderItem, RectificationOrder
from duban.records.models.referral import Referral
from duban.records.models.reinspection import Reinspection, ReinspectionOutcome
from duban.records.models.resumption import Resumption
from duban.records.models.safety_profile import SafetyProfile
from duban.records.models.saved_filter import SavedFilter
from duban.records.models.sharing import EnterpriseIdentity, Share
from duban.records.models.site import Site
from duban.records.models.standing import StandingRow
from duban.records.models.submission import Submission
from duban.records.models.supervision_listing import ImplementationProof, SupervisionListing, TreatmentPlan
from duban.records.models.trail import ChainHead, Change, Deed
from duban.records.models.unapproved_activity import UnapprovedActivity
from duban.records.models.unit_message import MessageRead, UnitMessage
from duban.records.models.urging import Urging
from duban.records.models.user import User

__all__ = [
    "Acceptance",
    "AcceptanceSignoff",
    "Agency",
    "ArticleConfirmation",
    "BackgroundTask",
    "CalendarEdit",
    "CampaignDraft",
    "CampaignVersion",
    "CapacityItem",
    "Card",
    "CardHazard",
    "CaseFile",
    "Certificate",
    "ChainHead",
    "Change",
    "ChecklistAnswer",
    "ClosureRequest",
    "CompletionReport",
    "Decline",
    "Deed",
    "Delivery",
    "DocumentNumber",
    "DossierView",
    "Enterprise",
    "EnterpriseIdentity",
    "Evidence",
    "EvidenceLink",
    "ExitDeed",
    "ExitReturn",
    "Extension",
    "GraveAccident",
    "Hazard",
    "ImplementationProof",
    "ImportBatch",
    "ImportRow",
    "Inspection",
    "InspectionExpert",
    "InspectionOfficer",
    "InspectionPlan",
    "LeaveOfAbsence",
    "LedgerEntry",
    "LedgerOpinion",
    "Letterhead",
    "LogInAttempts",
    "MeasureHazard",
    "MessageRead",
    "NonCompliance",
    "OnSiteMeasure",
    "OrderItem",
    "Paper",
    "PaperTemplate",
    "PenaltyDecision",
    "PenaltyHazard",
    "Person",
    "PlanItem",
    "PlanItemExpert",
    "PlanItemOfficer",
    "PowerCut",
    "PublicNotice",
    "RectificationOrder",
    "Recusal",
    "Referral",
    "Reinspection",
    "ReinspectionOutcome",
    "Resumption",
    "SafetyProfile",
    "SavedFilter",
    "Share",
    "Site",
    "StandingRow",
    "Submission",
    "SupervisionListing",
    "TreatmentPlan",
    "UnapprovedActivity",
    "UnitMessage",
    "Urging",
    "User",
]
