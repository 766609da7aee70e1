"""The second campaign: real plants on the ledger of an invented national unit, and nothing else about them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from season.book import Book, day
from season.preparation import CAMPAIGNS

NATION = "000000"
CAMPAIGN = "example-national-steel-2021"
PLANTS = Path(__file__).parents[1] / "real" / "steel_plants_china_gem_2023-03.csv"
REASON = "公开数据集没有统一社会信用代码"
OFFICE, CLERK = f"campaign_office-{NATION}", f"clerk-{NATION}"


def begin(book: Book) -> None:
    """The two accounts, the campaign, the import. Real firms: no hazard, order, card or penalty is ever attached."""
    founder = f"system_admin-{NATION}"
    for username, role in ((OFFICE, "campaign_office"), (CLERK, "clerk")):
        account = {"username": username, "name": f"示例全国单位{role}", "roles": [role]}
        book.write("add_account", day("08-01"), founder, username, **account)
    text = (CAMPAIGNS / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8")
    book.write("load_campaign", day("08-01"), OFFICE, CAMPAIGN, text=text)
    file = {"file": hashlib.sha256(PLANTS.read_bytes()).hexdigest(), "file_name": PLANTS.name}
    answers = {"8": "row:7", "9": "row:7", "431": "new"}  # phases of one works; a branch of its own
    words = {"answers": answers, "industries": {"钢铁": "other_steel"}, "no_code_reason": REASON}
    book.write("import_ledger", day("08-02"), CLERK, CAMPAIGN, campaign=CAMPAIGN, **file, **words)
