"""系统管理: its pages side by side, each reader seeing those that open to him."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.web.access import require_access
from duban.web.parts import Crumb, Tab

SECTION = "settings"


def pages() -> dict[str, tuple[str, str]]:
    """Title and purpose by the name of the address."""
    return {
        "agencies": (_("单位"), _("单位的层级、代字、执法主体资格和文号。")),
        "people": (_("人员和证件"), _("执法人员、专家，执法证件到期提醒，离岗移交。")),
        "accounts": (_("账号"), _("谁能登录、有什么角色；一次性密码、停用、解除锁定。")),
        "calendars": (_("工作日历"), _("每年的放假和调休，本系统内的调整，调整影响哪些期限。")),
        "law": (_("法条"), _("当日适用的条文和期限，哪些还没有核对官方文本。")),
        "trail": (_("操作留痕"), _("谁在什么时候办了什么，每个栏目改前改后的内容。")),
    }


def open_pages(actor: Actor) -> dict[str, tuple[str, str]]:
    """Those that open to the reader."""
    return {name: told for name, told in pages().items() if _opens(name, actor)}


def tabs(here: str, actor: Actor) -> Sequence[Tab]:
    """The pages beside one another; ``here`` is the one that is open."""
    return [Tab(title, reverse(name), name == here) for name, (title, _why) in open_pages(actor).items()]


def crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    """The way from the section to the page."""
    return (Crumb(_("系统管理"), reverse("administration")), *last)


def _opens(name: str, actor: Actor) -> bool:
    try:
        require_access(name, actor)
    except Refusal:
        return False
    return True
