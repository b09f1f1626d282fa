"""One name in two romanisations."""

from __future__ import annotations

import pytest

from communique.resources.romanised import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arman Tavitian", "Arman Tavityan"),
        ("Omar al-Hossein", "Omar el-Hussain"),
        ("Abdel Rahman Qassem", "Abd al-Rahman Qasim"),
        ("Yuri Tokayev", "Yury Tokaev"),
        ("Oleg Sokolovskyi", "Oleg Sokolovsky"),
        ("Rachid Benmoussa", "Rashid Benmusa"),
        ("Mahamat Idriss Kolé", "Mahamat Kole"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan Tavitian", "Hussein Tavitian"),
        ("Zhang Wei", "Zheng Wei"),
        ("Kim Il", "Kim Jong Il"),
        ("Albert VI", "Albert VII"),
        ("Arman Tavitian", "Arman Tavakian"),
        ("Omar Hassan Kole", "Omar Idriss Kole"),
        ("Tavitian", "Tavityan"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
