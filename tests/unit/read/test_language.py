"""The language of a text, English wherever there is doubt."""

from __future__ import annotations

import pytest

from communique.read import make_report
from communique.read.language import code_of, language_of

SURE = [
    ("de", "Die beiden Minister haben sich am Montag in der Hauptstadt getroffen und über den Preis gesprochen."),
    ("fr", "Les deux ministres se sont rencontrés lundi dans la capitale pour parler du prix de l'eau."),
    ("es", "Los dos ministros se reunieron el lunes en la capital para hablar del precio del agua."),
    ("ru", "Министры встретились в понедельник в столице и обсудили цену воды."),
    ("uk", "Міністри зустрілися в понеділок у столиці й обговорили ціну води та питання спільного кордону."),
    ("zh", "两国部长星期一在首都会晤，讨论了水价和边界问题，并同意六月再次会晤。"),
    ("ar", "التقى الوزيران يوم الاثنين في العاصمة وناقشا سعر المياه ومسألة الحدود المشتركة بين البلدين."),
]
DOUBTFUL = [
    "Talks",
    "Karazan, Ostrel, Velgrad",
    "Revik Orvath Dornik Varnholt Kerel",
    "Ministers meet in Karazan",
    "12,5 % 2024 44",
    "Bon voyage, Herr Minister",
    "VELGRAD (RW) - Revik met Orvath.",
    "The German minister said “Wir schaffen das, und zwar gemeinsam mit allen Partnern in Europa”, and left the room.",
]


@pytest.mark.parametrize(("code", "text"), SURE, ids=[code for code, _ in SURE])
def test_a_sure_foreign_text_is_told_and_kept_unanalysed(code: str, text: str) -> None:
    report = make_report(text, ref="case")
    assert report.language == code
    assert report.blocks
    assert report.analysed == ()


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubt_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("stated", "code"), [("en-GB", "en"), ("de", "de"), ("eng", "en"), ("RU_ru", "ru"), ("English", None), ("", None)]
)
def test_stated_codes(stated: str, code: str | None) -> None:
    assert code_of(stated) == code


def test_what_is_stated_wins() -> None:
    assert make_report(SURE[0][1], ref="case", language="en").language == "en"
