from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cases import CaseFile, Debtor
from desktop.domain.facts import gather_facts
from desktop.domain.names import forms_of_address, split_surname
from desktop.domain.profile import Profile
from desktop.domain.talk_track import fill

ZH_LINE = "谢谢您核实，{debtor_surname}{debtor_title}。"
EN_LINE = "Thank you, {debtor_title} {debtor_surname}."


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("王小明", "王"),
        ("李白", "李"),
        (" 王 小明 ", "王"),
        ("王　小明", "王"),
        ("欧阳修", "欧阳"),
        ("歐陽修", "歐陽"),
        ("司马相如", "司马"),
        ("诸葛亮", "诸葛"),
        ("上官婉儿", "上官"),
        ("贺兰英", "贺"),
        ("李张子涵", "李"),
        ("王", "王"),
        ("古丽·买买提", "古丽·买买提"),
        ("杭州示例商贸有限公司", "杭州示例商贸有限公司"),
        ("Jo Smith", "Smith"),
        ("Mary Jane Watson", "Watson"),
        ("Smith, Jo", "Smith"),
        ("Jo Smith, Jr.", "Smith"),
        ("Jo Smith III", "Smith"),
        ("Anton van Dyck", "van Dyck"),
        ("Carlos de la Cruz", "de la Cruz"),
        ("Nguyen Van Nam", "Nam"),
        ("van Dyck", "Dyck"),
        ("Cher", "Cher"),
        ("Jr", "Jr"),
        ("  ", ""),
        ("", ""),
        (",", ""),
    ],
)
def test_the_surname_is_what_goes_with_a_title(name: str, surname: str) -> None:
    assert split_surname(name) == surname


def said(name: str, title: str, language: str) -> str | None:
    debtor = Debtor("C-1", name, split_surname(name), title)
    facts = gather_facts(
        case=CaseFile(1, debtor, (), ()),
        profile=Profile(),
        fields={},
        now_local=datetime(2026, 11, 27, 15, tzinfo=ZoneInfo("Asia/Shanghai")),
        language=language,
        identity_confirmed=False,
    )
    return fill(ZH_LINE if language == "zh_CN" else EN_LINE, facts)


@pytest.mark.parametrize(
    ("name", "title", "language", "line"),
    [
        ("欧阳小明", "女士", "zh_CN", "谢谢您核实，欧阳女士。"),
        ("Jo Smith", "Ms", "en", "Thank you, Ms Smith."),
        ("王小明", "", "zh_CN", "谢谢您核实，王小明。"),
        ("欧阳小明", "", "zh_CN", "谢谢您核实，欧阳小明。"),
        ("王 小明", "", "zh_CN", "谢谢您核实，王小明。"),
        ("古丽·买买提", "", "zh_CN", "谢谢您核实，古丽·买买提。"),
        ("杭州示例商贸有限公司", "", "zh_CN", "谢谢您核实，杭州示例商贸有限公司。"),
        ("Jo van Dyck", "", "zh_CN", "谢谢您核实，Jo van Dyck。"),
        ("Jo van Dyck", "", "en", "Thank you, Jo van Dyck."),
        ("Smith, Jo", "", "en", "Thank you, Jo Smith."),
        ("王小明", "", "en", "Thank you, 王 小明."),
    ],
)
def test_a_person_without_a_title_is_called_by_the_full_name(
    name: str, title: str, language: str, line: str
) -> None:
    assert said(name, title, language) == line


@pytest.mark.parametrize(("name", "language"), [("王", "zh_CN"), ("Cher", "en"), ("", "zh_CN")])
def test_a_name_that_cannot_fill_both_places_hides_the_line(name: str, language: str) -> None:
    assert said(name, "", language) is None


@given(name=st.text(), title=st.text(max_size=3), language=st.sampled_from(["zh_CN", "en"]))
def test_no_name_breaks_the_address_or_is_given_a_title(
    name: str, title: str, language: str
) -> None:
    surname, called = forms_of_address(name, split_surname(name), title, language)

    if title:
        assert (surname, called) == (split_surname(name), title)
    else:
        assert set(surname + called) <= set(name) | {" "}
