"""The left menu 菜单: sixteen jobs, in the order of the work.

An entry whose page does not exist yet stays in its place, greyed, with 后续版本提供: people learn one order once,
nothing jumps when a version adds a page, and nobody searches for what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.domain.messages import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """One job. ``page`` is the URL name of its first page, ``None`` while there is none."""

    code: str
    title: str
    page: str | None = None

    @property
    def icon(self) -> str:
        """Icons are named after the jobs."""
        return self.code


MENU: tuple[Entry, ...] = (
    Entry("workbench", N_("工作台"), page="workbench"),
    Entry("campaign", N_("专项行动"), page="campaigns"),
    Entry("ledger", N_("企业台账"), page="ledger"),
    Entry("plan", N_("检查方案"), page="plans"),
    Entry("inspection", N_("执法检查"), page="inspections"),
    Entry("hazard", N_("隐患整改"), page="hazards"),
    Entry("listing", N_("挂牌督办"), page="listings"),
    Entry("card", N_("黄红牌"), page="cards"),
    Entry("closure", N_("关停验收"), page="closures"),
    Entry("penalty", N_("行政处罚"), page="penalties"),
    Entry("annex", N_("报表报送"), page="returns"),
    Entry("notice", N_("信息公开")),
    Entry("coordination", N_("协同联动")),
    Entry("tip", N_("举报")),
    Entry("statistics", N_("统计分析"), page="statistics"),
    Entry("settings", N_("系统管理"), page="administration"),
)
