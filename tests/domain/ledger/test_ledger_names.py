"""Names made comparable: what is one enterprise, what is a question, what are two."""

from __future__ import annotations

import pytest

from duban.domain.ledger.names import name_key

PLACES = ("辽宁省", "沈阳市", "铁西区")


@pytest.mark.parametrize(
    ("one", "other", "same_key", "same_core"),
    [
        ("沈阳示例钢铁（集团）有限公司", "沈阳示例钢铁(集团)有限责任公司", True, True),
        ("沈阳示例钢铁集团有限公司", "沈阳示例钢铁（集团）有限公司", True, True),
        ("沈阳示例钢铁有限公司", "沈阳 示例钢铁有限公司", True, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司（二期）", True, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司(phase 1)", True, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司(1950m3高炉)", True, True),
        ("沈阳示例钢铁有限责任公司产能置换一期", "沈阳示例钢铁有限公司", True, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁股份有限公司", False, True),
        ("沈阳示例钢铁有限公司", "沈阳市铁西区示例钢铁有限公司", False, True),
        ("沈阳示例钢铁有限公司", "示例钢铁有限公司", False, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司（本部）", False, True),
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司第一分公司", False, False),
        ("沈阳示例钢铁有限公司", "沈阳示例第二钢铁有限公司", False, False),
        ("示例水泥厂", "示例水泥厂（原二厂）", False, True),
    ],
)
def test_two_names(one: str, other: str, same_key: bool, same_core: bool) -> None:
    first, second = name_key(one, PLACES), name_key(other, PLACES)
    assert (first.key == second.key, first.core == second.core) == (same_key, same_core)


def test_a_name_of_nothing_but_place_and_legal_form_keeps_a_core() -> None:
    assert name_key("沈阳市有限公司", PLACES).core == "沈阳市有限公司"
