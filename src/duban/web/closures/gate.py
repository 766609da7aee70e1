"""The completeness gate 材料完整性 as a table: every piece by stage, held or missing, and where it is put right."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.rules.closure_gate import Holdings, Manner, Piece, Stage, missing, pieces
from duban.domain.wordlists import ClosureTrack
from duban.queries.closures import ClosureRecord
from duban.web.closures.sheets import evidence_url
from duban.web.leads import deed_url
from duban.web.parts import Missing
from duban.web.sheets import Cell, Lamp, Line, Ref, Sheet
from duban.web.wording import say
from duban.web.words import label


def holdings(found: ClosureRecord, *, basis_holds: bool) -> Holdings:
    """What the dossier holds, as the gate asks."""
    line, card = found.line, found.card
    return Holdings(
        text=found.text,
        track_is_closure=line.track is ClosureTrack.CLOSE,
        card_confirmed_on=None if card is None else card.confirmed_on,
        card_notified_on=None if card is None else card.notified_on,
        examined=found.examined,
        evidence=len(found.proofs),
        reviewed_on=found.reviewed_on,
        basis=found.basis,
        basis_holds=basis_holds,
        sent_on=line.sent_on,
        number=line.number,
        addressee=line.addressee,
        accepted_on=found.accepted_on,
        decided_on=line.decided_on,
        decision=line.decision,
        decision_number=found.decision_number,
        licences_revoked_on=found.licences_revoked_on,
        carried_out_on=line.carried_out_on,
        exit_reason=found.exit_reason or "",
        manners=[Manner(label(one.manner), one.id in found.proved) for one in found.done],
        accepted_exit_on=found.accepted_exit_on,
        returned_on=found.returns[0].on if found.returns else None,
        withdrawn_on=found.withdrawn_on,
    )


def gate(found: ClosureRecord, held: Holdings, here: str) -> Sheet:
    """Every piece with its light; one that blocks the next step says so."""
    stages = {
        Stage.ASK: _("提请"), Stage.ANSWER: _("政府答复"), Stage.CARRY_OUT: _("执行关闭"),
        Stage.ACCEPT: _("验收和报送"),
    }  # fmt: skip
    heads = (_("环节"), _("材料"), _("情况"), _("说明"))
    lines = [
        Line((stages[each.stage], _title(each, found, here), _state(each), "" if each.held else say(each.why)))
        for each in pieces(held)
    ]
    return Sheet("gate", _("材料完整性"), heads, lines, none=_("已经撤回，不再要求材料。"))


def _title(piece: Piece, found: ClosureRecord, here: str) -> Cell:
    return Ref(say(piece.title), "" if piece.held else _way(piece.code, found, here))


def _state(piece: Piece) -> Cell:
    if piece.held:
        return Lamp("normal", _("已有"))
    return Lamp("overdue", _("缺少，不能办理下一步")) if piece.blocks else Lamp("near", _("缺少"))


def lacking(found: ClosureRecord, held: Holdings, here: str) -> Sequence[Missing]:
    """还缺什么: the missing pieces, those that block first, each with the way to put it right."""
    return [Missing(say(each.title), say(each.why), _way(each.code, found, here)) for each in missing(held)]


_DEEDS = {
    "accepted": "accept_closure_request", "decision": "answer_closure_request", "carried_out": "carry_out_closure",
    "licences": "revoke_licences", "number": "send_closure_request", "addressee": "send_closure_request",
}  # fmt: skip


_ANCHORS = {"review": "#review", "basis": "#review", "manner": "#done"}


def _way(code: str, found: ClosureRecord, here: str) -> str:
    """Where a missing piece is put right; empty where there is no single place."""
    request, about = found.line.id, {"campaign": found.campaign, "enterprise": found.line.enterprise}
    if code in _DEEDS:
        return deed_url(_DEEDS[code], back=here, request=request)
    if code == "card_notice" and found.card is not None:
        return reverse("card", args=[found.card.id])
    if code == "acceptance" and found.acceptances:
        return "#acceptances"
    ways = {
        "evidence": evidence_url("closure_request", request, here),
        "acceptance": deed_url("plan_acceptance", back=here, request=request, **about),
        "return": deed_url("record_exit_return", back=here, **about),
    }
    return ways.get(code, _ANCHORS.get(code, ""))
