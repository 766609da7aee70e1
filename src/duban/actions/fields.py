"""Fields 栏目 that many deeds share: type, limits, Chinese title and an example, for refusals, forms and reference."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, SecretStr

from duban.domain.messages import N_

_ID = "0198f6a0-0000-7000-8000-000000000001"

Id = Annotated[UUID, Field(description=N_("编号"), examples=[_ID])]
Name = Annotated[str, Field(min_length=1, max_length=200, description=N_("名称"), examples=["示例钢铁有限公司"])]
Text = Annotated[str, Field(min_length=1, max_length=4000, description=N_("内容"), examples=["会议室在吊运影响范围内"])]
OptionalText = Annotated[str, Field(max_length=4000, description=N_("内容（可空）"), examples=["现场已说明"])]
Reason = Annotated[str, Field(min_length=1, max_length=1000, description=N_("理由"), examples=["地址登记有误"])]
Code = Annotated[str, Field(min_length=1, max_length=64, description=N_("代码"), examples=["210106"])]
CampaignId = Annotated[
    str, Field(min_length=1, max_length=64, description=N_("专项行动"), examples=["shenyang-2021-32"])
]
Fen = Annotated[int, Field(ge=0, le=10**13, description=N_("金额（分）"), examples=[4000000])]
Day = Annotated[date, Field(description=N_("日期"), examples=["2021-08-20"])]
Moment = Annotated[AwareDatetime, Field(description=N_("时刻"), examples=["2021-07-20T09:30:00+08:00"])]
PaperNumber = Annotated[
    str, Field(max_length=100, description=N_("纸质文号（系统启用前的文书）"), examples=["（示例）应急责改〔2021〕1号"])
]
AgencyCode = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{6}(-[A-Z][0-9]+)?$",
        description=N_("机关代码（六位区划代码，可加 -K1 等）"),
        examples=["210106"],
    ),
]
RegionCode = Annotated[str, Field(min_length=6, max_length=12, description=N_("地区代码"), examples=["210106"])]
Password = Annotated[SecretStr, Field(description=N_("密码"), examples=["（由本人设定，至少十二位）"])]
Ids = Annotated[list[UUID], Field(description=N_("编号列表"), examples=[[_ID]])]
SomeIds = Annotated[list[UUID], Field(min_length=1, description=N_("编号列表"), examples=[[_ID]])]

__all__ = [
    "AgencyCode", "CampaignId", "Code", "Day", "Fen", "Id", "Ids", "Moment", "Name", "OptionalText", "PaperNumber",
    "Password", "Reason", "RegionCode", "SomeIds", "Text",
]  # fmt: skip
