"""挂牌督办 through the pages: five marks, a plan in six parts, proofs with files, review and de-listing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.actions import later_steps, steps
from tests.actions.steps import APPROVER, OFFICER, PLANT, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, look_everywhere, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.queries.supervision import proposed_for
from duban.records.models import EvidenceLink, ImplementationProof, SupervisionListing, TreatmentPlan
from duban.web.acts import form_of

pytestmark = pytest.mark.usefixtures("season")

SECOND = an_id("plant-second")
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64
SIX = {
    "goals": "将会议室迁出吊运影响范围", "methods": "封闭原会议室，另建", "funds": "专项经费 10 万元",
    "people": "安全科负责", "schedule": "9 月 20 日前完成", "emergency": "吊运时撤出人员",
}  # fmt: skip


@pytest.fixture
def officer() -> Client:
    """An officer at work: the first page of a session asks once more than the later ones."""
    client = logged_in(OFFICER)
    client.get("/password/")
    return client


def listing_of(plant: UUID) -> UUID:
    """The plant's listing."""
    return UUID(str(rows(SupervisionListing).get(enterprise=plant).pk))


@pytest.fixture
def here() -> str:
    """The page of a listing with two proofs of five and no plan, one day late."""
    return f"/listings/{listing_of(SECOND)}/"


def test_the_list_shows_the_five_marks_and_its_states_add_up(officer: Client) -> None:
    page = text_of(officer.get("/listings/"))
    assert "合计 2" in page
    assert "已挂牌 2" in page
    assert "正常 责任 逾期 措施 正常 资金 逾期 时限 逾期 预案" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("late=proofs", 1), ("late=deadline", 0), ("state=listed", 2), ("state=delisted", 0), ("level=city", 0)],
)
def test_the_list_is_filtered_by_the_address(officer: Client, query: str, shown: int) -> None:
    assert f"共 2 项，显示 {shown} 项" in text_of(officer.get(f"/listings/?{query}"))


@pytest.mark.parametrize("sort", ["name", "unit", "listed", "plan", "-deadline", "nonsense"])
def test_the_list_is_sorted_in_a_constant_number_of_queries(officer: Client, sort: str) -> None:
    assert queries_of(officer, f"/listings/?sort={sort}") == queries_of(officer, "/listings/?late=proofs")


def test_a_sister_district_finds_none(here: str) -> None:
    sister = logged_in(f"officer-{HUNNAN}")
    assert "共 0 项" in text_of(sister.get("/listings/"))
    for path in (here, f"{here}plan/", f"{here}proofs/funds/"):
        assert sister.get(path).status_code == 404, path
        assert logged_in(f"officer-{CITY}").get(path).status_code == 200, path


def test_the_record_names_what_is_missing_and_since_when(officer: Client, here: str) -> None:
    missing = text_of(officer.get(here)).split("还缺什么")[1].split("督办级别")[0]
    for words in (
        "还缺 5 项",
        "治理方案 期限 2021-08-24，已逾期",
        "“五落实”：措施",
        "“五落实”：时限",
        "“五落实”：预案",
        "没有复查合格，不能销号",
    ):
        assert words in missing


def test_the_suspension_for_missing_proofs_leads_to_the_listing_too(officer: Client) -> None:
    site = str(an_id("site-second"))
    answer = officer.get(form_of("impose_suspension", SECOND, site, campaign=CAMPAIGN, ground="G4"))
    assert f"/listings/{listing_of(SECOND)}/" in answer.content.decode()


# The plan --------------------------------------------------------------------------------------------------------


def test_a_plan_is_recorded_in_its_six_parts_and_revised_from_the_one_before(officer: Client, here: str) -> None:
    assert "第十五条" in text_of(officer.get(f"{here}plan/"))
    assert send(officer, f"{here}plan/", **SIX).headers["Location"] == f"{here}#plan"
    page = text_of(officer.get(here))
    for words in SIX.values():
        assert words in page
    again = filled(officer.get(f"{here}plan/"))
    assert {name: again[name] for name in SIX} == {name: [text] for name, text in SIX.items()}
    send(officer, f"{here}plan/", funds="专项经费 20 万元")
    assert rows(TreatmentPlan).filter(listing=listing_of(SECOND)).count() == 2
    assert "专项经费 20 万元" in text_of(officer.get(here))


@pytest.mark.parametrize("part", SIX)
def test_a_plan_without_one_of_its_parts_is_not_recorded(officer: Client, here: str, part: str) -> None:
    answer = send(officer, f"{here}plan/", **{**SIX, part: ""})
    assert "没有保存：有 1 处需要改正" in text_of(answer)
    others = [name for name in SIX if name != part]
    assert [filled(answer)[name] for name in others] == [[SIX[name]] for name in others]
    assert rows(TreatmentPlan).count() == 0


def test_a_clerk_reads_the_form_but_records_no_plan(here: str) -> None:
    clerk = logged_in(f"clerk-{TIEXI}")
    assert "您没有办理“登记治理方案”的权限" in text_of(clerk.get(f"{here}plan/"))
    assert "不予办理" in text_of(send(clerk, f"{here}plan/", **SIX))
    assert rows(TreatmentPlan).count() == 0


# Proofs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("responsibility", "person", "安全科负责人"),
        ("funds", "amount_fen", "100000"),
        ("time_limit", "day", "2021-09-20"),
        ("measures", "document", "示例施工方案"),
        ("emergency_plan", "document", "示例应急预案"),
    ],
)
def test_each_part_asks_for_its_own_proof(officer: Client, here: str, part: str, field: str, value: str) -> None:
    path = f"{here}proofs/{part}/"
    asked = filled(officer.get(path))
    assert {"person", "amount_fen", "day", "document"} & set(asked) == {field, "document"}
    before = rows(ImplementationProof).filter(listing=listing_of(SECOND), part=part).count()
    assert send(officer, path, **{field: value}).headers["Location"] == f"{here}#five"
    assert rows(ImplementationProof).filter(listing=listing_of(SECOND), part=part).count() == before + 1


def test_a_proof_of_nothing_is_refused_with_what_it_needs(officer: Client, here: str) -> None:
    page = text_of(send(officer, f"{here}proofs/measures/"))
    assert "“五落实”中的措施没有证明" in page
    assert "第三十八条" in page


def test_a_proof_takes_its_files_with_it(officer: Client, here: str) -> None:
    path = f"{here}proofs/measures/"
    sent = data(filled(officer.get(path)), document="示例施工方案")
    files = [SimpleUploadedFile("方案.jpg", JPEG), SimpleUploadedFile("附图.pdf", b"%PDF-1.7 x")]
    answer = officer.post(path, {**sent, "sent": files})
    assert answer.status_code == 302, text_of(answer)
    proof = rows(ImplementationProof).get(listing=listing_of(SECOND), part="measures")
    assert rows(EvidenceLink).filter(object=proof.pk).count() == 2
    page = text_of(officer.get(here))
    assert "2/2 个文件已收到" in page
    assert "方案.jpg" in page


def test_a_proof_may_come_without_a_file_and_the_form_of_evidence_still_may_not(officer: Client, here: str) -> None:
    officer.get(f"{here}proofs/measures/")
    path = f"/evidence/new/?kind=supervision_listing&object={listing_of(SECOND)}"
    assert "没有保存" in text_of(officer.post(path, data(filled(officer.get(path)))))


def test_a_part_that_is_none_of_the_five_is_no_page(officer: Client, here: str) -> None:
    assert officer.get(f"{here}proofs/luck/").status_code == 404


# Decision, resumption, de-listing --------------------------------------------------------------------------------


def test_a_proposal_is_decided_by_another_and_only_that_of_the_hazard_is_led_to(officer: Client) -> None:
    _visit, (hazard, other) = steps.visited(steps.SAFE, steps.SAFE, on=TODAY)
    for one in (hazard, other):
        path = f"/deeds/propose_listing/?hazard={one}&campaign={CAMPAIGN}"
        assert send(officer, path, level="district").status_code == 302
    look_everywhere()
    assert len(proposed_for(hazard)) == 1
    listing = proposed_for(hazard)[0]
    approver = logged_in(APPROVER)
    act = approver.get(form_of("list_supervision", PLANT, str(hazard), campaign=CAMPAIGN), follow=True)
    assert f"listing={listing}" in act.content.decode()
    assert f"listing={proposed_for(other)[0]}" not in act.content.decode()
    page = text_of(approver.get(f"/listings/{listing}/"))
    assert "拟挂牌" in page
    path = f"/deeds/decide_listing/?listing={listing}"
    send(approver, path, plan_due_on="2021-09-05", deadline_on="2021-12-01")
    assert "已挂牌" in text_of(approver.get(f"/listings/{listing}/"))


def test_a_stopped_hazard_is_resumed_after_its_review_and_then_delisted(officer: Client) -> None:
    order, (item,), (hazard,) = steps.ordered(steps.UNSAFE, due=day("09-20"), on=day("08-10"))
    measure = steps.stopped(hazard, on=day("08-10"))
    listing = later_steps.listed(hazard, on=day("08-11"), plan_due=day("08-20"))
    here, approver = f"/listings/{listing}/", logged_in(APPROVER)
    assert "企业还没有申请恢复生产" in text_of(officer.get(here))
    assert f"suspension={measure}" in officer.get(here).content.decode()
    steps.reinspected(order, {item: "passed"}, on=day("08-24"))
    path = f"/deeds/apply_resumption/?suspension_kind=measure&suspension={measure}&next={here}"
    assert send(officer, path, text="隐患已经整改完毕").headers["Location"] == here
    page = text_of(officer.get(here))
    for words in ("已申请恢复生产", "现场审查期限", "2021-09-06", "登记恢复生产现场审查"):
        assert words in page, words
    resumption = rows(SupervisionListing).get(pk=listing).hazard.measure_links.first().measure.resumptions.get().pk
    send(officer, f"/deeds/review_resumption/?resumption={resumption}", passed="true", text="会议室已迁出")
    assert "会议室已迁出" in text_of(officer.get(here))
    send(approver, f"/deeds/consent_resumption/?resumption={resumption}")
    send(officer, f"/deeds/start_delisting_review/?listing={listing}")
    send(approver, f"/deeds/delist/?listing={listing}", reason="隐患已消除，书面同意恢复生产")
    page = text_of(officer.get(here))
    for words in ("已销号", "书面同意", "隐患已消除，书面同意恢复生产"):
        assert words in page, words


def test_a_hazard_that_has_not_passed_is_not_delisted(officer: Client, here: str) -> None:
    listing = listing_of(SECOND)
    send(officer, f"/deeds/start_delisting_review/?listing={listing}")
    answer = send(logged_in(APPROVER), f"/deeds/delist/?listing={listing}", reason="企业申请")
    assert "没有复查合格，不能销号" in text_of(answer)
    assert rows(SupervisionListing).get(pk=listing).state == "under_review"
