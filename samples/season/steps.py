"""Steps of a case, each one line of the story and one to three of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from season.book import CAMPAIGN, Book, an_id
from season.plants import Plant
from season.units import CITY, UNITS

PARTS: Mapping[str, Mapping[str, Any]] = {
    "responsibility": {"person": "安全科负责人（示例）"},
    "measures": {"document": "治理施工方案（示例）"},
    "funds": {"amount_fen": 12_000_000},
    "time_limit": {},
    "emergency_plan": {"document": "应急预案及演练记录（示例）"},
}

_SEEN: Mapping[str, str] = {
    "passed": "现场逐项核对，隐患已消除，整改前后照片附卷（示例）",
    "failed": "现场仍存在原隐患，照片附卷（示例）",
    "not_yet_due": "正在整改，尚未到期（示例）",
}
"""What the officers saw, by result."""


class Case:
    """One plant's story: who acts is the unit of its ledger, unless the story says otherwise."""

    def __init__(self, book: Book, plant: Plant) -> None:
        self.book = book
        self.plant = plant
        self.unit = plant.unit
        self._hazards = 0

    def do(self, role: str, deed: str, on: date, **inputs: Any) -> str:
        """A deed by whoever holds the role in the unit."""
        return self.book.write(deed, on, self.unit.login(role), self.plant.key, **inputs)

    def at(self, role: str, deed: str, on: date, **inputs: Any) -> str:
        """A deed that names campaign and enterprise."""
        return self.do(role, deed, on, campaign=CAMPAIGN, enterprise=self.plant.enterprise, **inputs)

    def attempted(self, on: date, reason: str) -> str:
        """A visit that could not be made."""
        return self.at(
            "officer", "record_attempt", on, site=self.plant.site, reason=reason, officers=self.unit.officers(on)
        )

    def visited(
        self,
        on: date,
        *hazards: Mapping[str, Any],
        kind: str = "first",
        officers: Sequence[str] | None = None,
        experts: int = 0,
        signed: bool = True,
        **more: Any,
    ) -> tuple[str, list[str]]:
        """A completed visit and the ids of the hazards found."""
        found = [{"id": self._hazard_id(), **hazard} for hazard in hazards]
        inputs: dict[str, Any] = {"site": self.plant.site, "kind": kind, "hazards": found, **more}
        inputs["officers"] = list(officers or self.unit.officers(on))
        inputs["experts"] = self.unit.experts(experts)
        visit = self.at("officer", "record_inspection", on, **inputs)
        said: dict[str, Any] = {"signed": True, "signed_by": "安全科负责人（示例）"}
        if not signed:
            said = {"signed": False, "refusal_note": "现场负责人拒绝签字，两名执法人员注明情况"}
        self.do("officer", "complete_inspection", on, inspection=visit, **said)
        return visit, [hazard["id"] for hazard in found]

    def ordered(
        self, on: date, visit: str, due: Mapping[str, date], *, delivered: date | None = None
    ) -> tuple[str, list[str]]:
        """An order, issued on the day and delivered on it or later; its items in the order of the hazards."""
        ids = [an_id(f"{hazard}/item/{on}") for hazard in due]
        items = [
            {"id": item, "hazard": hazard, "due_on": last}
            for item, (hazard, last) in zip(ids, due.items(), strict=True)
        ]
        order = self.at("officer", "draft_order", on, inspection=visit, items=items)
        self.do("approver", "issue_order", on, order=order)
        self.deliver("rectification_order", order, delivered or on)
        return order, ids

    def deliver(self, kind: str, document: str, on: date, method: str = "direct", **more: Any) -> str:
        """The delivery of a document to the plant."""
        inputs = {"document_kind": kind, "document": document, "method": method, "recipient": "安全科负责人（示例）"}
        return self.do("officer", "deliver", on, **inputs, **more)

    def paper(self, on: date, kind: str, subject: str, **texts: str) -> str:
        """The paper of a decision."""
        made = {"kind": kind, "subject": subject, "texts": texts}
        return self.do("officer", "produce_paper", on, campaign=CAMPAIGN, **made)

    def reviewed_paper(self, on: date, kind: str, subject: str, **texts: str) -> str:
        """A paper that is drafted, reviewed and issued by another person."""
        made = {"kind": kind, "subject": subject, "texts": texts}
        paper = self.do("officer", "draft_paper", on, campaign=CAMPAIGN, **made)
        self.do("officer", "submit_paper", on, paper=paper)
        self.do("approver", "issue_paper", on, paper=paper)
        return paper

    def reinspected(self, on: date, order: str, results: Mapping[str, str], cause: str = "due", **more: Any) -> str:
        """A re-inspection, visit and all."""
        visit, _ = self.visited(on, kind="reinspection", **more)
        outcomes = [{"item": item, "result": result, "proof": _SEEN[result]} for item, result in results.items()]
        return self.do(
            "officer", "record_reinspection", on, inspection=visit, order=order, cause=cause, outcomes=outcomes
        )

    def reported(self, on: date, item: str) -> str:
        """The enterprise reports an item done."""
        return self.do("officer", "report_completion", on, item=item, text="已按指令书整改完毕，申请复查")

    def stopped(self, on: date, *hazards: str, **more: Any) -> str:
        """A temporary suspension, delivered."""
        inputs = {"kind": "temporary_suspension", "hazards": list(hazards), "concept": "temporary_suspension"}
        measure = self.at("officer", "draft_measure", on, **inputs, **more)
        self.do("approver", "issue_measure", on, measure=measure)
        self.deliver("on_site_measure", measure, on)
        return measure

    def carded(self, on: date, colour: str, ground: str, *, proposed: date | None = None) -> str:
        """A card proposed, confirmed and told to the enterprise."""
        card = self.proposed(proposed or on, colour, ground)
        self.do("approver", "confirm_card", on, card=card, reason="经集体研究，情况属实")
        self.do("officer", "notify_card", on, card=card, method="direct", recipient="企业负责人（示例）")
        return card

    def proposed(self, on: date, colour: str, ground: str) -> str:
        """A card that waits for its decision."""
        return self.at("officer", "propose_card", on, site=self.plant.site, colour=colour, ground=ground)

    def listed(self, on: date, hazard: str, plan_due: date, deadline: date, parts: Sequence[str] = tuple(PARTS)) -> str:
        """A listing, its plan, and the proofs of these parts of the 五落实."""
        level = "city" if self.unit.code == CITY else "district"
        listing = self.do("officer", "propose_listing", on, campaign=CAMPAIGN, hazard=hazard, level=level)
        self.do("approver", "decide_listing", on, listing=listing, plan_due_on=plan_due, deadline_on=deadline)
        for part in parts:
            proof = {"day": deadline} if part == "time_limit" else PARTS[part]
            self.do("officer", "prove_implementation", on, listing=listing, part=part, **proof)
        return listing

    def plan_filed(self, on: date, listing: str) -> str:
        """The enterprise's treatment plan with its six parts."""
        return self.do(
            "officer", "record_treatment_plan", on, listing=listing, goals="消除重大隐患", methods="改造、迁移、封闭",
            funds="专项经费已列支", people="安全科牵头，车间配合", schedule="按期完成", emergency="作业时撤出人员",
        )  # fmt: skip

    def resumed(self, applied: date, reviewed: date, suspension: str, kind: str = "measure") -> str:
        """Production resumed: applied for, reviewed on site, consented to in writing."""
        inputs = {"suspension_kind": kind, "suspension": suspension, "text": "隐患已整改完毕，申请恢复生产"}
        resumption = self.do("officer", "apply_resumption", applied, **inputs)
        self.do(
            "officer", "review_resumption", reviewed, resumption=resumption, passed=True, text="现场符合安全生产条件"
        )
        self.do("approver", "consent_resumption", reviewed, resumption=resumption)
        return resumption

    def penalised(
        self, on: date, concept: str, fine_yuan: int, *hazards: str, delivered: date | None = None, **more: Any
    ) -> str:
        """A penalty decision against the enterprise (unless said otherwise), delivered."""
        inputs: dict[str, Any] = {"target": "enterprise", "kinds": ["fine"]}
        inputs |= {"fine_fen": fine_yuan * 100} if fine_yuan else {}
        inputs |= {"statute_concept": concept, "reason": "违法事实清楚，证据充分（示例）", "hazards": list(hazards)}
        penalty = self.at("head", "decide_penalty", on, **(inputs | more))
        self.deliver("penalty_decision", penalty, delivered or on)
        return penalty

    def on_the_spot(self, on: date, concept: str, fine_yuan: int, *hazards: str) -> str:
        """A penalty that two officers decide on the spot, hand over and file with their bureau the day after."""
        penalty = self.at(
            "officer", "decide_on_the_spot", on, officers=self.unit.officers(on), target="enterprise", kinds=["fine"],
            fine_fen=fine_yuan * 100, statute_concept=concept, reason="违法事实清楚，证据充分（示例）",
            hazards=list(hazards),
        )  # fmt: skip
        self.deliver("penalty_decision", penalty, on)
        self.do("officer", "file_summary_penalty", on + timedelta(days=1), penalty=penalty)
        return penalty

    def by_city(self) -> Case:
        """The same plant's case, continued by the city bureau."""
        city = Case(self.book, self.plant)
        city.unit = UNITS[CITY]
        city._hazards = 100  # keeps the ids of both bureaus' findings apart
        return city

    def _hazard_id(self) -> str:
        self._hazards += 1
        return an_id(f"{self.plant.key}/hazard/{self._hazards}")
