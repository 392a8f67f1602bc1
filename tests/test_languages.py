"""The languages: the rows, and that close relatives are told apart."""

from __future__ import annotations

import pytest

from translate.languages import LANGUAGES, identify, of_paragraph

SENTENCES = [
    ("tr", "Türkiye Cumhurbaşkanı, zirvede enerji ve güvenlik konularını ele aldıklarını söyledi."),
    ("tr", "Kazakistan'ın başkentinde düzenlenen toplantıya yirmi yedi ülke katıldı."),
    ("tr", "Güven artırıcı önlemler"),
    (
        "az",
        "Azərbaycan Respublikasının Prezidenti görüşdə təhlükəsizlik məsələlərini müzakirə edib.",
    ),
    ("az", "Rusiyaya qarşı hansı sanksiyalar olacaq?"),
    ("az", "Bakıda keçirilən iclasda iyirmi yeddi ölkə iştirak edirdi."),
    ("ru", "Президент заявил, что переговоры продолжатся на следующей неделе."),
    ("uk", "Президент заявив, що переговори триватимуть наступного тижня."),
    ("en", "The president said that talks would go on next week."),
    ("kk", "Президент келіссөздер келесі аптада жалғасатынын айтты."),
]


@pytest.mark.parametrize(("code", "sentence"), SENTENCES)
def test_each_language_is_recognised(code: str, sentence: str) -> None:
    assert identify(sentence) == code


def test_only_the_languages_of_the_table_are_ever_named() -> None:
    # Tatar and Dutch are known to the library but are not rows.
    for foreign in (
        "Татарстан Республикасы башкаласы Казан шәһәре",
        "De regering heeft dat gezegd",
        "ok",
        "Moskva",
    ):
        assert identify(foreign) in LANGUAGES


@pytest.mark.parametrize(("text", "code"), [("Menu", "en"), ("OK", "en"), ("Ъ", "ru"), ("ქ", "ka")])
def test_a_text_that_tells_nothing_is_in_a_language_of_its_script(text: str, code: str) -> None:
    assert identify(text) == code


@pytest.mark.parametrize("text", ["", " \n", "16:45", "🙂🙂", "— … —"])
def test_a_text_without_letters_needs_no_translation(text: str) -> None:
    assert identify(text) == "en"


def test_a_very_long_line_is_identified_by_its_beginning() -> None:
    assert identify("Cumhurbaşkanı zirvede konuştu. " * 2_000_000) == "tr"


def test_rows_are_keyed_by_their_code_and_end_with_the_embedded_model() -> None:
    for code, row in LANGUAGES.items():
        assert row.code == code
        names = [model.name for model in row.models]
        assert len(names) == len(set(names))
        if row.models:
            assert "/" not in names[-1], "the last model of a row is the one that is always there"
        assert "Helsinki-NLP/opus-mt-az-en" not in names


@pytest.mark.parametrize(("code", "sentence"), SENTENCES)
def test_a_longer_text_is_what_its_sentences_are(code: str, sentence: str) -> None:
    assert identify(" ".join([sentence] * 20)) == code


PARAGRAPHS = [
    ("en", "The ministry did not give any further details of the talks that were held on Monday."),
    ("tr", "Bakan, görüşmelerin olumlu geçtiğini ve tarafların yeni bir toplantı için anlaştığını söyledi."),
    ("ru", "Министр иностранных дел России Сергей Лавров заявил, что переговоры прошли успешно."),
]


@pytest.mark.parametrize("main", ["en", "tr", "az", "ru"])
@pytest.mark.parametrize(("code", "paragraph"), PARAGRAPHS)
def test_a_paragraph_in_another_language_is_seen(main: str, code: str, paragraph: str) -> None:
    if {main, code} != {"tr", "az"}:  # too near to each other for one sentence to tell
        assert of_paragraph(paragraph, main) == code


@pytest.mark.parametrize(
    ("main", "paragraph"),
    [
        ("en", "Recep Tayyip Erdoğan, Hakan Fidan, Ömer Çelik, İlham Əliyev"),
        ("en", "Prime Minister Erdoğan visits Şuşa, Füzuli, Cəbrayıl and Zəngilan"),
        ("tr", "The New York Times, The Washington Post ve The Guardian bunu yazdı."),
        ("tr", "CNN International"),
        ("ru", "Twitter, Facebook, Instagram и WhatsApp были недоступны"),
        ("az", "“Breaking Bad”"),
        ("xx", "Talofa lava outou uma i lenei aso"),
    ],
)
def test_names_do_not_make_another_language(main: str, paragraph: str) -> None:
    assert of_paragraph(paragraph, main) == main


def test_azerbaijani_in_cyrillic_is_azerbaijani() -> None:
    assert identify("Азәрбајҹан Президенти Москваја сәфәр едиб.") == "az"


@pytest.mark.parametrize("headline", ["Путин в Баку", "Погода на завтра", "Цена на нефть", "Новости дня"])
def test_a_short_russian_headline_is_not_ukrainian(headline: str) -> None:
    assert identify(headline) == "ru"
