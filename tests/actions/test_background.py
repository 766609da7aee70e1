"""What the machine keeps of a refusal, so that each reader gets it in his own language."""

from __future__ import annotations

from datetime import date

from duban.actions.background import packed
from duban.domain.messages import Message, Refusal


def test_a_refusal_is_kept_with_all_it_names() -> None:
    named = Message("one", "{on}有 {count} 行", {"on": date(2021, 7, 20), "count": 2})
    refusal = Refusal("rule", Message("rule", "{rows}", {"rows": [named, "其余"]}), remedy=Message("fix", "请改正"))
    assert packed(refusal) == {
        "rule": "rule",
        "message": {
            "code": "rule",
            "text": "{rows}",
            "params": {
                "rows": [
                    {"code": "one", "text": "{on}有 {count} 行", "params": {"on": "2021-07-20", "count": 2}},
                    "其余",
                ]
            },
        },
        "clause": refusal.clause,
        "remedy": {"code": "fix", "text": "请改正", "params": {}},
    }
