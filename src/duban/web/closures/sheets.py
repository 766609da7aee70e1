"""The sheets of a closure dossier: the basis in law, what was carried out, acceptances, returns."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.rules.closure import Basis
from duban.domain.standing import Cited
from duban.domain.workflow import Noun, state_label
from duban.queries.closures import AcceptanceBehind, ClosureRecord
from duban.web.sheets import Cell, Cite, Lamp, Line, Many, Ref, Sheet, Word
from duban.web.wording import day
from duban.web.words import label


def basis_sheet(bases: Iterable[Basis]) -> Sheet:
    """法定关闭依据: every article that was evaluated today, and whether its conditions are met."""
    found: dict[str, tuple[Cited, bool]] = {}
    for each in bases:
        met = {cited.text for cited in each.met}
        for cited in (*each.met, *each.evaluated):
            found[cited.text] = (cited, cited.text in met or found.get(cited.text, (cited, False))[1])
    lines = [
        Line((Cite(cited.text, cited.verified), Lamp("normal", _("已满足")) if holds else Lamp("near", _("未满足"))))
        for cited, holds in sorted(found.values(), key=lambda pair: not pair[1])
    ]
    return Sheet("basis", _("法定关闭依据（按今天的事实评价）"), (_("条文"), _("今天")), lines,
                 none=_("工作方案的依据没有指向法定关闭依据。"))  # fmt: skip


def done_sheet(found: ClosureRecord) -> Sheet:
    """关停措施: what was physically done, with its evidence."""
    lines = [Line((label(one.manner), day(one.on), one.text, _proofs(one.id, found))) for one in found.done]
    heads = (_("退出方式"), _("日期"), _("说明"), _("证据"))
    return Sheet("done", _("执行关闭"), heads, lines, none=_("还没有登记执行情况。"))


def _proofs(record: UUID, found: ClosureRecord) -> Cell:
    names = [Ref(one.name) for one in found.proofs if one.record == record]
    attach = Ref(_("附加证据"), evidence_url("exit_deed", record, reverse("closure", args=[found.line.id])))
    return Many([*names, attach] if names else [Lamp("near", _("缺少证据")), attach])


def evidence_url(kind: str, record: UUID, back: str) -> str:
    """The page on which evidence is attached to a record."""
    return f"{reverse('evidence_new')}?{urlencode({'kind': kind, 'object': str(record), 'next': back})}"


def proofs_sheet(found: ClosureRecord) -> Sheet:
    """证据、影像 of the request, its measures and the hazards behind it."""
    of_hazards = {one.id: one.description for one in found.hazards}
    of_deeds = {one.id: label(one.manner) for one in found.done}
    lines = [
        Line((one.name, of_hazards.get(one.record) or of_deeds.get(one.record) or _("提请关闭"),
              _("{size} KB").format(size=max(1, one.size // 1024))))
        for one in found.proofs
    ]  # fmt: skip
    return Sheet("proofs", _("证据和影像"), (_("名称"), _("对应记录"), _("大小")), lines, none=_("还没有证据。"))


def acceptances_sheet(found: ClosureRecord) -> Sheet:
    """验收: who has signed of how many."""
    lines = [_acceptance(one) for one in found.acceptances]
    heads = (_("安排"), _("实施"), _("状态"), _("签署"), _("结论"))
    return Sheet("acceptances", _("验收"), heads, lines, none=_("还没有安排验收。"))


def _acceptance(one: AcceptanceBehind) -> Line:
    signed = _("{signed} / {all} 个部门").format(signed=one.signed, all=len(one.participants))
    return Line(
        (
            Ref(day(one.planned_on), reverse("acceptance", args=[one.id])),
            day(one.held_on),
            Word(_(state_label(Noun.ACCEPTANCE, one.state)), "info"),
            signed,
            day(one.concluded_on),
        )
    )


def returns_sheet(found: ClosureRecord) -> Sheet:
    """年末产能退出报送."""
    lines = [Line((day(one.on), one.department, one.number)) for one in found.returns]
    return Sheet("returns", _("年末产能退出报送"), (_("日期"), _("接收部门"), _("文号")), lines, none=_("还没有报送。"))
