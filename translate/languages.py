"""The languages: one row each, and the identification of a text's language.

To add a language, add a row. A language without models is recognised, kept and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .casing import may_be_common
from .fragments import words


@dataclass(frozen=True, slots=True)
class Model:
    """A model that translates a language into English.

    ``name`` is a folder of ``translate/models`` (embedded) or a name on the model hub; ``prefix`` is
    the target tag (``>>eng<<``) that a model with several target languages wants in front of each
    sentence; ``known`` says, for the user, how well it is known to do.
    """

    name: str
    prefix: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """``models`` stand best first; the best one installed runs. A headline without any of ``letters``
    is in another language."""

    code: str
    name: str
    script: str
    models: tuple[Model, ...] = ()
    letters: str = ""


EMBEDDED = Model(
    "ungarble-tr-az-ru-en",
    known="9 to 18 BLEU on FLORES-200 dev: for a first look, not for reading",
)

# One model for all Turkic languages, with several target languages; Apache-2.0. Two others of the hub
# are not named here on purpose: opus-mt-az-en (5.5 BLEU on FLORES-200 devtest) and opus-mt-trk-en
# (its card: 15 BLEU on Azerbaijani Tatoeba, 4 on Turkish news).
TURKIC = Model(
    "Helsinki-NLP/opus-mt-tc-bible-big-trk-deu_eng_fra_por_spa",
    prefix=">>eng<<",
    known="large, for all Turkic languages; no figure of ours yet",
)

LANGUAGES: Mapping[str, Language] = {
    row.code: row
    for row in (
        Language("en", "English", "Latin"),
        Language("tr", "Turkish", "Latin", (
            Model("Helsinki-NLP/opus-mt-tc-big-tr-en", known="37.5 BLEU on FLORES-200 devtest"),
            TURKIC,
            EMBEDDED,
        )),
        Language("az", "Azerbaijani", "Latin", (TURKIC, EMBEDDED)),
        Language("ru", "Russian", "Cyrillic", (
            Model("Helsinki-NLP/opus-mt-tc-big-zle-en", known="35.2 BLEU on FLORES-200 devtest"),
            EMBEDDED,
        )),
        # Recognised, so that they are not taken for one of the above; no model covers them.
        Language("ar", "Arabic", "Arabic"),
        Language("de", "German", "Latin"),
        Language("el", "Greek", "Greek"),
        Language("es", "Spanish", "Latin"),
        Language("fa", "Persian", "Arabic"),
        Language("fr", "French", "Latin"),
        Language("he", "Hebrew", "Hebrew"),
        Language("hy", "Armenian", "Armenian"),
        Language("it", "Italian", "Latin"),
        Language("ka", "Georgian", "Georgian"),
        Language("kk", "Kazakh", "Cyrillic", letters="әғқңөұүһі"),
        Language("pl", "Polish", "Latin"),
        Language("uk", "Ukrainian", "Cyrillic", letters="ґєії"),
        Language("zh", "Chinese", "Han"),
    )
}  # fmt: skip


# What `identify` looks at: enough to be sure, little enough to be quick on a very long line.
SAMPLE_CHARACTERS = 20_000


# Words that no other row's language has, and the least share of a longer text's words that they make up
# in theirs. A text that they settle needs no library, whose loading takes longer than to clean a page.
TELLTALES: Mapping[str, tuple[frozenset[str], float]] = {
    "en": (frozenset({"the", "of", "and", "that"}), 0.08),
    "tr": (frozenset({"ve", "için", "ile", "olarak"}), 0.03),
}
TELLTALE_WORDS = 40  # the shortest text that telltale words settle


# Letters that of the languages in Cyrillic only Azerbaijani had, until 1991 (`rules.azerbaijani`).
_AZERBAIJANI = frozenset("ҹҸҝҜ")
# The commonest words of English: a third of the words of its sentences, and all but none in others.
_ENGLISH = words(
    "the of and that to in a is was for on with as it by at from he his are were has have had be not"
)


@cache
def _identifier() -> Any:
    # `from_model_file` reads NumPy arrays with pickles forbidden; loading takes about a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def identify(text: str) -> str:
    """The ISO 639-1 code of the language that ``text`` is most likely in, one of `LANGUAGES`.

    A text without a letter is taken for English: there is nothing in it to translate.

    >>> identify("Azərbaycan Prezidenti İlham Əliyev Moskvaya səfər edib.")
    'az'
    >>> identify("Azerbaycan Cumhurbaşkanı İlham Aliyev Moskova'ya gitti.")
    'tr'
    >>> identify("31.12.2021 — 16:45"), identify("Menu")
    ('en', 'en')
    """
    if not any(character.isalpha() for character in text):
        return "en"
    sample = text[:SAMPLE_CHARACTERS]
    return _by_telltales(sample) or _likeliest(sample)


def of_paragraph(text: str, lang: str) -> str:
    """The language of a paragraph of a document in ``lang``: another one only where that is plain to see.

    >>> of_paragraph("The minister said that he would not go.", "tr")
    'en'
    >>> of_paragraph("Twelve ministers attended the meeting. Talks continue tomorrow.", "tr")
    'en'
    >>> of_paragraph("Bakan, görüşmelerin olumlu geçtiğini ve yarın da süreceğini söyledi.", "en")
    'tr'
    """
    found = re.findall(r"[^\W\d_]+", text)
    english = sum(word.lower() in _ENGLISH for word in found)
    if len(found) < 4 or (lang == "en" and english):
        return lang
    if lang in LANGUAGES and 2 * _letters(text, LANGUAGES[lang].script) < _letters(text, "L"):
        code = identify(text)
        return lang if code == "en" and english < 2 else code  # else names alone: "Twitter, Facebook и"
    if lang != "en":
        if english >= max(2, len(found) // 6):
            return "en" if identify(text) == "en" else lang
        return "en" if _all_common(found) else lang
    # Nor do names make another language here: that takes words in lower case, and letters that English lacks.
    plain = sum(word.islower() for word in found)
    return identify(text) if len(found) >= 8 and plain >= 4 and not text.isascii() else lang


def _all_common(found: list[str]) -> bool:
    """Whether all but a few of the words in lower case are common English ones, and there are three."""
    plain = [word for word in found if word.islower()]
    return len(plain) >= 3 and sum(map(may_be_common, plain)) >= 0.8 * len(plain)


def prevailing(paragraphs: Iterable[str], lang: str) -> str:
    """The language that most of a document is in: ``lang``, unless most paragraphs plainly are in another.

    A document of several languages is easily taken for one that has letters of its own.
    """
    sizes: Counter[str] = Counter()
    for paragraph in paragraphs:
        sizes[of_paragraph(paragraph, lang)] += len(paragraph)
    return max(sizes, key=lambda code: (sizes[code], code == lang), default=lang)


def _likeliest(text: str) -> str:
    """The likeliest of the languages whose script ``text`` is in; the first of them where nothing tells.

    The library judges by groups of letters; of a word or two ("Menu") it may know none.
    """
    scores = dict(_identifier().rank(text))
    script = max({row.script: None for row in LANGUAGES.values()}, key=lambda script: _letters(text, script))
    if script == "Cyrillic" and not _AZERBAIJANI.isdisjoint(text):
        return "az"
    written, long = set(text.lower()), len(text.split()) > 5
    rows = [
        row
        for row in LANGUAGES.values()
        if row.script == script and (long or not row.letters or not written.isdisjoint(row.letters))
    ]
    return max(rows, key=lambda row: float(scores[row.code])).code


def _letters(text: str, script: str) -> int:
    import regex

    return len(regex.findall(rf"\p{{{script}}}", text))


def _by_telltales(text: str) -> str | None:
    words = text.lower().split()
    if len(words) < TELLTALE_WORDS:
        return None
    shares = {code: sum(word in own for word in words) / len(words) for code, (own, _) in TELLTALES.items()}
    found = [code for code, (_, least) in TELLTALES.items() if shares[code] >= least]
    return found[0] if len(found) == 1 else None
