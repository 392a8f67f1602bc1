"""Numbers as people write them: in digits of either fashion, and in words of four languages.

`readings` gives each number of a text as the set of values that it may stand for: "1.250" may be 1250 or
1.25, "14.30" a price or half past two. Two texts tell the same number where two such sets meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

Value = float | str  #: a quantity, or a time of day as "14:30"


class Number(NamedTuple):
    """A number where it stands: its text, and every value it may have."""

    text: str
    values: frozenset[Value]
    digits: bool  #: whether it is written in digits


# A date, year first or day first; digits in groups set apart by spaces, any other digits with their
# separators; or a word.
_TOKEN = re.compile(
    r"(?P<iso>(?<![\d.])(?P<iso_year>[12]\d{3})(?P<mark>[-./])(?P<iso_month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<iso_day>0?[1-9]|[12]\d|3[01])(?![\d.]*\d))"
    r"|(?P<date>(?<![\d.])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})(?![\d.]*\d))"
    r"|(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)"
    r"|(?P<word>[^\W\d_]+)"
)
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_JOINT = re.compile(r"[\s-]*(?:(?:and|ve|və|и)\s+)?(?:a\s+)?")
_RANGE = re.compile(r"\s*(?:[-–—]|to|ila|ile|до|and|və|ve|или|veya)\s*")
# Between the years of 2020-21 and 2022/23.
_TO_YEAR = re.compile(r"\s?[-–—/]\s?")
_PERCENT_BEFORE = re.compile(r"(?:%|\byüzde)\s?\Z", re.IGNORECASE)
_PERCENT_BEHIND = re.compile(r"\s?(?:%|per ?cent|faiz|проц)", re.IGNORECASE)
_AFTERNOON = re.compile(r"\s*p\.?\s?m\b", re.IGNORECASE)
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}

# Beginnings of words; as many letters of an ending may follow as `_ENDING` says. They only ever excuse a
# number that stands in digits on the other side, so that a word too many (onlar for on) costs little.
_ONES: dict[str, dict[str, float]] = {
    "en": {
        "zero": 0, "one": 1, "first": 1, "once": 1, "single": 1, "two": 2, "second": 2, "twice": 2,
        "both": 2, "pair": 2, "couple": 2, "three": 3, "third": 3, "triple": 3, "four": 4, "fourth": 4,
        "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8,
        "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "eleven": 11, "eleventh": 11, "twelve": 12,
        "twelfth": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "thirteenth": 13, "fourteenth": 14,
        "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90, "twentieth": 20, "thirtieth": 30, "noon": 12,
        "half": 0.5, "quarter": 0.25, "tens": 10,
        "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
        "eighties": 80, "nineties": 90,
        "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2, "tripled": 3, "triples": 3,
        "tripling": 3, "treble": 3, "trebled": 3, "trebling": 3, "threefold": 3, "thrice": 3,
        "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "fourfold": 4, "quintupled": 5, "fivefold": 5,
        "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10,
    },
    "tr": {
        "sıfır": 0, "bir": 1, "birinci": 1, "ilk": 1, "iki": 2, "ikinci": 2, "üç": 3, "üçüncü": 3,
        "dört": 4, "dördüncü": 4, "beş": 5, "beşinci": 5, "altı": 6, "altıncı": 6, "yedi": 7, "yedinci": 7,
        "sekiz": 8, "sekizinci": 8, "dokuz": 9, "dokuzuncu": 9, "on": 10, "onuncu": 10, "yirmi": 20,
        "yirminci": 20, "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80,
        "doksan": 90, "buçuk": 0.5, "yarım": 0.5, "yarı": 0.5, "çeyrek": 0.25, "düzine": 12, "çift": 2,
    },
    "az": {
        "sıfır": 0, "bir": 1, "birinci": 1, "ilk": 1, "iki": 2, "ikinci": 2, "üç": 3, "üçüncü": 3,
        "dörd": 4, "dördüncü": 4, "beş": 5, "beşinci": 5, "altı": 6, "altıncı": 6, "yeddi": 7,
        "yeddinci": 7, "səkkiz": 8, "səkkizinci": 8, "doqquz": 9, "doqquzuncu": 9, "on": 10, "onuncu": 10,
        "iyirmi": 20, "iyirminci": 20, "otuz": 30, "qırx": 40, "əlli": 50, "altmış": 60, "yetmiş": 70,
        "səksən": 80, "doxsan": 90, "yarım": 0.5, "yarı": 0.5, "rüb": 0.25, "cüt": 2, "ikiqat": 2,
        "üçqat": 3,
    },
    "ru": {
        "ноль": 0, "нол": 0, "один": 1, "одн": 1, "перв": 1, "дв": 2, "два": 2, "две": 2, "двух": 2,
        "двум": 2, "двумя": 2, "втор": 2, "оба": 2, "обе": 2, "пар": 2, "три": 3, "трех": 3, "трёх": 3,
        "тремя": 3, "трет": 3, "четыр": 4, "четверт": 4, "четвёрт": 4, "пять": 5, "пяти": 5, "пятью": 5,
        "пят": 5, "шест": 6, "шесть": 6, "семь": 7, "семи": 7, "седьм": 7, "восемь": 8, "восьм": 8,
        "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14,
        "пятнадцат": 15, "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19,
        "двадцат": 20, "тридцат": 30, "сорок": 40, "пятьдесят": 50, "пятидесят": 50, "шестьдесят": 60,
        "шестидесят": 60, "семьдесят": 70, "семидесят": 70, "восемьдесят": 80, "восьмидесят": 80,
        "девяност": 90, "полтор": 1.5, "половин": 0.5, "полгода": 0.5, "дюжин": 12, "сутк": 24,
        "суток": 24, "двести": 200,
        "двухсот": 200, "триста": 300, "трехсот": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600,
        "семьсот": 700, "восемьсот": 800, "девятьсот": 900, "двое": 2, "двоих": 2, "трое": 3, "троих": 3,
        "четвер": 4, "вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "вдесятеро": 10, "удвои": 2,
        "удвоил": 2, "удвоен": 2, "утрои": 3, "утроил": 3, "утроен": 3, "двукратн": 2, "трехкратн": 3,
        "трёхкратн": 3, "полвека": 50,
    },
}  # fmt: skip
_ENDING = {"en": 0, "tr": 5, "az": 5, "ru": 3}

_SCALES: dict[str, re.Pattern[str]] = {
    "en": re.compile(r"(?P<e2>hundreds?)|(?P<e3>thousands?)|(?P<e6>millions?)|(?P<e9>billions?)"
                     r"|(?P<e12>trillions?)"),
    "tr": re.compile(r"(?P<e2>yüz)|(?P<e3>bin|bini|bine|binden|binin|binlik|binde)|(?P<e6>milyon\w*|mn|mio)"
                     r"|(?P<e9>milyar\w*|mlr|mlyr)|(?P<e12>trilyon\w*)"),
    "az": re.compile(r"(?P<e2>yüz)|(?P<e3>min|mini|minə|mindən|minin|minlik|mində)|(?P<e6>milyon\w*|mln)"
                     r"|(?P<e9>milyard\w*|mlrd)|(?P<e12>trilyon\w*|trln)"),
    "ru": re.compile(r"(?P<e2>сто|ста|сот|сотен|сотни)|(?P<e3>тысяч\w*|тыс)|(?P<e6>миллион\w*|млн)"
                     r"|(?P<e9>миллиард\w*|млрд)|(?P<e12>триллион\w*|трлн)"),
}  # fmt: skip
# Spans of years, of whose number other languages like to speak: 20 yıl is two decades.
_PERIODS: dict[str, re.Pattern[str]] = {
    "en": re.compile(r"(?P<e1>decades?)|(?P<e2>century|centuries)"),
    "tr": re.compile(r"(?P<e2>(?:yüzyıl|asır|asr)\w{0,5})"),
    "az": re.compile(r"(?P<e1>onillik\w{0,5})|(?P<e2>(?:yüzillik|əsr)\w{0,5})"),
    "ru": re.compile(r"(?P<e1>десятилети\w{1,2})|(?P<e2>столети\w{1,2}|век(?:а|у|е|ом|ов|ах|ам|ами)?)"),
}
# Of a hundred, what has a name as a part of the whole: 50 % is half.
_SHARES = {50.0: 0.5, 25.0: 0.25}
# The second year of 2020-21 is at most so many years after the first; of 2022-12, the 12 is a month.
_LONGEST_SPAN = 60
# Directly behind digits; "100m" may also be metres.
_GLUED = re.compile(r"(?:(?P<e3>k)|(?P<e6>mn?|mln)|(?P<e9>bn)|(?P<e12>tn))\b", re.IGNORECASE)


#: No number has more parts than this: nine hundred and ninety-nine thousand nine hundred and ninety-nine.
_LONGEST_RUN = 12


class _Part(NamedTuple):
    """One number or scale (thousand) as it stands, before those that belong together are joined."""

    start: int
    end: int
    values: tuple[Value, ...]
    scale: float = 0  #: 1000 for "thousand", 0 for what is no scale
    digits: bool = False
    period: bool = False  #: whether the scale is a span of years, which ends a number


def readings(text: str, lang: str) -> list[Number]:
    """Every number in ``text``, in digits or in words, with the values that it may stand for.

    Words are known for English, Turkish, Azerbaijani and Russian.

    >>> [sorted(number.values) for number in readings("yüzde 14, 250 bin", "tr")]
    [[14.0], [250000.0]]
    """
    numbers: list[Number] = []
    runs = list(_runs(text, _parts(text, lang)))
    none: list[_Part] = []
    for run, following in zip(runs, [*runs[1:], none], strict=False):
        # "5-10 million" is from five million on.
        shared = following and following[-1].scale and _RANGE.fullmatch(text, run[-1].end, following[0].start)
        scales = {1.0, following[-1].scale} if shared and not run[-1].scale else {1.0}
        numbers.append(_number(text, run, scales))
    return numbers


def _parts(text: str, lang: str) -> Iterator[_Part]:
    scales, periods = _SCALES.get(lang), _PERIODS.get(lang)
    year: re.Match[str] | None = None  #: the match before, if it may be a year
    for match in _TOKEN.finditer(text):
        before, year = year, match if _is_year(match["digits"]) else None
        if match["iso"]:
            yield _Part(*match.span("iso_year"), (float(match["iso_year"]),), digits=True)
            days = (float(match["iso_day"]), float(match["iso_month"]))
            yield _Part(*match.span("iso_day"), days, digits=True)
        elif match["date"]:
            yield _Part(*match.span("day"), (float(match["day"]), float(match["month"])), digits=True)
            last = float(match["year"])
            years = (last, last + 1900, last + 2000) if last < 100 else (last,)
            yield _Part(*match.span("year"), years, digits=True)
        elif match["digits"]:
            values = _values(match["digits"]) + _second_year(text, before, match)
            yield _Part(*match.span(), (*values, *_beside(text, match, values)), digits=True)
        elif periods and (period := periods.fullmatch(match["word"].lower())):
            yield _Part(*match.span(), (), _power(period), period=True)
        elif scales and (scale := scales.fullmatch(match["word"].lower())):
            yield _Part(*match.span(), (), _power(scale))
        elif (value := _word_value(match["word"], lang)) is not None:
            yield _Part(*match.span(), (value,))


def _is_year(digits: str | None) -> bool:
    return digits is not None and len(digits) == 4 and digits.isdigit() and "1000" <= digits < "2100"


def _second_year(text: str, first: re.Match[str] | None, match: re.Match[str]) -> tuple[Value, ...]:
    """What the 21 of 2020-21 stands for beside 21, if it is such a year."""
    second = match["digits"]
    if first is None or not (len(second) == 2 and second.isdigit()):
        return ()
    if not _TO_YEAR.fullmatch(text, first.end(), match.start()):
        return ()
    since = int(first["digits"])
    years = (int(second) - since) % 100
    return (float(since + years),) if 0 < years <= _LONGEST_SPAN else ()


def _beside(text: str, match: re.Match[str], values: tuple[Value, ...]) -> Iterator[Value]:
    """What digits may stand for because of what stands beside them: 5m, 3 p.m., 50 %."""
    quantities = [value for value in values if isinstance(value, float)]
    if glued := _GLUED.match(text, match.end()):
        yield from (value * _power(glued) for value in quantities)
    if _AFTERNOON.match(text, match.end()):
        yield from (value + 12 for value in quantities)
    before = text[max(match.start() - len("yüzde "), 0) : match.start()]
    if _PERCENT_BEHIND.match(text, match.end()) or _PERCENT_BEFORE.search(before):
        yield from (_SHARES[value] for value in quantities if value in _SHARES)


def _power(match: re.Match[str]) -> float:
    """The power of ten that names the group that matched: e6."""
    return float(f"1{match.lastgroup}")


def _word_value(word: str, lang: str) -> float | None:
    """The value of a number word or a Roman numeral, else None."""
    if roman := _ROMAN.fullmatch(word):
        return 10.0 * len(roman[1]) + _ROMAN_VALUES[roman[2]]
    stems, lower = _ONES.get(lang, {}), word.replace("İ", "i").lower()
    for length in range(len(lower), max(len(lower) - _ENDING.get(lang, 0), 1) - 1, -1):
        if lower[:length] in stems:
            return stems[lower[:length]]
    return None


def _values(digits: str) -> tuple[Value, ...]:
    """What a string of digits and separators may stand for."""
    bare = "".join(digits.split())
    if bare.isdigit():
        value = float(bare)
        if value % 10 == 0 and (20 <= value < 100 or 1920 <= value < 2000):
            return (value, value + 1900 if value < 100 else value - 1900)  # the 90s, 1990'lar
        return (value,)
    values: list[Value] = [float(re.sub(r"\D", "", bare))] if _GROUPED.fullmatch(bare) else []
    if time := _TIME.fullmatch(bare):
        hours = {int(time[1]), int(time[1]) % 12, int(time[1]) + 12}
        values += [f"{hour}:{time[2]}" for hour in hours]
        values += [float(hour) for hour in hours if time[2] == "00"]
    whole, mark, fraction = re.split(r"([.,:])(?=\d+$)", bare)
    if mark != ":" and mark not in whole:
        values.append(float(re.sub(r"\D", "", whole) + "." + fraction))
    elif not values:
        values += [bare, *(float(part) for part in re.split(r"\D", bare))]
    return tuple(values)


def _runs(text: str, parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts that follow each other directly and can make one number: `250 bin`, `twenty-five`."""
    run: list[_Part] = []
    for part in parts:
        if run:
            last = run[-1]
            fits = part.scale or (last.scale > 0 if part.digits else not last.digits or part.values == (0.5,))
            fits = fits and not last.period and len(run) < _LONGEST_RUN
            if not fits or not _JOINT.fullmatch(text, last.end, part.start):
                yield run
                run = []
        run.append(part)
    if run:
        yield run


def _number(text: str, run: list[_Part], scales: set[float]) -> Number:
    """What a run tells: the whole, or a part of it (`2,4 milyonun altına`: altı is no six there)."""
    values: set[Value] = set(run[0].values) if len(run) == 1 else set()
    cuts = [place for place in range(len(run) + 1) if _can_be_cut(run, place)]
    for start, end in combinations(cuts, 2):
        # "Two decades" is 20, perhaps 2, and never 10.
        if start == 0 or not run[start].period:
            values |= _composed(run[start:end])
    values |= {value * scale for value in values if isinstance(value, float) for scale in scales}
    return Number(text[run[0].start : run[-1].end], frozenset(values), any(part.digits for part in run))


def _can_be_cut(run: list[_Part], place: int) -> bool:
    """Not before a scale or a half, though before a span of years: the XX of XX век is a number.

    Before digits only where another number must begin: `40 bin 12 bin`.
    """
    if not 0 < place < len(run) or run[place].period:
        return True
    if run[place].scale or run[place].values == (0.5,):
        return False
    if not run[place].digits:
        return True
    return place + 1 < len(run) and run[place + 1].scale >= run[place - 1].scale


def _composed(run: list[_Part]) -> set[float]:
    """The values of a run: two hundred and fifty thousand; one for each reading of its first number."""
    values = set()
    for first in run[0].values or (0.0,):
        if isinstance(first, str):
            continue
        total, current = 0.0, 0.0
        for place, part in enumerate(run):
            value = first if place == 0 else part.values[0] if part.values else 0.0
            if part.scale == 100:
                current = (current or 1) * 100
            elif part.scale:
                total, current = total + (current or 1) * part.scale, 0.0
            elif not isinstance(value, str):
                current += value
        values.add(total + current)
    return values


__all__ = ["Number", "Value", "readings"]
