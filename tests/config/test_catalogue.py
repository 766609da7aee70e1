"""The English catalogue: complete, current, and filled in as its sources are."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.config import catalogue


def test_every_source_string_has_its_english_words():
    assert [str(fault) for fault in catalogue.faults()] == []


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A small package with one module and one template."""
    package = tmp_path / "duban"
    package.mkdir()
    (package / "acts.py").write_text(
        "from x import N_, gettext as _, ngettext, pgettext\n"
        "A = N_('责令{what}')\nB = _('企业')\nC = pgettext('风险', '红')\n"
        "D = ngettext('%d 家', '%d 家企业', 2)\nE = _(A)\n"
    )
    (package / "page.html").write_text(
        '{% load i18n %}\n<div>\n    {% translate "台账" %}\n  {% blocktranslate trimmed with n=n %}\n'
        "    共 {{ n }} 家\n  {% endblocktranslate %}\n"
        '{% panel _("基本情况") %}<p>100% "不译\'</p>{% endpanel %}</div>\n'
    )
    return package


def test_strings_are_found_in_python_and_in_templates(room):
    found = {(one.context, one.id) for one in catalogue.extract(room) if one.id}
    assert found == {
        (None, "责令{what}"),
        (None, "企业"),
        ("风险", "红"),
        (None, ("%d 家", "%d 家企业")),
        (None, "台账"),
        (None, "共 %(n)s 家"),
        (None, "基本情况"),
    }


def write(room: Path, **translations: str) -> Path:
    """A catalogue whose strings are all translated as themselves, but for those named."""
    po = room.parent / "django.po"
    catalogue.update(po, room)
    text = po.read_text(encoding="utf-8").replace('msgstr ""\n\n', 'msgstr "x"\n\n')
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "x"\nmsgstr[1] "x"')
    for source, words in translations.items():
        text = text.replace(f'msgid "{source}"\nmsgstr "x"', f'msgid "{source}"\n{words}')
    po.write_text(text if text.endswith('"x"\n') else text.rstrip("\n").removesuffix('msgstr ""') + 'msgstr "x"\n')
    return po


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('msgstr ""', "no translation: 企业"),
        ('msgstr "{name}"', "translation fills in {name}, which the source does not: 企业"),
    ],
)
def test_a_missing_or_wrongly_filled_translation_is_a_fault(room, words, why):
    po = write(room, 企业=words)
    assert [str(fault) for fault in catalogue.faults(po, room)] == [why]


def test_an_unsure_translation_is_a_fault(room):
    po = write(room)
    po.write_text(po.read_text(encoding="utf-8").replace('msgid "企业"', '#, fuzzy\nmsgid "企业"'))
    assert [str(fault) for fault in catalogue.faults(po, room)] == ["translation unsure (fuzzy): 企业"]


def test_a_string_that_came_and_one_that_went_are_faults_until_extracted(room):
    po = write(room)
    assert catalogue.faults(po, room) == []
    (room / "acts.py").write_text("from x import N_\nA = N_('责令{what}')\nF = N_('新的')\n")
    assert {str(fault) for fault in catalogue.faults(po, room)} == {
        "gone from the sources: 企业",
        "gone from the sources: 红",
        "gone from the sources: ('%d 家', '%d 家企业')",
        "no translation: 新的",
    }
    catalogue.update(po, room)
    assert [str(fault) for fault in catalogue.faults(po, room)] == ["no translation: 新的"]


def test_extracting_twice_changes_nothing(room):
    po = write(room)
    catalogue.update(po, room)
    once = po.read_bytes()
    catalogue.update(po, room)
    assert po.read_bytes() == once


def test_the_command_refuses_what_it_does_not_know(capsys):
    assert catalogue.main(["translate"]) == catalogue.USAGE
    assert "extract|compile|check" in capsys.readouterr().err
