"""The languages: one row each, and the identification of a text's language.

To add a language, add a row. A language without models is recognised, kept and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """A model that translates a language into English.

    ``name`` is a folder of ``translate/models`` (embedded) or a name on the model hub; ``prefix`` is
    the target tag that a many-to-many model wants in front of each sentence; ``known`` says, for the
    user, how well it is known to do.
    """

    name: str
    prefix: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """``models`` stand best first; the best one installed runs."""

    code: str
    name: str
    script: str
    models: tuple[Model, ...] = ()


EMBEDDED = Model("ungarble-tr-az-ru-en", known="small, made from free text: good for the gist")

LANGUAGES: Mapping[str, Language] = {
    row.code: row
    for row in (
        Language("en", "English", "Latin"),
        Language("tr", "Turkish", "Latin", (
            Model("Helsinki-NLP/opus-mt-tc-big-tr-en", known="37.5 BLEU on FLORES-200 devtest"),
            EMBEDDED,
        )),
        Language("az", "Azerbaijani", "Latin", (
            Model("Helsinki-NLP/opus-mt-tc-big-trk-eng", known="Turkic to English, Tatoeba Challenge"),
            EMBEDDED,
        )),
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
        Language("kk", "Kazakh", "Cyrillic"),
        Language("pl", "Polish", "Latin"),
        Language("uk", "Ukrainian", "Cyrillic"),
        Language("zh", "Chinese", "Han"),
    )
}  # fmt: skip


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def identify(text: str) -> str:
    """The ISO 639-1 code of the language that ``text`` is most likely in.

    >>> identify("Azərbaycan Prezidenti İlham Əliyev Moskvaya səfər edib.")
    'az'
    >>> identify("Azerbaycan Cumhurbaşkanı İlham Aliyev Moskova'ya gitti.")
    'tr'
    """
    return str(_identifier().classify(text)[0])
