"""Every next act leads somewhere useful: to a form of a role that may do it, or an honest word that there is none.

The table says for each act on what it is done in the season, and which deed the first way leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from tests.actions.world import CAMPAIGN, TIEXI, actor, an_id, look_everywhere
from tests.web.pages import logged_in, text_of

from duban.actions.register import all_kinds
from duban.domain.permissions import holders, may
from duban.domain.standing import Act
from duban.queries.naming import choices_of
from duban.queries.reading import reading
from duban.web.acts import DUTY, form_of, who
from duban.web.next_acts import Asked, ways

pytestmark = pytest.mark.usefixtures("season")

NOT_IN_THE_SEASON = uuid4()
PLANT, SITE = an_id("plant-210106"), an_id("site-210106")
EVERYBODY = f"all-{TIEXI}"


def of(kind: str, *, state: str = "") -> Callable[[], UUID]:
    """The season's newest record of that kind (in that state); of none that was made up."""

    def found() -> UUID:
        look_everywhere()
        rows = [one for plant in PLANTS for one in choices_of(kind, plant, CAMPAIGN) if not state or one.state == state]
        return rows[0].id if rows else NOT_IN_THE_SEASON

    return found


PLANTS = [PLANT, an_id("plant-second"), an_id("plant-0"), an_id("plant-4")]

# act: the subject, the deed of the first way; () for an act without any
TABLE: dict[Act, tuple[Callable[[], UUID], str, str]] = {
    Act.INSPECT: (lambda: PLANT, "", "record_inspection"),
    Act.COMPLETE_VISIT: (of("inspection"), "", "complete_inspection"),
    Act.ISSUE_ORDER: (of("inspection", state="completed"), "", "draft_order"),
    Act.DELIVER_ORDER: (of("order"), "", "deliver"),
    Act.IMPOSE_TEMPORARY_SUSPENSION: (of("hazard"), "G2", "draft_measure"),
    Act.DELIVER_MEASURE: (of("measure"), "", "deliver"),
    Act.IMPOSE_SUSPENSION: (of("hazard"), "G4", "draft_measure"),
    Act.CONFIRM_YELLOW: (lambda: SITE, "G2", "propose_card"),
    Act.CONFIRM_RED: (lambda: SITE, "G5", "propose_card"),
    Act.NOTIFY_CARD: (of("card"), "", "notify_card"),
    Act.LIFT_CARD: (of("card"), "", "lift_card"),
    Act.LIST_SUPERVISION: (of("hazard"), "G3", "propose_listing"),
    Act.DELIST: (of("listing", state="listed"), "", "start_delisting_review"),
    Act.REINSPECT: (of("order"), "", "record_inspection"),
    Act.REPLY_EXTENSION: (of("extension"), "", "reply_extension"),
    Act.REVIEW_RESUMPTION: (of("resumption"), "", "review_resumption"),
    Act.CONSENT_RESUMPTION: (of("resumption"), "", "consent_resumption"),
    Act.REQUEST_CLOSURE: (lambda: PLANT, "G5", "draft_closure_request"),
    Act.SEND_CLOSURE: (of("request", state="draft"), "", "review_closure_request"),
    Act.RECORD_CLOSURE_ANSWER: (of("request", state="sent"), "", ""),
    Act.CARRY_OUT_CLOSURE: (of("request"), "", "carry_out_closure"),
    Act.REVOKE_LICENCES: (of("request"), "", "revoke_licences"),
    Act.ACCEPT_CLOSURE: (of("request"), "", "sign_off_acceptance"),
    Act.PUBLISH_NOTICE: (of("card"), "", ""),
    Act.FILE_YEAR_END_RETURN: (lambda: PLANT, "", "record_exit_return"),
    Act.CUT_POWER: (lambda: PLANT, "L2", "draft_power_cut"),
    Act.PENALISE: (lambda: PLANT, "", "decide_penalty"),
    Act.CHECK_CRIMINAL_TRANSFER: (of("hazard"), "L2", "send_referral"),
    Act.REFER_UNAPPROVED: (lambda: PLANT, "L3", "send_referral"),
    Act.URGE_SAFETY_WORK: (lambda: PLANT, "G7", "record_urging"),
    Act.DELIVER_PENALTY: (of("penalty"), "", "deliver"),
}
WITHOUT_A_WAY = {Act.PUBLISH_NOTICE}


def asked(act: Act) -> Asked:
    subject, ground, _deed = TABLE[act]
    return Asked(act, str(subject()), CAMPAIGN, PLANT, ground, actor(EVERYBODY), "/")


def test_the_table_has_every_act() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("act", [act for act in Act if TABLE[act][2]])
def test_an_act_leads_to_its_deed_first(act: Act) -> None:
    one = asked(act)
    with reading(one.actor):
        assert [way.deed for way in ways(one)][:1] == [TABLE[act][2]]


@pytest.mark.parametrize("act", sorted(set(Act) - WITHOUT_A_WAY))
def test_whoever_the_act_waits_for_may_do_one_of_its_ways(act: Act) -> None:
    """No role is told that an act is its own and then finds nothing that it may do."""
    deeds = DUTY[act]
    one = asked(act)
    with reading(one.actor):
        permissions = {all_kinds()[way.deed].permission for way in ways(one)}
    useless = [permission for permission in deeds[:1] if not any(
        may([role], other) for role in holders(permission) for other in permissions or {permission})]  # fmt: skip
    assert useless == []


@pytest.mark.parametrize("act", list(Act))
def test_the_page_of_an_act_opens_or_says_what_to_do(act: Act) -> None:
    one = asked(act)
    answer = logged_in(EVERYBODY).get(
        form_of(act, PLANT, one.subject, campaign=CAMPAIGN, ground=one.ground), follow=True
    )
    known = one.subject != str(NOT_IN_THE_SEASON)
    assert answer.status_code in ({200} if known else {200, 404})
    assert who(act)


def test_a_notice_has_no_deed_yet_and_the_page_does_not_pretend() -> None:
    path = form_of(Act.PUBLISH_NOTICE, PLANT, str(an_id("card")), campaign=CAMPAIGN)
    page = text_of(logged_in(EVERYBODY).get(path))
    assert "这一步在本系统中还不能登记，网页和命令行都没有" in page
    assert "publish_notice" not in all_kinds()
