"""The isolation walk: every address × role × own unit, sister, child and parent.

An address that names a record shows it to its own unit and to those above it; to anybody else the record does not
exist. Lists hold no name of a plant out of scope. The same once more with the queries' own filters removed: then row
security alone must hold. An address that is neither a list nor in the table of records fails here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook
from tests.actions import steps
from tests.actions.steps import day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, noon, plant, rows, writing
from tests.web.conftest import season, told_season
from tests.web.pages import logged_in
from tests.web.site.story import TODAY

from duban.domain.annex_table import Header
from duban.domain.permissions import Role, may
from duban.queries import ledger_list, tasks, today
from duban.queries.actors import actor_named
from duban.queries.annexes import annex_table
from duban.queries.behind import records_behind
from duban.queries.campaigns import campaign
from duban.queries.dossier import dossier
from duban.queries.reading import reading
from duban.records.models import (
    Acceptance,
    CampaignDraft,
    CampaignVersion,
    Card,
    CaseFile,
    ClosureRequest,
    Enterprise,
    Extension,
    Hazard,
    ImportBatch,
    Inspection,
    InspectionPlan,
    OnSiteMeasure,
    OrderItem,
    Paper,
    PenaltyDecision,
    RectificationOrder,
    SupervisionListing,
)
from duban.web.access import ACCESS
from duban.web.acts import duties
from duban.web.lists import LISTS as LISTED

__all__ = ["season", "told_season"]
pytestmark = pytest.mark.usefixtures("season")

OWN, SISTER, ABOVE = TIEXI, HUNNAN, CITY
THEIRS = "plant-city"  # a plant that the city itself registered: out of reach from below

_ELSEWHERE = (Role.PARTNER, Role.GOVERNMENT, Role.CAMPAIGN_OFFICE)  # a district bureau has none of these
ROLES = [role.value for role in Role if role not in _ELSEWHERE]


def _first(model: type[Any], **where: Any) -> UUID:
    """A record of the own unit's case."""
    return UUID(str(rows(model).filter(enterprise=an_id("plant-210106"), **where).order_by("pk")[0].pk))


def _plan(state: str) -> UUID:
    """The own unit's plan in that state."""
    return UUID(str(rows(InspectionPlan).get(home_agency=OWN, state=state).pk))


RECORDS: Mapping[str, Callable[[], list[Any]]] = {
    "enterprise": lambda: [an_id("plant-210106")],
    "act": lambda: [an_id("plant-210106"), "inspect"],
    "inspection_new": lambda: [an_id("plant-210106")],
    "plan": lambda: [_plan("draft")],
    "plan_edit": lambda: [_plan("draft")],
    "inspection_library": lambda: [an_id("plant-210106")],
    "inspection": lambda: [_first(Inspection)],
    "order_new": lambda: [_first(Inspection, kind="first")],
    "measure_new": lambda: [_first(Inspection, kind="first")],
    "reinspection_new": lambda: [_first(Inspection, kind="reinspection")],
    "order": lambda: [_first(RectificationOrder)],
    "measure": lambda: [_first(OnSiteMeasure)],
    "hazard": lambda: [_first(Hazard)],
    "extension_new": lambda: [_first(OrderItem)],
    "extension": lambda: [_first(Extension)],
    "listing": lambda: [_first(SupervisionListing)],
    "listing_plan": lambda: [_first(SupervisionListing)],
    "listing_proof": lambda: [_first(SupervisionListing), "funds"],
    "card": lambda: [_first(Card)],
    "penalty": lambda: [_first(PenaltyDecision)],
    "closure": lambda: [_first(ClosureRequest)],
    "acceptance": lambda: [_first(Acceptance)],
    "paper": lambda: [_first(Paper)],
    "paper_file": lambda: [_first(Paper), "pdf"],
    "paper_preview": lambda: ["rectification_order", _first(RectificationOrder)],
    "papers_of": lambda: ["rectification_order", _first(RectificationOrder)],
    "papers_of_enterprise": lambda: [CAMPAIGN, an_id("plant-210106")],
    "case_file_new": lambda: [CAMPAIGN, an_id("plant-210106")],
    "case_file": lambda: [UUID(str(rows(CaseFile).get().pk))],
    "case_file_pdf": lambda: [UUID(str(rows(CaseFile).get().pk))],
    "person": lambda: [an_id(f"person:officer-{OWN}")],
    "card_proposal": lambda: [CAMPAIGN, an_id("plant-210106"), "yellow", "G2", an_id("site-210106")],
}
"""Addresses that name a record, and how to name one of the own unit."""

LISTS = (
    "workbench",
    "campaigns",
    "tasks",
    "done",
    "ledger",
    "annexes",
    "plans",
    "plan_new",
    "roster",
    "inspections",
    "hazards",
    "measures",
    "listings",
    "cards",
    "card_pool",
    "penalty_counter",
    "penalties",
    "closures",
    "acceptances",
    "capacity",
    "imports",
    "statistics",
    "wall",
    "returns",
    "messages",
    "papers",
    "paper_settings",
    "administration",
    "agencies",
    "calendars",
    "law",
    "people",
)
"""Addresses that name none: they hold what the reader's scope holds."""

WALKED_ELSEWHERE = {
    "alive": "shows nothing",
    "login": "shows nothing",
    "logout": "takes posts only",
    "language": "takes posts only",
    "password": "shows the reader's own account",
    "due": "shows law, no record",
    "annex": "walked below, unit by unit",
    "annex_cell": "walked below, unit by unit",
    "annex_file": "walked below, unit by unit",
    "list_export": "takes posts only; walked below",
    "list_batch": "takes posts only; every row is a deed, judged as such: tests/web/test_lists_batch.py",
    "list_filters": "takes posts only; the reader's own filters: tests/web/test_lists_filters.py",
    "background_tasks": "the reader's own tasks; see tests/web/test_lists_export.py",
    "background_task": "walked below: a task of the own unit, of another person, of another unit",
    "background_file": "as background_task",
    "deed": "walked below, by the record that it is about",
    "penalty_new": "walked below, with the campaign in its address",
    "penalty_range": "walked below, with the campaign in its address",
    "campaign": "read by every unit that takes part, as law is; see tests/web/test_pages_campaigns.py",
    "campaign_difference": "as campaign",
    "campaign_copy": "a form about a campaign, for the campaign office alone",
    "campaign_draft": "a draft of the own unit: tests/web/test_pages_campaigns.py, and below without its filter",
    "campaign_section": "as campaign_draft",
    "campaign_item": "as campaign_draft",
    "import_new": "an empty form",
    "evidence_new": "walked in tests/web/test_evidence.py: a form about a record",
    "inspection_more": "walked in tests/web/test_inspection_entry.py: a form about a draft",
    "evidence_preview": "walked in tests/web/test_evidence.py, as evidence",
    "evidence": "walked in tests/web/test_evidence.py: a file, which the season has none of",
    "import_check": "walked below: a ticket that one does not hold",
    "return": "walked in tests/web/test_pages_returns.py, with its cells, files, forms and scan",
    "return_new": "as return: a form of the reader's own unit",
    "return_cell": "as return",
    "return_file": "as return",
    "return_edit": "as return",
    "return_back": "as return",
    "return_scan": "as return",
    "return_scan_file": "as return",
    "return_compare": "as return",
    "consolidated_returns": "as return: units right below the reader's alone",
    "consolidated_cell": "as return",
    "consolidated_file": "as return",
    "message": "walked in tests/web/test_pages_messages.py: of the sending and the receiving unit",
    "message_new": "as message",
    "paper_new": "walked in tests/web/test_pages_papers.py: papers of the own unit's records alone",
    "paper_edit": "as paper_new",
    "paper_correct": "as paper_new",
    "paper_scan": "as paper_new",
    "paper_scan_file": "as paper_new: a file, which the season has none of",
    "paper_template": "an empty form",
    "paper_template_blank": "a form of the product",
    "paper_template_own": "as paper_new: a file of the reader's own unit",
    "verify": "walked in tests/web/test_pages_returns.py: tells what a paper tells to whoever knows its hash",
    "trail": "walked in tests/web/test_administration_trail.py: the chains of the own unit and below alone",
    "trail_record": "as trail",
    "agency": "walked in tests/web/test_administration_agencies.py: units of the own tree alone",
    "calendar_edit": "walked in tests/web/test_administration_law.py: common law, no unit's records",
    "law_concept": "as calendar_edit",
    "staff_template": "an empty workbook",
    "staff_import": "an empty form",
    "staff_check": "a ticket that one does not hold: tests/web/test_staff_import.py",
    "hand_over": "walked in tests/web/test_administration_people.py: the own unit's people alone",
    "accounts": "walked in tests/web/test_administration_accounts.py, with account and its forms",
    "account": "as accounts",
    "account_new": "as accounts",
    "account_password": "as accounts",
    "account_roles": "as accounts",
    "import_batch": "walked below: a batch of the own unit",
}


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield str(pattern.name)


def test_every_address_is_walked():
    known = {*RECORDS, *LISTS, *WALKED_ELSEWHERE}
    assert set(_names(get_resolver().url_patterns)) - known == set()
    assert known - set(ACCESS) == set()


def _status(username: str, name: str) -> int:
    answer = logged_in(username).get(reverse(name, args=RECORDS[name]()))
    return 200 if answer.status_code == 302 else answer.status_code  # a form that opens at once


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_shown_to_its_unit_and_to_those_above_and_to_nobody_else(name, role):
    may = _status(f"{role}-{OWN}", name) != 403
    assert _status(f"{role}-{OWN}", name) in ({200, 404} if may else {403})
    assert _status(f"{role}-{SISTER}", name) == (404 if may else 403)
    assert _status(f"{role}-{ABOVE}", name) in ({200, 404} if may else {403})


@pytest.mark.parametrize("name", RECORDS)
def test_the_own_unit_and_the_city_see_the_record(name):
    assert _status(f"officer-{OWN}", name) == 200
    assert _status(f"officer-{ABOVE}", name) == 200


@pytest.mark.parametrize("role", ["officer", "clerk", "leader"])
def test_from_below_a_superiors_record_does_not_exist(role):
    plant(THEIRS, CITY)
    assert logged_in(f"{role}-{OWN}").get(f"/enterprises/{an_id(THEIRS)}/").status_code == 404
    assert logged_in(f"{role}-{CITY}").get(f"/enterprises/{an_id(THEIRS)}/").status_code == 200


# Lists ------------------------------------------------------------------------------------------------------------


def _out_of_scope(agency: str) -> set[str]:
    return set(rows(Enterprise).exclude(home_agency=agency).values_list("name", flat=True))


def _named(text: str, names: set[str]) -> set[str]:
    """Which names stand in the text, not as the beginning of a longer one."""
    return {name for name in names if re.search(rf"{re.escape(name)}(?!\d)", text)}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ["officer", "approver", "clerk", "leader", "head"])
def test_a_list_names_no_plant_out_of_scope(name, role):
    others, own = _out_of_scope(OWN), _out_of_scope(SISTER)
    answer = logged_in(f"{role}-{OWN}").get(reverse(name), {"size": "200"}, follow=True)
    assert answer.status_code == 200
    assert _named(answer.content.decode(), others) == set()
    whole = logged_in(f"{role}-{CITY}").get(reverse(name), {"size": "200"}, follow=True).content.decode()
    assert name not in {"tasks", "ledger", "annexes"} or _named(whole, own)


@pytest.mark.parametrize("unit", [HUNNAN, CITY, "all", "990000"])
@pytest.mark.parametrize("annex", ["1", "2"])
def test_an_annex_of_another_unit_is_not_to_be_had(annex, unit):
    client, others = logged_in(f"clerk-{OWN}"), _out_of_scope(OWN)
    for name, args in (("annex", [annex]), ("annex_file", [annex, "json"]), ("annex_file", [annex, "csv"])):
        answer = client.get(reverse(name, args=args), {"unit": unit, "on": TODAY.isoformat()})
        assert answer.status_code == 200
        assert _named(answer.content.decode(), others) == set()


def test_a_cell_of_a_sisters_annex_does_not_exist():
    there = {"unit": OWN, "on": TODAY.isoformat(), "row": str(an_id("entry-210106")), "column": "visits"}
    assert logged_in(f"clerk-{OWN}").get("/annexes/1/cell/", there).status_code == 200
    assert logged_in(f"clerk-{SISTER}").get("/annexes/1/cell/", there).status_code == 404


ABOUT = {"inspection": Inspection, "order": RectificationOrder, "measure": OnSiteMeasure, "card": Card,
         "penalty": PenaltyDecision, "hazard": Hazard}  # fmt: skip


@pytest.mark.parametrize("kind", ABOUT)
def test_a_form_about_a_sisters_record_does_not_open(kind):
    deeds = {"inspection": "complete_inspection", "order": "issue_order", "measure": "issue_measure",
             "card": "lift_card", "penalty": "pay_penalty", "hazard": "record_safety"}  # fmt: skip
    path, query = reverse("deed", args=[deeds[kind]]), {kind: str(_first(ABOUT[kind]))}
    shown = logged_in(f"all-{SISTER}").get(path, query)
    name = rows(Enterprise).get(pk=an_id("plant-210106")).name
    assert shown.status_code == 404 or name not in shown.content.decode()


@pytest.mark.parametrize("name", ["penalty_new", "penalty_range"])
def test_a_penalty_of_a_sisters_enterprise_is_not_even_weighed(name):
    path, query = reverse(name, args=[an_id("plant-210106")]), {"campaign": CAMPAIGN}
    found = [logged_in(f"head-{unit}").get(path, query).status_code for unit in (OWN, SISTER, ABOVE)]
    assert found == [200, 404, 200]


def test_a_sisters_import_does_not_exist():
    with writing(OWN):
        batch = ImportBatch.objects.create(
            home_agency_id=OWN, campaign=CAMPAIGN, file_name="示例台账.xlsx", sha256="0" * 64, imported_on=TODAY
        )
    path = reverse("import_batch", args=[batch.pk])
    found = [logged_in(f"clerk-{unit}").get(path).status_code for unit in (OWN, SISTER, ABOVE)]
    assert found == [200, 404, 200]
    assert logged_in(f"clerk-{SISTER}").get(reverse("import_check", args=["0" * 32])).status_code in {302, 404}


def test_a_task_of_another_person_or_unit_does_not_exist():
    task = uuid4()
    asked = {"list": "ledger", "query": "", "language": "zh-hans"}
    do("start_task", by=f"officer-{OWN}", on=TODAY, id=task, kind="export", title="企业台账", asked=asked)
    for name in ("background_task", "background_file"):
        path = reverse(name, args=[task])
        people = [f"officer-{OWN}", f"clerk-{OWN}", f"officer-{SISTER}", f"officer-{ABOVE}"]
        found = [logged_in(one).get(path).status_code for one in people]
        assert found == [404 if name == "background_file" else 200, 404, 404, 404]  # there is no result yet


@pytest.mark.parametrize("code", [code for code in LISTED if may({Role.OFFICER}, ACCESS[code].any_of[0])])
@pytest.mark.parametrize("role", ["officer", "approver", "clerk", "leader", "head"])
def test_an_exported_list_names_no_plant_out_of_scope(code, role, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    answer = logged_in(f"{role}-{OWN}").post(reverse("list_export", args=[code]), {"deed": str(uuid4())})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    text = "\n".join(str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row)
    assert _named(text, _out_of_scope(OWN)) == set()


# Row security alone -----------------------------------------------------------------------------------------------


@pytest.fixture
def unfiltered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists ask for every unit there is."""
    asked = today.today_of

    def everything(*args: Any, **kwargs: Any) -> today.Today:
        return replace(asked(*args, **kwargs), units=None)

    for module in ("workbench", "tasks", "ledger", "card_pool"):
        monkeypatch.setattr(f"duban.web.views.{module}.today_of", everything)
    monkeypatch.setattr("duban.web.statistics.slices.today_of", everything)


@pytest.mark.usefixtures("unfiltered")
@pytest.mark.parametrize("name", ["workbench", "tasks", "ledger", "card_pool", "penalty_counter", "statistics", "wall"])
def test_without_their_filters_lists_still_hold_nothing_out_of_scope(name):
    answer = logged_in(f"officer-{OWN}").get(reverse(name), {"size": "200"})
    assert answer.status_code == 200
    assert _named(answer.content.decode(), _out_of_scope(OWN)) == set()


def test_without_filters_queries_still_read_nothing_out_of_scope():
    visit, _ = steps.visited(on=day("08-20"))
    plan, other = campaign(CAMPAIGN), actor_named(f"officer-{SISTER}")
    header = Header("", "", "", TODAY)
    with reading(other):
        everything = today.today_of(plan, TODAY, None)
        found = ledger_list.LedgerLines(everything, ledger_list.Sought(place=""))
        assert {line.unit for line in found[0:200]} == {SISTER}
        assert {task.unit for task in tasks.Tasks(everything, duties(other), tasks.TasksSought())[0:200]} == {SISTER}
        assert annex_table(plan, "1", TODAY, header, units=(OWN,)).rows == ()
        assert annex_table(plan, "2", TODAY, header, units=(OWN,)).rows == ()
        assert dossier(plan, an_id("plant-210106"), TODAY) is None
        assert records_behind([str(visit)]) == []


def test_without_filters_a_draft_of_a_plan_is_read_by_its_unit_and_those_above():
    version = rows(CampaignVersion).get(pk=an_id(CAMPAIGN))
    with writing(OWN):
        person, moment = an_id(f"all-{OWN}"), noon(TODAY)
        CampaignDraft.objects.create(
            home_agency_id=OWN, campaign="example", source=version, document="{}", started_at=moment,
            started_by_id=person, edited_at=moment, edited_by_id=person,
        )  # fmt: skip
    found = []
    for unit in (OWN, SISTER, ABOVE):
        with reading(actor_named(f"officer-{unit}")):
            found.append(CampaignDraft.objects.count())
    assert found == [1, 0, 1]


def test_a_plant_that_moved_keeps_its_history_with_its_new_unit():
    new = do("move_entry", by=f"approver-{CITY}", on=TODAY, entry=an_id("entry-1"), to_agency=HUNNAN, reason="属地调整")
    assert new is not None
    for unit in (OWN, SISTER):
        assert logged_in(f"officer-{unit}").get(f"/enterprises/{an_id('plant-1')}/").status_code == 200
