"""Closure, acceptance, other records, documents, evidence and the time line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.facts import ClosureRequest
from duban.domain.wordlists import DeliveryMethod, DocumentKind
from duban.domain.workflow import Noun, state_label
from duban.queries.dossier import Delivered, Dossier, Record
from duban.web.enterprise.checking import NOTHING
from duban.web.enterprise.names import anchor
from duban.web.sheets import Cell, Drawn, Line, Many, Ref, Sheet, Word
from duban.web.wording import day, moment
from duban.web.words import label

OTHERS = ("refusal", "power_cut", "referral", "urging", "notice", "accident", "activity", "capacity")


def closures_sheet(dossier: Dossier) -> Sheet:
    """提请关闭: what was asked, what the government answered, what was done."""
    heads = (_("文号"), _("状态"), _("法定依据"), _("步骤"), _("内容"))
    lines = [_closure(request, dossier) for request in dossier.facts.closure_requests]
    return Sheet("closures", _("提请关闭"), heads, lines, none=_("没有提请关闭。"))


def _closure(request: ClosureRequest, dossier: Dossier) -> Line:
    record = dossier.records.get(request.id)
    steps = [
        (request.drafted_on, _("起草")), (request.reviewed_on, _("法制审核")), (request.sent_on, _("报送")),
        (request.accepted_on, _("政府受理")), (request.decided_on, label(request.decision) if request.decision else ""),
        (request.licences_revoked_on, _("吊销证照")), (request.carried_out_on, _("执行关闭")),
        (request.withdrawn_on, _("撤回")),
    ]  # fmt: skip
    done: list[Cell] = [Ref(f"{day(on)} {word}") for on, word in steps if on]
    cited = dossier.case.law.cited(request.basis, request.reviewed_on or dossier.on) if request.basis else None
    return Line(
        (
            Ref(request.number or _("（未报送）"), reverse("closure", args=[request.id])),
            Word(_(state_label(Noun.CLOSURE_REQUEST, record.state)), "info") if record else NOTHING,
            cited.text if cited else Word(_("法定关闭依据待补"), "warn"),
            Many(done),
            record.text if record else "",
        ),
        anchor("request", request.id),
    )


def acceptances_sheet(dossier: Dossier) -> Sheet:
    """验收."""
    heads = (_("日期"), _("状态"), _("结论"))
    records = [record for record in dossier.records.values() if record.kind == "acceptance"]
    return Sheet("acceptances", _("验收"), heads, [_acceptance(each) for each in records], none=_("没有验收。"))


def _acceptance(record: Record) -> Line:
    first, *rest = _plain(record).cells
    return Line((Ref(str(first), reverse("acceptance", args=[record.id])), *rest), anchor(record.kind, record.id))


def others_sheet(dossier: Dossier, called: Mapping[str, Ref]) -> Sheet:
    """Refusals, power cuts, referrals and what else is on record."""
    records = [record for record in dossier.records.values() if record.kind in OTHERS]
    lines = Drawn(
        records, lambda each: Line((called[each.id].text, *_plain(each).cells[1:]), anchor(each.kind, each.id))
    )
    return Sheet("others", _("其他记录"), (_("记录"), _("状态"), _("内容")), lines, none=_("没有其他记录。"))


def _plain(record: Record) -> Line:
    state = Word(_(state_label(record.noun, record.state)), "info") if record.noun else NOTHING
    return Line((day(record.on), state, record.text), anchor(record.kind, record.id))


def documents_sheet(dossier: Dossier, called: Mapping[str, Ref]) -> Sheet:
    """文书: every numbered document with its delivery."""
    delivered = {each.document: each for each in dossier.deliveries}
    heads = (_("文书"), _("文号"), _("日期"), _("送达"))
    records = [record for record in dossier.records.values() if record.number or record.id in delivered]

    def draw(record: Record) -> Line:
        return Line((called[record.id], record.number, day(record.on), _delivery(delivered.get(record.id))))

    lines = Drawn(records, draw)
    return Sheet("documents", _("文书和送达"), heads, lines, none=_("还没有文书。"))


def _delivery(found: Delivered | None) -> Cell:
    if found is None:
        return NOTHING
    witness = _("见证人 {name}").format(name=found.witness) if found.witness else ""
    told = (
        label(DocumentKind(found.kind)),
        label(DeliveryMethod(found.method)),
        day(found.on),
        found.recipient,
        witness,
    )
    return Many([Ref(" ".join(filter(None, told)))])


def evidence_sheet(dossier: Dossier, called: Mapping[str, Ref]) -> Sheet:
    """证据、影像."""
    heads = (_("名称"), _("拍摄或者形成时间"), _("地点"), _("对应记录"), _("大小"))

    def draw(row: Mapping[str, Any]) -> Line:
        return Line(
            (
                Ref(row["name"], reverse("evidence", args=[row["id"]])),
                moment(row["taken_at"]),
                row["place"],
                called.get(str(row["links__object"]), Ref("—", quiet=True)),
                _("{size} KB").format(size=max(1, row["size"] // 1024)),
            )
        )

    lines = Drawn(dossier.evidence, draw)
    return Sheet("evidence", _("证据和影像"), heads, lines, none=_("还没有上传证据。"))
