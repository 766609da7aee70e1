"""Templates 文书模板 of a bureau's own (.docx): judged before they are kept, filled with the words of a paper.

A template may name fields, ask whether one is there and go through the rows of a list. Everything else that a
template language can do is code, and refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # written without type hints
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from duban.domain.messages import N_, Message, Refusal
from duban.domain.papers.fields import Field, FieldKind
from duban.domain.papers.forms import Form

MAX_BYTES = 5 << 20
_MAX_UNPACKED = 50 << 20
_MAX_PARTS = 500
_DOCUMENT = "word/document.xml"
_MACROS = ("vbaproject.bin", "embeddings/", "activex/")
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Not)


def template_refusal(content: bytes, form: Form) -> Refusal | None:
    """Why the file is no template of this form: not a document, with macros, with code, with unknown fields."""
    refusal = _file_refusal(content)
    if refusal is not None:
        return refusal
    fields = form.fields()
    unknown: list[str] = []
    try:
        for source in _sources(content):
            tree = _environment().parse(source)
            unknown += [name for name in _named(tree, fields) if name not in unknown]
    except TemplateSyntaxError as error:
        return _refused("template.syntax", N_("模板标记写得不完整：{reason}。"), reason=error.message or "")
    except _Code as error:
        return _refused("template.code", N_("模板里有程序代码“{code}”，只能写字段、条件和列表。"), code=str(error))
    if unknown:
        return _refused(
            "template.field",
            N_("模板用了《{title}》没有的字段：{names}。"),
            title=form.title,
            names="、".join(unknown),
        )
    return None


def fill_template(content: bytes, words: Mapping[str, Any]) -> bytes:
    """The template filled; it was judged when it was kept, and is run in a sandbox all the same."""
    template = DocxTemplate(BytesIO(content))
    template.render(dict(words), _environment(), autoescape=True)
    target = BytesIO()
    template.save(target)
    return target.getvalue()


class _Code(Exception):  # noqa: N818 -- never leaves this module
    pass


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True)


def _file_refusal(content: bytes) -> Refusal | None:
    if len(content) > MAX_BYTES:
        return _refused("template.size", N_("模板超过 {limit} MB。"), limit=MAX_BYTES >> 20)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _parts_refusal(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return _refused("template.format", N_("文件不是 .docx 文档。"))


def _parts_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    parts = archive.infolist()
    if _DOCUMENT not in {part.filename for part in parts}:
        return _refused("template.format", N_("文件不是 .docx 文档。"))
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        return _refused("template.size", N_("模板解压后超过 {limit} MB。"), limit=_MAX_UNPACKED >> 20)
    for part in parts:
        if any(word in part.filename.lower() for word in _MACROS):
            return _refused("template.macro", N_("模板含有宏或嵌入的对象（{part}）。"), part=part.filename)
        if part.filename.endswith((".xml", ".rels")) and _reaches_out(archive.read(part)):
            return _refused("template.external", N_("模板引用了外部的文件（{part}）。"), part=part.filename)
    return None


def _reaches_out(part: bytes) -> bool:
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or b'TargetMode="External"' in part


def _sources(content: bytes) -> Iterator[str]:
    """The text of the document and of its headers and footers, as the template language reads it."""
    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))


def _named(tree: nodes.Template, fields: Mapping[str, Field]) -> list[str]:
    """The names that no field has; a column is written ``list.column``."""
    return list(_unknown(tree, fields, {}))


def _unknown(node: nodes.Node, fields: Mapping[str, Field], rows: Mapping[str, Field]) -> Iterable[str]:
    if not isinstance(node, _ALLOWED):
        raise _Code(type(node).__name__)
    if isinstance(node, nodes.For):
        yield from _loop(node, fields, rows)
    elif isinstance(node, nodes.Getattr):
        yield from _column(node, rows)
    elif isinstance(node, nodes.Name):
        field = fields.get(node.name)
        if node.name not in rows and field is None:
            yield node.name
    else:
        for child in node.iter_child_nodes():
            yield from _unknown(child, fields, rows)


def _loop(node: nodes.For, fields: Mapping[str, Field], rows: Mapping[str, Field]) -> Iterable[str]:
    if not (isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)) or node.test or node.recursive:
        raise _Code("for")
    field = fields.get(node.iter.name)
    if field is None or field.kind is not FieldKind.ROWS:
        yield node.iter.name
        return
    for child in (*node.body, *node.else_):
        yield from _unknown(child, fields, {**rows, node.target.name: field})


def _column(node: nodes.Getattr, rows: Mapping[str, Field]) -> Iterable[str]:
    if not isinstance(node.node, nodes.Name) or node.node.name not in rows:
        raise _Code(f".{node.attr}")
    if node.attr not in rows[node.node.name].columns:
        yield f"{node.node.name}.{node.attr}"


def _refused(rule: str, text: str, **params: object) -> Refusal:
    return Refusal(
        rule,
        Message(rule, text, params),
        remedy=Message("template.remedy", N_("请下载这种文书的空白模板（.docx），在它上面修改后再上传。")),
    )
