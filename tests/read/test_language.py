"""Telling languages apart; a short English sentence is never turned away."""

import pytest

from letapis.read.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was fined.", "en"),
        ("Ten held", "en"),
        ("Police detained journalists", "en"),
        ("Alyaksandr Lukashenka met Mikhail Mishustin in Minsk.", "en"),
        ("", "en"),
        ("Міліцыя затрымала дзесяць чалавек у цэнтры сталіцы ў нядзелю.", "be"),
        ("Милиция задержала десять человек, сообщили в министерстве.", "ru"),
        ("Поліція затримала десятьох людей, повідомили в її управлінні.", "uk"),
        ("Die Polizei hat am Montag zehn Menschen festgenommen und nicht freigelassen.", "de"),
        ("Policja zatrzymała dziesięć osób, które nie zostały zwolnione, i jest w centrum.", "pl"),
        ("La police a arrêté dix personnes dans le centre et les a libérées.", "fr"),
    ],
)
def test_find_language(text: str, language: str) -> None:
    assert find_language(text) == language


def test_a_long_text_is_told_by_its_letters() -> None:
    french = (
        "Les autorités du pays avaient annoncé que plusieurs manifestants seraient jugés lundi matin. " * 5
    )
    english = "The authorities of the country had announced that several protesters would be tried. " * 5
    assert (find_language(french), find_language(english)) == ("fr", "en")
