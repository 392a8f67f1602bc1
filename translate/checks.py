"""Quality-estimation flags: checks are rows, shaped like the rules of repair.

A flag says where a reviewer should look first; it never drops a segment. The names are those of the
localization quality issue types of the W3C's Internationalization Tag Set 2.0. The bounds were set on
human translations, so that a sound translation is seldom flagged.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import regex

from .corpus import Flag, Segment, Status
from .names import lost_names
from .numerals import readings

TRANSLATED: frozenset[Status] = frozenset({"translated"})
WRITTEN: frozenset[Status] = frozenset({"translated", "repaired", "kept"})

#: Language, cleaned text, target.
Example = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One row: ``test`` gives the message where a segment deserves the flag, else None.

    ``statuses`` are the kinds of segment that it looks at; ``examples`` must be flagged, ``keeps`` must not.
    """

    id: str
    why: str
    test: Callable[[Segment], str | None]
    examples: tuple[Example, ...]
    keeps: tuple[Example, ...]
    statuses: frozenset[Status] = TRANSLATED


_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}'’-]*+|\p{N}++")
_LOWER_WORD = regex.compile(r"(?<![\w@/.'’-])\p{Ll}[\p{L}\p{M}'’]{2,}+(?![.@/]\w)")
_CAPITALS = regex.compile(r"(?<![\w'’])\p{Lu}{2,}+(?!\p{Ll})")
_NOT_LATIN = regex.compile(
    r"(?<!\w)\w*[\p{Cyrillic}\p{Arabic}\p{Han}\p{Hebrew}\p{Armenian}\p{Georgian}əƏ]\w*"
)
_TURKIC_WORD = regex.compile(r"(?<![\w'’.@/-])\p{Ll}\w*[ğşıİ]\w*+(?![.@]\w)")
_FUSED = regex.compile(r"(?<![\w.@/#])\p{Ll}{2,}+\p{Lu}\p{Ll}+(?![\w.]*[@/])")
_ADDRESS = regex.compile(r"(?:https?://|www\.)[^\s<>“”\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LOST = "\ufffd"
_LOOP_IN_WORD = regex.compile(r"([\p{L}]{1,5}?)\1{7,}+")
_QUOTES = frozenset('"“”„«»‟')
_BRACKETS = {")": "(", "]": "[", "}": "{"}

#: Small words that are a part of names; so many words in capitals are a headline, and fewer may be names.
_PARTICLES = frozenset({"von", "van", "der", "den", "bin", "bint", "ibn", "ben", "del", "dos", "las", "los"})
_HEADLINE = 4

#: What stands for a letter without its mark, where Unicode knows of no mark.
_BARE = str.maketrans("ıə", "ie")

#: Longest phrase, in words, that is looked for repeated; how many words of a target are looked at.
_LONGEST_PHRASE, _READ = 40, 2_000

#: By language, how long a sound translation can be: characters of the target for one of the source,
#: after `_SLACK` is added to both, so that short texts may differ more. Measured on human translations.
LENGTHS: Mapping[str, tuple[float, float]] = {"tr": (0.55, 1.75), "az": (0.45, 1.65), "ru": (0.5, 1.8)}
_ANY_LENGTH, _SLACK = (0.3, 3.0), 15


def _quoted(words: Iterable[str], most: int = 5) -> str:
    shown = list(dict.fromkeys(words))
    return ", ".join(f"“{word}”" for word in shown[:most]) + (" …" if len(shown) > most else "")


def _empty(segment: Segment) -> str | None:
    return None if segment.target and segment.target.strip() else "the translation is empty"


def _copied(segment: Segment) -> str | None:
    """Whether the target is the source, or most of its words that are no names stand there too."""
    if segment.lang == "en":
        return None
    target = segment.target or ""
    # A headline in capitals may be copied in small letters; the other way round nothing does it.
    shouted = target.isupper() and not segment.cleaned.isupper()
    if not shouted and _folded(target) == _folded(segment.cleaned) and _says_something(target):
        return "the translation is the source, letter by letter"
    words = [word.lower() for word in _LOWER_WORD.findall(target) if word not in _PARTICLES]
    source = {word.lower() for word in _LOWER_WORD.findall(segment.cleaned)}
    copied = [word for word in words if word in source]
    if len(copied) >= 2 and len(copied) > 0.5 * len(words):
        return f"{_quoted(copied)}: the translation repeats the words of the source"
    return None


def _folded(text: str) -> str:
    """The letters and digits of ``text`` without case and marks, which a model drops when it copies."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_BARE))
    return "".join(mark for mark in plain if mark.isalnum())


def _says_something(text: str) -> bool:
    """Whether there are more than names: a word in small letters, or a headline in capitals."""
    words = (word for word in _LOWER_WORD.findall(text) if word.islower())
    return any(word not in _PARTICLES for word in words) or len(_CAPITALS.findall(text)) >= _HEADLINE


def _characters(segment: Segment) -> str | None:
    if _LOST in segment.cleaned:
        before, _, after = segment.cleaned.partition(_LOST)
        word = before[-20:].rpartition(" ")[2] + _LOST + after[:20].partition(" ")[0]
        return f"“{word.strip()}”: characters were lost before the text came here"
    if segment.status != "translated":
        return None
    target = segment.target or ""
    words = _NOT_LATIN.findall(target) or _TURKIC_WORD.findall(target)
    return f"{_quoted(words)}: letters that English does not have" if words else None


def _length(segment: Segment) -> str | None:
    source, target = segment.cleaned.strip(), segment.target or ""
    low, high = LENGTHS.get(segment.lang, _ANY_LENGTH)
    ratio = (len(target) + _SLACK) / (len(source) + _SLACK)
    if not target or low <= ratio <= high:
        return None
    verdict = "much too short" if ratio < low else "much too long"
    return f"the translation is {verdict}: {len(target)} characters for {len(source)}"


def _repeats(text: str) -> tuple[int, str]:
    """How often a phrase follows itself, at most, and the phrase; a long phrase counts double."""
    words = [word.lower() for word in _WORD.findall(text)[:_READ]]
    best, phrase = 1, ""
    for size in range(1, min(_LONGEST_PHRASE, len(words) // 2) + 1):
        run = 0
        for place in range(size, len(words)):
            run = run + 1 if words[place] == words[place - size] else 0
            count = (run // size + 1) * (2 if size >= 4 else 1)
            if run >= size and count > best:
                best, phrase = count, " ".join(words[place - size + 1 : place + 1])
    return best, phrase


def _repeated(segment: Segment) -> str | None:
    target = segment.target or ""
    if (word := _LOOP_IN_WORD.search(target)) and not _LOOP_IN_WORD.search(segment.cleaned):
        return f"“{word[1]}” is repeated without end"
    count, phrase = _repeats(target)
    if count < 3 or (segment.lang != "en" and count <= _repeats(segment.cleaned)[0]):
        return None
    return f"“{phrase}” is said again and again"


def _numbers(segment: Segment) -> str | None:
    target = segment.target or ""
    if not target:
        return None
    there, here = readings(segment.cleaned, segment.lang), readings(target, "en")
    known = {value for number in there for value in number.values}
    told = {value for number in here for value in number.values}
    if regex.search(r"\ban?\b", target, regex.IGNORECASE):
        told.add(1.0)
    lost = [number.text for number in there if number.digits and not number.values & told]
    invented = [number.text for number in here if number.digits and not number.values & known]
    parts = [f"{_quoted(lost)} of the source is not in the translation"] * bool(lost)
    parts += [f"{_quoted(invented)} of the translation is not in the source"] * bool(invented)
    return "; ".join(parts) or None


def _names(segment: Segment) -> str | None:
    if not segment.target:
        return None
    lost = lost_names(segment.cleaned, segment.target, segment.lang)
    return f"{_quoted(lost)}: a name of the source that the translation seems to lack" if lost else None


def _addresses(segment: Segment) -> str | None:
    if not segment.target:
        return None
    found = (address.rstrip(".,;:!?)]}’'") for address in _ADDRESS.findall(segment.cleaned))
    lost = [address for address in found if address not in segment.target]
    return (
        f"{_quoted(lost)}: an address of the source that the translation lacks or changes" if lost else None
    )


def _unbalanced(segment: Segment) -> str | None:
    """Only where the source has pairs: a quotation may well go on in the next sentence."""
    target, quotes = segment.target or "", _quotes(segment.cleaned)
    if quotes and not quotes % 2 and _quotes(target) % 2:
        return "a quotation mark is missing or one too many"
    if (mark := _unpaired(target)) and not _unpaired(segment.cleaned):
        return f"“{mark}” has no partner"
    return None


def _quotes(text: str) -> int:
    return sum(mark in _QUOTES for mark in text)


def _unpaired(text: str) -> str:
    """The first bracket without its partner, or ""."""
    waiting: list[str] = []
    for mark in text:
        if mark in _BRACKETS.values():
            waiting.append(mark)
        elif mark in _BRACKETS and (not waiting or waiting.pop() != _BRACKETS[mark]):
            return mark
    return waiting[-1] if waiting else ""


def _fused(segment: Segment) -> str | None:
    words = [
        word
        for word in _FUSED.findall(segment.target or "")
        if word not in segment.cleaned or segment.lang == "en"
    ]
    return f"{_quoted(words)}: two words that ran into each other" if words else None


CHECKS: tuple[Check, ...] = (
    Check(
        "omission", "Nothing was translated.", _empty,
        examples=(("tr", "Geldi.", ""), ("tr", "Geldi.", None), ("tr", "Geldi.", " ")),
        keeps=(("tr", "Geldi.", "He came."),),
    ),
    Check(
        "untranslated", "The translation is the source, or most of it.", _copied,
        examples=(
            ("tr", "Bakan dün Ankara'ya geldi.", "Bakan dün Ankara'ya geldi."),
            ("tr", "Bakan dün sabah geldi.", "The Bakan dün sabah came."),
            ("tr", "Bakan geldi.", "Bakan geldi."),
            ("tr", "Toplantı bitti", "Toplantı bitti"),
            ("tr", "Dolar rekor kırdı", "Dolar rekor kirdi"),
            ("az", "Nazir Bakıya gəldi", "Nazir Bakıya geldi"),
            ("ru", "Министр приехал.", "Министр приехал."),
            ("tr", "BAKAN ANKARA'DA KONUTLARI TESLİM ETTİ", "BAKAN ANKARA'DA KONUTLARI TESLIM ETTI"),
            ("tr", "BAKAN KONUTLARI TESLİM ETTİ", "Bakan konutlari teslim etti"),
        ),
        keeps=(
            ("tr", "Shannon Lamb", "Shannon Lamb"),
            ("tr", "Ursula von der Leyen – BBC, CNN", "Ursula von der Leyen – BBC, CNN"),
            ("tr", "Kaynak: haqqin.az, iPhone 15", "Source: haqqin.az, iPhone 15"),
            ("tr", "www.haqqin.az, iPhone 15", "www.haqqin.az, iPhone 15"),
            ("tr", "Film gösterildi.", "Film was shown."),
            ("tr", "Shannon Lamb ve Amy Prentiss", "Shannon Lamb and Amy Prentiss"),
            ("tr", "Film festivali modern park alanında.", "The film festival is in the modern park."),
            ("en", "He came and he left.", "He came and he left."),
        ),
    ),
    Check(
        "characters", "Characters were lost, or letters of another alphabet are left.", _characters,
        examples=(
            ("ru", "Он уехал в Баку.", "He went to Баку."),
            ("az", "Əliyev gəldi.", "Əliyev came."),
            ("tr", "Başşehri gezdi.", "He visited the başşehri."),
            ("tr", "T\ufffdrkiye geldi.", "Turkey came."),
            ("en", "The presi\ufffdent came.", "The presi\ufffdent came."),
        ),
        keeps=(
            ("tr", "Erdoğan ve Kılıçdaroğlu geldi.", "Erdoğan and Kılıçdaroğlu came."),
            ("en", "The sign says Баку.", "The sign says Баку."),
            ("tr", "Kafede oturdu.", "He sat in a café with a naïve friend."),
        ),
        statuses=WRITTEN,
    ),
    Check(
        "length", "The translation is far longer or shorter than translations of such a text are.", _length,
        examples=(
            ("tr", "Bakan dün Ankara'da yaptığı açıklamada iki ülkenin anlaştığını söyledi.", "Yes."),
            ("tr", "Geldi.", "He came to the town, and then he went on to the next town, where he slept."),
        ),
        keeps=(
            ("tr", "Geldi.", "He came here."),
            ("az", "Nazir dünən Bakıya gəldi.", "The minister came to Baku yesterday."),
        ),
    ),
    Check(
        "duplication", "The translation says the same again and again.", _repeated,
        examples=(
            ("tr", "Bakan geldi.", "The minister the minister the minister came."),
            ("tr", "Evet.", "Yes yes yes yes."),
            ("tr", "Güldü.", "Hahahahahahahahahahaha."),
            ("tr", "İki taraf anlaştı.", "The two sides have agreed. The two sides have agreed."),
        ),
        keeps=(
            ("tr", "Hayır, hayır, hayır!", "No, no, no!"),
            ("tr", "Bunu bildiğini bildiğini söyledi.", "He said that that was known."),
            ("tr", "Çok uzak.", "It is very, very far."),
        ),
    ),
    Check(
        "numbers", "A number in digits stands on one side only.", _numbers,
        examples=(
            ("tr", "Ticaret yüzde 14 arttı.", "Trade rose by 15 percent."),
            ("tr", "4,5 milyar dolar yatırdı.", "He invested 4.5 million dollars."),
            ("ru", "Погибли 12 человек.", "People died."),
            ("az", "Görüş oldu.", "There were 3 meetings."),
            ("ru", "В 2020–2021 гг. погибли люди.", "People died in 2020-31."),
            ("tr", "2022-2023 sezonu başladı.", "The 2022/24 season began."),
            ("ru", "2021-12-31 подписан договор.", "The treaty was signed on December 30, 2021."),
            ("ru", "2021-12-31 подписан договор.", "The treaty was signed on December 31, 2022."),
            ("tr", "Fiyatlar 3 kat arttı.", "Prices doubled."),
            ("az", "Qiymətlər 2 dəfə artıb.", "Prices have risen threefold."),
            ("tr", "10 yıl önce geldi.", "He came a century ago."),
            ("tr", "20 yıl önce geldi.", "He came a decade ago."),
            ("tr", "Halkın yüzde 60'ı karşı.", "Half of the people are against."),
            ("tr", "Halktan 50 kişi karşı.", "Half of the people are against."),
            ("ru", "В XXI веке.", "In the 20th century."),
        ),
        keeps=(
            ("tr", "Ticaret yüzde 14 arttı, 4,5 milyar doları aştı.", "Trade rose 14% to $4.5 billion."),
            ("tr", "6. Zirve 12.10.2022 günü 14.30'da.", "The sixth summit, October 12, 2022, 2:30 p.m."),
            ("tr", "1.250.000 kişi, yedi ilde.", "1,250,000 people in 7 provinces."),
            ("ru", "Двадцать пять человек, 47,6 млрд руб., XIX век.", "25 people, 47.6bn roubles, 19th c."),
            ("az", "İki yüz əlli min manat.", "250,000 manats."),
            ("tr", "5 bin 400 kişi, 90'lı yıllarda, 1 yıl.", "5,400 people in the 1990s, for a year."),
            ("ru", "В 2020–2021 гг. погибли люди.", "People died in 2020-21."),
            ("tr", "2022-2023 sezonu 1999-2000'den kısa.", "The 2022/23 season was shorter than 1999-00."),
            ("tr", "1941-45 arasında savaşıldı.", "There was war from 1941 to 1945."),
            ("ru", "2021-12-31 подписан договор.", "The treaty was signed on December 31, 2021."),
            ("tr", "3 kat arttı, 2 kat arttı, 5 kat arttı.", "It tripled, it doubled, it rose fivefold."),
            ("az", "Qiymətlər 2 dəfə artıb.", "Prices have doubled."),
            ("ru", "Цены выросли в 3 раза.", "Prices have risen threefold."),
            ("ru", "Цены выросли вдвое, затем утроились.", "Prices rose 2 times, then 3 times."),
            ("tr", "10 yıl önce, 20 yılda, 100 yıl sonra.", "A decade ago, in two decades, in a century."),
            ("ru", "Два десятилетия, полвека, XX век.", "20 years, 50 years, the 20th century."),
            ("tr", "Halkın yüzde 50'si, % 25'i, %50'si.", "Half of them, a quarter of them."),
            ("tr", "Halkın yarısı karşı.", "50 per cent of the people are against."),
        ),
    ),
    Check(
        "inconsistent-entities", "A name of the source has no counterpart that sounds like it.", _names,
        examples=(
            ("tr", "Bakan dün İlham Aliyev'in evine gitti.", "The minister went to Ilham Hasanov's house."),
            ("ru", "Министр вчера встретил Тасмагамбетова.", "The minister met the secretary yesterday."),
            ("az", "Nazir dünən Ceyhun Bayramovla görüşdü.", "The minister met him yesterday."),
        ),
        keeps=(
            ("tr", "Bakan dün İlham Aliyev'in evine gitti.", "The minister went to Ilham Aliyev's house."),
            ("ru", "Министр вчера встретил Тасмагамбетова.", "The minister met Tasmagambetov yesterday."),
            ("az", "Nazir dünən Ceyhun Bayramovla görüşdü.", "The minister met Jeyhun Bayramov yesterday."),
            ("tr", "Bugün Avrupa Birliği Dışişleri Bakanı geldi.", "The EU foreign minister came today."),
        ),
    ),
    Check(
        "pattern-problem", "A web or e-mail address of the source is not in the translation.", _addresses,
        examples=(
            ("tr", "Bakan konuştu (http://t.co/AbC1).", "The minister spoke (htp:/t.co/AbC1)."),
            ("tr", "Yazın: info@haber.com.tr", "Write: infosiaber.com.mber"),
        ),
        keeps=(
            ("tr", "Bakan konuştu (http://t.co/AbC1).", "The minister spoke (http://t.co/AbC1)."),
            ("tr", "Yazın: info@haber.com.tr.", "Write to info@haber.com.tr, please."),
            ("tr", "Saat 10.30'da www adresi kapandı.", "At 10:30 the www address was shut."),
        ),
    ),
    Check(
        "typographical", "Quotation marks or brackets do not pair up, as they do in the source.", _unbalanced,
        examples=(
            ("tr", "“Geldik” dedi.", "“We came, he said."),
            ("tr", "Ankara'da (başkent) kaldı.", "He stayed in Ankara (the capital."),
        ),
        keeps=(
            ("tr", "Putin, “Geldik.", "Putin said, “We came."),
            ("tr", "“Geldik” dedi.", '"We came," he said.'),
            ("tr", "Ankara'da (başkent) kaldı.", "He stayed in Ankara (the capital)."),
        ),
    ),
    Check(
        "misspelling", "Two words ran into each other.", _fused,
        examples=(
            ("en", "To Russia snowWhat is it?", "To Russia snowWhat is it?"),
            ("en", "For help according toThanked him.", "For help according toThanked him."),
            ("tr", "Geldi.", "He cameTo us."),
        ),
        keeps=(
            ("en", "An iPhone, eBay, YouTube, McDonald.", "An iPhone, eBay, YouTube, McDonald."),
            ("en", "See youTube.com/userName.", "See youTube.com/userName."),
        ),
        statuses=WRITTEN,
    ),
)  # fmt: skip


def check(segment: Segment) -> tuple[Flag, ...]:
    """The flags that a segment deserves, in the order of `CHECKS`. Furniture deserves none.

    >>> [flag.check for flag in check(Segment("a:1.1", "a", "tr", "translated", "%14", "%14", "15 %"))]
    ['numbers']
    """
    found = ((row.id, row.test(segment)) for row in CHECKS if segment.status in row.statuses)
    return tuple(Flag(name, message) for name, message in found if message)


__all__ = ["CHECKS", "LENGTHS", "Check", "check"]
