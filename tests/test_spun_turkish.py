"""Spun Turkish: what shows it, what is undone, and that proper Turkish stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.diagnosis import Diagnosis, diagnose
from translate.edits import replay, undo
from translate.repair import repair
from translate.rules.spun_turkish import SWAPS, spun_evidence
from translate.rules.turkish import attach, cased_as, lower, paradigm, upper

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "002_9945c2da3cab57e5.txt"
SPUN = Diagnosis("spun", "tr")
MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def articles() -> list[str]:
    """The articles of cases/spun.txt, with their marks."""
    text = (HERE / "cases" / "spun.txt").read_text("utf-8")
    return [article.partition("\n")[2].strip() for article in text.split("\n== ")[1:]]


@pytest.mark.parametrize("article", articles())
def test_held_out_articles(article: str) -> None:
    spun, proper = MARK.sub(r"\1", article), MARK.sub(r"\2", article)
    assert spun_evidence(spun).spun
    assert repair(spun, lang="tr").text == proper


@pytest.mark.parametrize("article", articles())
def test_the_same_articles_unspun_stay(article: str) -> None:
    proper = MARK.sub(r"\2", article)
    assert spun_evidence(proper).hits == ()
    assert repair(proper, lang="tr") == (proper, ())
    # Even rules that were let loose on it would find nothing.
    assert repair(proper, lang="tr", evidence=SPUN) == (proper, ())


SEED_SWAPS = [
    ("6. Tepesi", "6. Zirvesi"),
    ("Devlet Lideri", "Devlet Başkanı"),
    ("başşehri Astana", "başkenti Astana"),
    ("İtimat Artırıcı Tedbirler", "Güven Artırıcı Önlemler"),
    ("bir ortaya geldi", "bir araya geldi"),
    ("birinci 7 ayında", "ilk 7 ayında"),
    ("iktisadına", "ekonomisine"),
    ("nizamlı olarak", "düzenli olarak"),
    ("plana nazaran", "plana göre"),
    ("Olağan ki", "Tabii ki"),
    ("natürel ki", "tabii ki"),
    ("bahisleri her", "konuları her"),
    ("bahislerini", "konularını"),
    ("birçok bahiste", "birçok konuda"),
    ("göz arkası etmiyoruz", "göz ardı etmiyoruz"),
    ("Ülkelerimiz ortasındaki", "Ülkelerimiz arasındaki"),
    ("Rusya ortasındaki", "Rusya arasındaki"),
    ("Ulaştırma, güç ve", "Ulaştırma, enerji ve"),
    ("gereksinim var", "ihtiyaç var"),
    ("tabirlerini kullandı", "ifadelerini kullandı"),
    ("etkin olarak", "aktif olarak"),
    ("gereğince yapan tezler", "yeterince yapıcı teklifler"),
]


@pytest.mark.parametrize(("wrong", "right"), SEED_SWAPS)
def test_the_swaps_of_the_seed_are_undone(wrong: str, right: str) -> None:
    text = SEED.read_text("utf-8")
    repaired = repair(text, lang="tr").text
    assert wrong in text
    assert wrong not in repaired
    assert right in repaired


def test_the_seed_can_be_replayed_and_undone() -> None:
    text = SEED.read_text("utf-8")
    repaired = repair(text, lang="tr")
    assert replay(text, repaired.edits) == repaired.text
    assert undo(repaired.text, repaired.edits) == text
    assert repair(repaired.text, lang="tr") == (repaired.text, ())


def test_the_verdict_shows_in_the_diagnosis() -> None:
    found = diagnose(SEED.read_text("utf-8"), "tr")
    assert found.verdict == "spun"
    assert "“natürel ki”" in found.evidence[0]


@pytest.mark.parametrize(
    "text",
    [
        "Lakin her vakit böyle olmaz; bu husustan ötürü, bahsi geçen mevzuda tabir caizse istikamet değişti.",
        "Şehrin ortasındaki meydanda ve Çamlıca Tepesi’nde birinci sınıf öğrencileri vardı.",
        "Devlet Lideri, mütekabil münasebetleri yüksek kıymetlendirdi.",
        "Kanun gereğince yasa dışı bahis siteleri kapatıldı. Bu gereksinimler askeri güçle ilgilidir.",
        "Doktor kan tahlili istedi, yasal dayanak oluşturuldu, ağır bakımsızlık göze çarptı.",
    ],
)
def test_proper_turkish_is_not_spun(text: str) -> None:
    assert repair(text, lang="tr") == (text, ())


def test_one_place_alone_proves_nothing() -> None:
    assert not spun_evidence("Natürel ki geldiler.").spun
    text = (
        "Natürel ki geldiler. "
        + "Bugün hava çok güzel. " * 300
        + "Devlet Lideri konuştu. Bir ortaya geldiler."
    )
    assert not spun_evidence(text).spun
    assert repair(text, lang="tr") == (text, ())


def test_rows_are_complete() -> None:
    assert len({swap.id for swap in SWAPS}) == len(SWAPS) >= 60
    assert all(swap.examples and swap.keeps for swap in SWAPS)


@pytest.mark.parametrize(
    ("wrong", "right", "forms"),
    [
        ("tepe", "zirve", {"tepesinde": "zirvesinde", "tepeler": "zirveler", "tepeyle": "zirveyle"}),
        (
            "lider",
            "başkan",
            {"liderimizin": "başkanımızın", "liderlere": "başkanlara", "lideriyle": "başkanıyla"},
        ),
        ("bahis|bahs", "konu", {"bahisten": "konudan", "bahsimiz": "konumuz", "bahislerdeki": "konulardaki"}),
        ("gereksinim", "ihtiyaç|ihtiyac", {"gereksinimi": "ihtiyacı", "gereksinimden": "ihtiyaçtan"}),
        ("vakit|vakt", "zaman", {"vaktinde": "zamanında", "vakitte": "zamanda", "vaktiyle": "zamanıyla"}),
        ("kelam", "söz", {"kelamları": "sözleri", "kelamıdır": "sözüdür", "kelamımı": "sözümü"}),
        ("tayyare", "uçak|uçağ", {"tayyarenin": "uçağın", "tayyarede": "uçakta", "tayyaresine": "uçağına"}),
        ("zelzele", "deprem", {"zelzelede": "depremde", "zelzelenin": "depremin", "zelzeledir": "depremdir"}),
    ],
)
def test_suffixes_are_carried_over(wrong: str, right: str, forms: dict[str, str]) -> None:
    table = paradigm(wrong, right)
    assert {form: table[form][0] for form in forms} == forms


@given(
    st.sampled_from(["konu", "zirve", "söz", "yön", "uzman", "ekip", "teklif", "ilişki"]),
    st.lists(st.sampled_from(["lAr", "(s)I", "DA", "ki", "(y)lA", "DIr"]), max_size=3),
)
def test_vowels_keep_their_harmony(stem: str, suffixes: list[str]) -> None:
    word = stem
    for suffix in suffixes:
        word = attach(word, suffix)
    added = word[len(stem) :].replace("ki", "")
    back = [vowel for vowel in stem if vowel in "aeıioöuü"][-1] in "aıou"
    if "ki" not in word[len(stem) :]:  # it is always ki, and what follows it goes by it
        assert not set(added) & (set("eiöü") if back else set("aıou"))


def test_capitals_are_turkish() -> None:
    assert upper("ilgi ırk") == "İLGİ IRK"
    assert lower("İLGİ IRK") == "ilgi ırk"
    assert cased_as("İTİMAT", "ilişki") == "İLİŞKİ"


@given(st.text(alphabet="aeıioöuü bcdgklmnrstşzy’.", max_size=80))
def test_any_text_comes_to_rest(text: str) -> None:
    repaired = repair(text, lang="tr", evidence=SPUN)
    assert replay(text, repaired.edits) == repaired.text
    assert undo(repaired.text, repaired.edits) == text
