"""Returns 报送 of both annexes as of 10 September: most in time, one late, one sent back, one reopened."""

from __future__ import annotations

from datetime import date

from season.book import CAMPAIGN, Book, day
from season.units import CITY, UNITS

REPORT_DAY = day("09-10")
LATE, SENT_BACK, REOPENED = "210123", "210114", "210181"
CARDS = frozenset({"210106", "210112", "210114", "210181"})
"""Units with a card by the report day; the others send annex 2 as a zero return."""
WORDS = {
    "210112": {
        "red_without_request": "停产停业整顿处罚决定已送达，待复查后提请关闭",
        "order_undelivered": "9月9日签发，正在送达",
    }
}
"""What the clerk says of what the cross-checks ask about."""
OFFICE = UNITS[CITY].login("campaign_office")


def returns(book: Book) -> None:
    """Prepared by the clerk, signed by the head, sent; then judged by the city's campaign office."""
    for code in UNITS:
        if code != CITY:
            for annex in ("1", "2"):
                _return(book, code, annex)


def _return(book: Book, code: str, annex: str) -> None:
    sent = _sent(book, code, annex, day("09-14") if code == LATE else REPORT_DAY)
    if code == SENT_BACK and annex == "1":
        reason = "备注请写明重大隐患的整改进展"
        book.write("return_submission", day("09-13"), OFFICE, code, submission=sent, reason=reason)
        sent = _sent(book, code, annex, day("09-14"))
    accepted_on = day("09-15") if code in {LATE, SENT_BACK} else day("09-13")
    book.write("accept_submission", accepted_on, OFFICE, code, submission=sent)
    if code == REOPENED and annex == "2":
        reason = "新民市来函：整改期限填写有误，申请更正"
        book.write("reopen_submission", day("09-22"), OFFICE, code, submission=sent, reason=reason)
        again = _sent(book, code, annex, day("09-23"))
        book.write("accept_submission", day("09-24"), OFFICE, code, submission=again)


def _sent(book: Book, code: str, annex: str, on: date) -> str:
    unit = UNITS[code]
    words = {"prepared_by_name": f"{unit.name}填报人（示例）", "telephone": "024-00000000"}
    nothing = {"zero_return": True} if annex == "2" and code not in CARDS else {}
    given = {"campaign": CAMPAIGN, "annex": annex, "report_on": REPORT_DAY, **words, **nothing}
    if code in WORDS:
        given["explanations"] = WORDS[code]
    submission = book.write("prepare_submission", on, unit.login("clerk"), code, **given)
    book.write("sign_submission", on, unit.login("head"), code, submission=submission)
    book.write("submit_submission", on, unit.login("clerk"), code, submission=submission)
    return submission
