"""Orders: where a piece may go, several ways of putting it, and a language model to choose one.

What stands on the two sides of a border is put together in every way that grammar allows for its kind of
word (a name joins a name, "from A" joins "from B"), a few dozen at most; a small trigram model of English
(`order_model`) scores them. The words as they stand are a candidate too, and the one to beat: by a margin
that was measured on sentences whose order is known. Where none beats it, the words stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from .casing import FUNCTION_WORDS, raised, recase
from .fragments import words
from .order_model import OrderModel, order_model, tokens
from .verbs import AUXILIARIES, BASES, finite, is_past

# Candidates for one place; the nearest come first and the rest is left out.
MOST = 24

PREPOSITIONS = words(
    """about against at between by during for from in into of on over since through to towards under until
    with within without around near before after"""
)
_DETERMINERS = words("the a an his her its their our this these that those all both no some any")
# Behind these a preposition is an adverb: "the war goes on", "and so on".
_PARTICLED = words(
    """go goes went gone going came comes come moved moves so later early be is was are were been broke breaks
    carry carries carried hold held getting got get gets sit stand stood live lives"""
)
# "He" and the like, which the translator gave to a verb that has its subject further left.
_PRONOUN = regex.compile(r"(?P<who>He|She|It|They) (?=\p{Ll})")
# What stands in clauses only, though `finite` may know no verb there: "I've seen them together".
_CLAUSE_SIGN = regex.compile(r"\b(?i:I|you|he|she|it|we|they|there|not)\b|[’'](?:ve|ll|re|m|d)\b")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}’'.-]*(?<![.’'])|’s")


class Choice(NamedTuple):
    """A candidate, and by how much it is likelier a word (in log10) than the words as they stand."""

    text: str
    gain: float


def likelihood(text: str, model: OrderModel | None = None) -> float:
    """The mean over the words of ``text``, taken for a sentence, of log10 of their probability."""
    shown = sentence(text)
    return (model or order_model()).score(shown) / (len(tokens(shown)) + 1)


def ranked(
    original: str, candidates: Iterable[str], score: Callable[[str], float] = likelihood
) -> list[Choice]:
    """The candidates, likeliest first, each with its gain over ``original``."""
    base = score(original)
    scored = {text: score(text) - base for text in candidates if sentence(text) != sentence(original)}
    return sorted((Choice(*pair) for pair in scored.items()), key=lambda choice: -choice.gain)


def chosen(original: str, candidates: Iterable[str], margin: float, lead: float = 0.0) -> str | None:
    """The likeliest candidate, if it beats ``original`` by ``margin`` and the next candidate by ``lead``.

    None where the words are to stay.
    """
    return best_of(ranked(original, candidates), margin, lead)


def best_of(choices: Sequence[Choice], margin: float, lead: float = 0.0) -> str | None:
    """The first of ``choices``, likeliest first, if it gains ``margin``, and ``lead`` over the next."""
    gains = [choice.gain for choice in choices[:2]]
    sure = gains and gains[0] >= margin and (len(gains) < 2 or gains[0] - gains[1] >= lead)
    return choices[0].text if sure else None


# --- two pieces around "and" --------------------------------------------------------------------------------


def joined(left: str, right: str, names: Collection[str] = ()) -> list[str]:
    """The ways to read ``left`` + "and" + ``right``, where ``left`` has no verb and ``right`` is a new piece.

    ``left`` ends in the first of two things, of which the second stands in ``right`` behind its verb. Before
    it stands the subject, if ``right`` begins with "he" or the like; otherwise ``right`` has its own.

    >>> joined("Biden Russia", "He met the envoys of Iran")
    ['Biden met the envoys of Russia and Iran']
    >>> joined("Peace", "Ensuring stability in the region is vital")[0]
    'ensuring peace and stability in the region is vital'
    """
    pronoun = _PRONOUN.match(right)
    rest = right[pronoun.end() :] if pronoun else recase(right, names)
    if _CLAUSE_SIGN.search(left) or finite(left) is not None or (finite(rest) == 0 and not pronoun):
        return []
    if not pronoun and (_is_act(left) or (_is_act(rest) and not rest.split()[0].endswith("ing"))):
        return []
    found: list[str] = []
    for start in reversed(list(_WORD.finditer(left))):
        subject, moved = left[: start.start()].strip(" ,"), left[start.start() :].strip(" ,")
        if bool(subject) != bool(pronoun) or not _may_begin(left, start):
            continue
        moved = moved if subject else recase(moved, names)
        for place in _places(moved, rest, loose=bool(pronoun)):
            # Azerbaijani has no article: alone, the first thing got none.
            article = "the " if _kind(moved.split()[0]) == "word" and rest.startswith("the ", place) else ""
            found.append(f"{subject} {rest[:place]}{article}{_bare(moved)} and {rest[place:]}".strip())
    return found[:MOST]


def _is_act(piece: str) -> bool:
    """Whether a piece without a subject begins here: "be sure", "by the emir", "living abroad"."""
    low = piece.split()[0].lower()
    return low in PREPOSITIONS or low in BASES or low.endswith("ing")


def _may_begin(left: str, start: regex.Match[str]) -> bool:
    """Whether a thing of its own may begin here: not right behind "the", "of" or a part of its name."""
    word, before = start.group(), left[: start.start()].split()
    if word in ("’s", "of", "and"):
        return False
    if not before:
        return True
    last = before[-1]
    if last.lower() in PREPOSITIONS | _DETERMINERS or last == "and" or last.endswith(","):
        return False
    # "Minister Lavrov Iran": only a place may part from the name before it.
    return not (_kind(word) == _kind(last) == "<name>")


def _kind(word: str) -> str:
    """What may be joined with what: a country with a country, a name with a name, "the" with "its"."""
    if word.lower() in _DETERMINERS:
        return "the"
    if word[:1].isupper():
        token = next(iter(tokens(word)), "")
        return token if token.startswith("<") else "<name>"
    return "" if word.lower() in FUNCTION_WORDS | PREPOSITIONS else "word"


def _bare(moved: str) -> str:
    """``moved`` without its preposition, which stands in the other piece."""
    first, _, rest = moved.partition(" ")
    return rest if first.lower() in PREPOSITIONS and rest else moved


def _places(moved: str, rest: str, loose: bool) -> Iterator[int]:
    """Where in ``rest`` a thing of the kind of ``moved`` begins, governed by a preposition or a verb.

    ``loose``: a noun with an article is of one kind with a noun without.
    """
    first, *others = moved.split()
    prefix = first.lower() if first.lower() in PREPOSITIONS and others else ""
    kind = _kind(others[0] if prefix else first)
    before = ""
    for match in _WORD.finditer(rest):
        word, last, before = match.group(), before, match.group().lower()
        if not last or not rest[: match.start()].endswith(" ") or not kind:
            continue
        if _kind(word) != kind and not (loose and {kind, _kind(word)} <= {"the", "word"}):
            continue
        if last == prefix or (not prefix and (last in PREPOSITIONS or _is_verb(last))):
            yield match.start()


def _is_verb(word: str) -> bool:
    return word in AUXILIARIES or is_past(word) or finite(word) == 0 or word.endswith("ing")


# --- a marked word alone ------------------------------------------------------------------------------------


class Forms(NamedTuple):
    """A marked word as a noun that "of" governs, and as what stands before a noun; either may be ""."""

    name: str
    adjective: str


def governed(left: str, name: str, right: str, names: Collection[str] = ()) -> list[str]:
    """The ways to give ``name``, alone before ``right``, to a preposition there that governs nothing.

    >>> governed("Yesterday", "Ukraine", "The situation around was discussed")
    ['Yesterday, the situation around Ukraine was discussed']
    """
    head, rest = _without(left, right, names)
    found = []
    for match, after in _pairs(rest):
        if match.group().lower() in PREPOSITIONS and _hangs(rest, match, after):
            found.append(f"{head}{rest[: match.end()]} {name}{rest[match.end() :]}")
    return found[:MOST]


def attached(left: str, forms: Forms, right: str, names: Collection[str] = ()) -> list[str]:
    """The ways to give a marked word to a noun in ``right``: before it, or behind it with "of".

    >>> attached("", Forms("gas", "gas"), "The price rose")
    ['the gas price rose', 'the price of gas rose']
    """
    head, rest = _without(left, right, names)
    found = []
    for match, after in _pairs(rest):
        if not _is_noun(match.group()):
            continue
        if forms.adjective:
            found.append(f"{head}{rest[: match.start()]}{forms.adjective} {rest[match.start() :]}")
        if forms.name and (after is None or not _is_noun(after.group()) or rest[match.end()] != " "):
            found.append(f"{head}{rest[: match.end()]} of {forms.name}{rest[match.end() :]}")
    return found[:MOST]


def _without(left: str, right: str, names: Collection[str]) -> tuple[str, str]:
    """What stands before the marked word, as the head of the sentence, and ``right`` as its rest."""
    pronoun = _PRONOUN.match(right)
    if pronoun and left and finite(left) is None:
        return f"{left} ", right[pronoun.end() :]
    rest = recase(right, names)
    opens = left.split(" ")[0].lower() in PREPOSITIONS or " " not in left
    return f"{left}, " if left and opens and finite(rest) != 0 else f"{left} " if left else "", rest


def _pairs(text: str) -> Iterator[tuple[regex.Match[str], regex.Match[str] | None]]:
    """The words of a text, each with the next."""
    found = list(_WORD.finditer(text))
    return zip(found, [*found[1:], None], strict=True)


def _hangs(rest: str, match: regex.Match[str], after: regex.Match[str] | None) -> bool:
    """Whether a preposition governs nothing: a verb, a comma or the end stands behind it."""
    before = rest[: match.start()].split()
    if not before or before[-1] in _PARTICLED:
        return False
    if after is None or rest[match.end() : after.start()] != " ":
        return True
    return finite(after.group()) == 0 and not after.group().endswith("ed")


def _is_noun(word: str) -> bool:
    low = word.lower()
    return (
        word[:1].islower()
        and low not in FUNCTION_WORDS | PREPOSITIONS | _DETERMINERS | AUXILIARIES
        and not is_past(low)
        and not low.endswith("ly")
    )


def sentence(text: str) -> str:
    """``text`` as the model is to see it: with a capital and a stop."""
    return raised(text).rstrip(" ,") + "."
