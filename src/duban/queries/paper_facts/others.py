"""Sources of papers about no single decision: deliveries of an enterprise, a reminder, the campaign itself."""

from __future__ import annotations

from uuid import UUID

from duban.domain.papers.vocabulary import PaperKind
from duban.domain.papers.words import paper_word
from duban.domain.wordlists import DeliveryMethod, DocumentKind
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.paper_facts.common import Source
from duban.records.models import (
    CampaignVersion,
    Delivery,
    DocumentNumber,
    Enterprise,
    UnitMessage,
)

_ABOUT = 3  # parts of what a reminder is about: returns/<campaign>/<day>


def enterprise(record: UUID, campaign: str, agency: str) -> Source | None:
    """文书送达回执: everything that the unit delivered to the enterprise in the campaign."""
    row = Enterprise.objects.filter(pk=record, voided_on=None).first()
    if row is None:
        return None
    deliveries = list(
        Delivery.objects.filter(home_agency=agency, campaign=campaign, enterprise=row, voided_on=None).order_by(
            "delivered_on", "id"
        )
    )
    numbers = dict(
        DocumentNumber.objects.filter(document__in=[one.document for one in deliveries]).values_list("document", "text")
    )
    rows = [
        {
            "paper": f"{paper_word(DocumentKind(one.document_kind))}　{numbers.get(one.document, '')}".strip(),
            "recipient": one.recipient,
            "delivered_on": one.delivered_on,
            "method": paper_word(DeliveryMethod(one.method)),
            "witness": one.witness,
            "note": one.note,
        }
        for one in deliveries
    ]
    last = max((one.delivered_on for one in deliveries), default=None)
    return Source(agency, campaign, row.pk, {PaperKind.DELIVERY_RECEIPT: last}, {"deliveries": rows})


def message(record: UUID) -> Source | None:
    """催报通知 of one reminder."""
    row = UnitMessage.objects.filter(pk=record, reminder=True).select_related("to_agency").first()
    about = [] if row is None else row.about.split("/")
    if row is None or len(about) != _ABOUT:
        return None
    return Source(
        row.home_agency_id,
        about[1],
        None,
        {PaperKind.URGING_RETURN: row.sent_on},
        {
            "receiver": row.to_agency.name,
            "message_subject": row.subject,
            "message_text": row.text,
            "sent_on": row.sent_on,
        },
    )


def campaign(record: UUID) -> Source | None:
    """专项行动通知 of one published version."""
    row = CampaignVersion.objects.filter(pk=record, published_on__isnull=False).first()
    if row is None:
        return None
    found = campaign_in_use(row.campaign, row.version)
    return Source(
        row.agency_id,
        row.campaign,
        None,
        {PaperKind.CAMPAIGN_NOTICE: None},
        {
            "first_on": found.first_on,
            "last_on": found.last_on,
            "legal_basis": "、".join(found.legal_basis),
            "participants": "、".join(found.participants),
            "industries": "、".join(one.title for one in found.industries),
            "phases": [{"phase": one.title, "from_on": one.first_on, "to_on": one.last_on} for one in found.phases],
            "returns": [{"what": one.title, "due_on": one.on} for one in found.due_dates],
            "annexes": [{"title": one.title} for one in found.annexes],
        },
    )
