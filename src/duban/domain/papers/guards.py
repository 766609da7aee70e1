"""Guards of papers 签发把关: what must not be issued, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duban.domain.messages import N_, Message, Refusal
from duban.domain.papers.composing import Composed
from duban.domain.papers.forms import Form
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.workflow import PaperState

CLAUSE = N_("文书式样：应填事项")


def missing_refusal(form: Form, composed: Composed) -> Refusal | None:
    """Refused while a fact without which the paper says nothing is not recorded."""
    lacking = [name for name in form.needs if not composed.words.get(name)]
    if not lacking:
        return None
    fields = form.fields()
    return Refusal(
        "paper.missing",
        Message(
            "paper.missing",
            N_("《{title}》缺少：{fields}。"),
            {"title": form.title, "fields": "、".join(fields[name].label for name in lacking)},
        ),
        CLAUSE,
        Message("paper.missing.remedy", N_("请先在企业、执法记录或者文书设置中登记，文书从那里取数。")),
    )


def unverified_refusal(composed: Composed) -> Refusal | None:
    """Refused while it cites what nobody has read in the official text (待法规科核实)."""
    if not composed.unverified:
        return None
    return Refusal(
        "paper.unverified",
        Message(
            "paper.unverified",
            N_("引用的条文尚未核实，不能签发：{articles}。"),
            {"articles": "；".join(one.text for one in composed.unverified)},
        ),
        remedy=Message("paper.unverified.remedy", N_("请法制审核人员在“法规库”中对照官方文本确认后再签发。")),
    )


def texts_refusal(form: Form, texts: Mapping[str, str], *, complete: bool) -> Refusal | None:
    """Refused for a text that the form does not ask for and, when it is ``complete``, for one left out."""
    asked = {ask.name: ask for ask in form.asks}
    unknown = [name for name in texts if name not in asked]
    if unknown:
        return Refusal(
            "paper.text_unknown",
            Message(
                "paper.text_unknown",
                N_("《{title}》没有“{names}”这一项。"),
                {"title": form.title, "names": "、".join(unknown)},
            ),
            remedy=Message(
                "paper.text_unknown.remedy", N_("可填写的项目：{names}。"), {"names": "、".join(asked) or N_("无")}
            ),
        )
    left = [ask.label for name, ask in asked.items() if complete and ask.required and not texts.get(name, "").strip()]
    if not left:
        return None
    return Refusal(
        "paper.text_missing",
        Message(
            "paper.text_missing",
            N_("《{title}》还须填写：{labels}。"),
            {"title": form.title, "labels": "、".join(left)},
        ),
        CLAUSE,
        Message("paper.text_missing.remedy", N_("请填写后再送审、签发。")),
    )


def glyph_refusal(missing: Sequence[str]) -> Refusal | None:
    """Refused while no font has a character of it: an issued paper with a gap in a name is no paper."""
    if not missing:
        return None
    return Refusal(
        "paper.glyph",
        Message("paper.glyph", N_("字体里没有这些字：{characters}。"), {"characters": "".join(missing)}),
        remedy=Message(
            "paper.glyph.remedy", N_("请把含有这些字的字体文件放入数据文件夹下的 fonts，重新启动后再办理。")
        ),
    )


def draft_refusal(form: Form) -> Refusal | None:
    """Refused for a paper that is produced from a decision: nothing in it is left to draft."""
    if form.reviewed:
        return None
    return Refusal(
        "paper.decided",
        Message("paper.decided", N_("《{title}》由已作出的决定制作，不另行拟稿送审。"), {"title": form.title}),
        remedy=Message("paper.decided.remedy", N_("请在该决定的页面上制作正式文书。")),
    )


def produce_refusal(form: Form) -> Refusal | None:
    """Refused for a paper that another person must review."""
    if not form.reviewed:
        return None
    return Refusal(
        "paper.reviewed",
        Message("paper.reviewed", N_("《{title}》须经拟稿、送审，由另一人签发。"), {"title": form.title}),
        CLAUSE,
        Message("paper.reviewed.remedy", N_("请先拟制文书，再送审。")),
    )


def undecided_refusal(form: Form, day: date | None) -> Refusal | None:
    """Refused before the decision was taken."""
    if day is not None:
        return None
    return Refusal(
        "paper.undecided",
        Message("paper.undecided", N_("所依据的事项还没有办到这一步，不能制作《{title}》。"), {"title": form.title}),
        remedy=Message("paper.undecided.remedy", N_("请先办理该事项；在此之前可以预览草稿。")),
    )


def made_refusal(form: Form, number: str | None) -> Refusal | None:
    """Refused when the paper exists: what is wrong in it is corrected by a new one that cites it."""
    if number is None:
        return None
    return Refusal(
        "paper.made",
        Message("paper.made", N_("《{title}》已经制作（{number}）。"), {"title": form.title, "number": number or "—"}),
        remedy=Message("paper.made.remedy", N_("文书有错的，请办理“更正文书”：新文书写明更正哪一份。")),
    )


def source_refusal(form: Form, found: bool) -> Refusal | None:
    """Refused when the record behind the paper is unknown, void or out of scope."""
    if found:
        return None
    return Refusal(
        "paper.source",
        Message("paper.source", N_("没有《{title}》所依据的记录。"), {"title": form.title}),
        remedy=Message("paper.source.remedy", N_("请核对编号；作废的记录和其他单位的记录不能使用。")),
    )


def belongs_refusal(form: Form, home: str, by: str, campaign: str, wanted: str) -> Refusal | None:
    """Refused for a record of another unit or of another campaign."""
    if home == by and campaign == wanted:
        return None
    return Refusal(
        "paper.not_own",
        Message("paper.not_own", N_("《{title}》所依据的记录不属于本单位的这次专项行动。"), {"title": form.title}),
        remedy=Message("paper.not_own.remedy", N_("文书由作出该决定的单位制作。")),
    )


def kind_refusal(form: Form, days: Mapping[PaperKind, date | None]) -> Refusal | None:
    """Refused when no such paper is made of the record, e.g. a decision against a person on the form for a unit."""
    if form.kind in days:
        return None
    return Refusal(
        "paper.kind",
        Message("paper.kind", N_("这条记录现在不能制作《{title}》。"), {"title": form.title}),
        remedy=Message("paper.kind.remedy", N_("请在该记录的页面上选择可以制作的文书。")),
    )


def editable_refusal(state: PaperState) -> Refusal | None:
    """Only a draft is edited: what is in review was read as it stands."""
    if state is PaperState.DRAFT:
        return None
    return Refusal(
        "paper.not_draft",
        Message("paper.not_draft", N_("只有草稿可以修改。")),
        remedy=Message("paper.not_draft.remedy", N_("送审的文书请签发人退回编辑；已签发的请办理更正。")),
    )


def correctable_refusal(state: PaperState, *, archived: bool) -> Refusal | None:
    """Only an issued paper outside a locked case file is corrected."""
    if archived:
        return archived_refusal(archived)
    if state is PaperState.ISSUED:
        return None
    return Refusal(
        "paper.not_issued",
        Message("paper.not_issued", N_("只有已签发的文书可以更正。")),
        remedy=Message("paper.not_issued.remedy", N_("草稿可以直接修改；已更正、已撤回的文书不再更正。")),
    )


def archived_refusal(archived: bool) -> Refusal | None:
    """A case file is locked when it is archived."""
    if not archived:
        return None
    return Refusal(
        "paper.archived",
        Message("paper.archived", N_("文书已经归入案卷，不能再变动。")),
        remedy=Message("paper.archived.remedy", N_("新的文书可以另组一卷。")),
    )


def scan_refusal(state: PaperState, media_type: str) -> Refusal | None:
    """A scan is the sealed copy of an issued paper, as PDF or picture."""
    if state is not PaperState.ISSUED:
        return Refusal(
            "paper.scan_early",
            Message("paper.scan_early", N_("只有已签发的文书可以上传签章扫描件。")),
            remedy=Message("paper.scan_early.remedy", N_("请先签发或制作正式文书，打印签章后再扫描。")),
        )
    if media_type == "application/pdf" or media_type.startswith("image/"):
        return None
    return Refusal(
        "paper.scan_type",
        Message("paper.scan_type", N_("签章扫描件应为 PDF 或图片，收到的是 {type}。"), {"type": media_type}),
        remedy=Message("paper.scan_type.remedy", N_("请把签章的纸质文书扫描成 PDF、JPEG 或 PNG。")),
    )
