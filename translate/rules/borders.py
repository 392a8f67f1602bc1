"""Borders: what is left where two pieces were put together, and can go without moving words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import FUNCTION_WORDS, begins_title, is_common, recase
from ..fragments import (
    CAPITAL,
    CAPITALS,
    CLAUSE,
    DEITY,
    OFFICES,
    OPENERS,
    PLACE,
    SAYING,
    SPACE,
    START,
    every,
    words,
)
from ..insertions import is_insertion
from ..repair import Rule
from ..verbs import finite
from .wording import put

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis


_PIECE_BEFORE = regex.compile(rf"(?:{START}|(?<=that,? ))\p{{L}}{CLAUSE}{{2,70}}$")
_PIECE_BEHIND = regex.compile(rf",?[ \u00a0]?and[ \u00a0](?P<right>(?:He|She|It|They) {CLAUSE}+)")


def _is_open(text: str, place: int) -> bool:
    """Whether what stands before "and" at ``place`` has no verb and may belong into the piece behind it.

    No rule for the order of words was sure of a place: the capital stays, and the reviewer is told.
    """
    behind = _PIECE_BEHIND.match(text, place)
    if behind is None:
        return False
    before = _PIECE_BEFORE.search(text, max(0, place - 90), place)
    if before is None or finite(before.group()) is not None:
        return False
    from ..orders import joined

    return bool(joined(before.group().strip(), behind["right"]))


def _second_subject(match: regex.Match[str], _diagnosis: Diagnosis) -> str | None:
    start = match.start()
    if match["subject"] == "He" and _DEITY.search(match.string[max(0, start - 200) : start]):
        return None  # "God is good, and He will judge"
    return None if _is_open(match.string, start) else match["and"]


def _and_capital(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    """The capital behind "and", unless it belongs to a name: "Arts and Sciences", "The Times and The Sun"."""
    piece, before = match["piece"], match["before"]
    word = match["word"]
    low = recase(piece, diagnosis.names)
    if low == piece or _is_open(match.string, match.end("before")):
        return None
    start = match.start("before")
    plain = word.lower() in FUNCTION_WORDS or (is_common(word) and finite(word.lower()) is not None)
    end = match.end("before")
    if before[:1].isupper() and not plain and not _PLACE_ENDS.search(match.string, max(0, end - 24), end):
        return None  # "Arts and Sciences"
    near = match.string[max(0, start - 200) : end]  # all of it would take a minute on an endless line
    titled = _THE_TITLE.search(near[: start - end]) or _PAPER.match(match.string, match.start("word"))
    if word == "The" and (match["follows"] or "")[:1].isupper() and titled:
        return None
    if word == "He" and _DEITY.search(near):
        return None
    if word in OFFICES and match["follows"] == "of":
        return None  # "a lawyer and Member of Parliament"
    if word == "He" and (match["follows"] or "").lower() == "who":
        return None  # "and He who sees all will judge"
    if word in _SUBJECTS and match["follows"] is None and before[:1].isupper():
        return None  # "The Stand and It."
    return None if _is_title(match) else f"{match['joint']}{low}"


# "Smith and Another v. Jones"
_CASE = regex.compile(r"\bv\.? (?:\p{Lu}|$)|\b[Ee]x parte\b|\b(?i:case|application) nos?\.")


def _is_title(match: regex.Match[str]) -> bool:
    """Whether the word behind "and" begins a title or is a name, as what stands behind the word shows."""
    text, before, word = match.string, match["before"], match["word"]
    if word in ("Others", "Another") and before[:1].isupper():
        return _CASE.search(text, max(0, match.start("before") - 80), match.end("word") + 6) is not None
    return begins_title(word, text, match.end("word")) or (before, word) in _PAIRS


_PAIRS = {("Yes", "No"), ("No", "Yes"), ("For", "Against")}
_SUBJECTS = words("He She It They We")
_PLACE_ENDS = regex.compile(rf"(?:{PLACE})$")
# "The Financial Times"
_THE_TITLE = regex.compile(r"\bThe (?:\p{Lu}[\p{L}’'-]+ ?)*$")
_PAPER = regex.compile(
    r"The (?:\p{Lu}[\p{L}’'-]+ ){1,3}?(?:Times|News|Independent|Post|Journal|Herald|Guardian|Telegraph|"
    r"Review|Tribune|Gazette|Mail|Standard|Museums?)\b|The Carter Center\b"
)
# Not in "Lord Robertson", nor in a quotation that has ended.
_DEITY = regex.compile(rf"{DEITY}\b(?! (?!Almighty)\p{{Lu}}\p{{Ll}})[^”]*$")
_CLOSED = regex.compile(
    rf"(?:(?i:{OPENERS}|pursuant to|subject to)|(?:had|were) (?:the|an?|it|he|she|they|we|this|these))\b"
    r"[^.!?;:“”\n]{0,160}?,"
)
# The last word of an insertion that a comma closes: "Turkey apart,", "Moscow says,".
_AGAIN = regex.compile(r"\b(?P<verb>\p{Ll}{3,}?)s? that,[ \u00a0](?:\p{L}+ ){1,2}(?P=verb)s? that,")


def _is_inserted(match: regex.Match[str]) -> bool:
    """Whether what follows "that," is put between two commas, or is "You know that, I know that,"."""
    text, start = match.string, match.start("piece")
    if is_insertion(text, start):
        return True
    again = _AGAIN.search(text, max(0, match.start("that") - 20), start + 60)
    return again is not None and again.start() < match.start("that")


def _loose_comma(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    """The comma behind "that" goes unless an insertion begins there and a comma closes it."""
    if _CLOSED.match(match.string, match.start("piece")) or _is_inserted(match):
        return None
    return f"{match['that']} {recase(match['piece'], diagnosis.names)}"


def _that_capital(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    """Where a name follows, "that" may be a pronoun ("If you do that, Tom"), or the name may be addressed."""
    piece = recase(match["piece"], diagnosis.names)
    said = match["said"] or ""
    if (piece == match["piece"] or not is_common(match["word"])) and _is_inserted(match):
        return None
    if match["that"] == "That" and match["word"] == "I":
        return None  # "It’s not that. That, I could forgive."
    if match["word"].lower() in FUNCTION_WORDS and match["word"] not in ("US", "IT"):
        piece = match["piece"][0].lower() + match["piece"][1:]
    if not is_common(match["word"]):
        addressed = regex.match(r"[^.!?;:“”\n]{0,12}[,?!]", match.string[match.end() :])
        if addressed or not (said or (diagnosis.verdict == "garbled" and not match["pronoun"])):
            return None
    return f"{match['that']} {piece}"


# Words before "that" which make it a pronoun: "after that, …", "do that, …".
_PRONOUN = (
    r"(?i:against|failing|absent|either|and only|calls? it|called it|like|after|before|than|do|does|did|"
    r"doing|done|of|for|with|at|is|was|and|to|by|from|besides|around|about|all|know|eat|say|see|love|hear|"
    r"heard|told me|told you|if|when|but|or|beyond|over|on|in|following|how)"
)
_AND = rf"and[ \u00a0]{CAPITAL}"
# Abbreviations of three letters and more, which keep their stop before "and".
_ABBREVIATED = words(
    """etc Inc Ltd Corp Intl Mfg Bros Assoc Mrs Drs Prof Profs Dept Sec Asst Amb Gov Pres Rep Reps Sen
    Sens Hon Rev Adm Gen Col Maj Capt Cmdr Sgt Cpl Pvt Ave Blvd Ste Jan Feb Mar Apr Jun Jul Aug Sep Sept
    Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ill Ind
    Kan Mich Minn Mont Neb Nev Okla Ore Penn Tenn Tex Wash Wis Wyo Fig Figs Tab Vol Vols Est Approx Min
    Max fig figs tab vol vols est approx min max dept incl excl"""
)


def _stop_and(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    """The stop before "and" goes, unless it is that of an abbreviation."""
    return None if match["last"] in _ABBREVIATED else f" and {recase(match['piece'], diagnosis.names)}"


RULES: tuple[Rule, ...] = (
    Rule(
        "border.so_that",
        "“So that,” at the beginning is belə ki, thus.",
        rf"{START}So that,[ \u00a0]+(?P<piece>{CAPITAL}[\p{{L}}’'-]*(?: [\p{{L}}\p{{N}}][\p{{L}}’'-]*)?)",
        "",
        (("So that, Exports fell.", "Thus, exports fell."),),
        ("So that, Tom, is why.", "So that exports fall, they raised taxes."),
        needs="suspect",
        needles=("So that,",),
        arrange=lambda match, diagnosis: (
            None if (low := recase(match["piece"], diagnosis.names)) == match["piece"] else f"Thus, {low}"
        ),
    ),
    Rule(
        "border.that_is",
        "“that” begins a sentence of its own; the comma and the small letter are the border.",
        r"(?<=\p{Ll}{3}\. )that,[ \u00a0]+(?=(?:is|was|will be|would be|has been|means|depends)\b)",
        "That ",
        (("We want peace. that, is our goal.", "We want peace. That is our goal."),),
        ("We want peace, and that, it seems, is our goal.",),
        needs="suspect",
        needles=(". that,",),
    ),
    Rule(
        "border.stop_that",
        "A full stop came between a verb and the clause that “that” opens.",
        r"(?P<before>\p{Ll}{3})\. (?P<that>that),?[ \u00a0]+(?P<piece>\p{L}[\p{L}’'-]*(?: \p{L}+)?)",
        "",
        (("I am convinced. that, sanctions hurt.", "I am convinced that sanctions hurt."),),
        ("I am convinced. That is all.",),
        needs="suspect",
        needles=(". that",),
        arrange=put("{before} {that} {piece:low}"),
    ),
    Rule(
        "border.that_capital",
        "ki, that, joins two clauses of one sentence; the comma and the capital are the border.",
        rf"(?:(?<=\b(?P<said>{SAYING}) )|(?<=\b(?P<pronoun>{_PRONOUN}) )|)"
        r"(?<!\()\b(?P<that>[Tt]hat),[ \u00a0]+"
        rf"(?P<piece>(?P<word>{CAPITAL}[\p{{L}}’'-]*)(?: [\p{{L}}\p{{N}}“][\p{{L}}’'-]*)?)",
        "",
        (("It is clear that, It is Russia.", "It is clear that it is Russia."),
         ("He said that, Ankara agreed.", "He said that Ankara agreed.")),
        ("If you do that, Tom will be angry.", "Is that, Mary, what you said?",
         "It is clear that, Turkey’s help notwithstanding, the economy will shrink.",
         "The Court notes that, Azerbaijan having withdrawn its objection, Article 22 is satisfied.",
         "I want to add that, Mr. Chairman, Azerbaijan reserves its right of reply.",
         "Against that, Azerbaijan can point to the Helsinki Final Act."),
        needs="suspect",
        needles=("that,", "That,"),
        begins="[Tt]hat,",
        gate=rf"hat,[ \u00a0]+{CAPITAL}",
        arrange=_that_capital,
    ),
    Rule(
        "border.that_comma",
        "ki, that, joins two clauses of one sentence; no comma follows it.",
        rf"(?<!\b{_PRONOUN} )"
        r"\b(?P<that>that)(?P<comma>,)[ \u00a0]+"
        r"(?!(?:he|she|they|I|we) (?:said|says|added|asked|told)\b|says\b|said\b|explains\b|adds\b|notes\b|"
        r"and\b|or\b|but\b|too\b|then\b|please\b|right\b)"
        r"(?P<piece>[\p{L}\p{N}$€][\p{L}\p{N}’'-]*(?=[ \u00a0]))",
        "",
        (("It is known that, prices fell.", "It is known that prices fell."),),
        ("He said that, if necessary, they would come.", "After that, we left.",
         "Do that, and you lose.", "She insisted that, in any case, the talks would go on.",
         "The memo warns that, China included, nobody will pay.", "Gas that, Russia says, is its own",
         "He told the Duma that, NATO having expanded, Russia had to act.",
         "They agreed that, subject to Article 5, no force shall be used.",
         "We have a duty that, Mr Speaker, I take seriously.",
         "Maybe that, and only that, is why Georgia lost."),
        needs="garbled",
        needles=("that,",),
        arrange=_loose_comma,
    ),
    Rule(
        "border.that_quote",
        "ki, that, opens a quotation; no comma follows it.",
        rf"(?<=\b{SAYING}) that,[ \u00a0]+(?=“{CAPITAL}[^“”]{{20}})",
        " that ",
        (("He noted that, “Our doors are open to everyone.”",
          "He noted that “Our doors are open to everyone.”"),),
        ("He said that, “God willing”, they would come.", "He said that, “if need be”, they would come."),
        needs="garbled",
        needles=(" that,",),
    ),
    Rule(
        "border.that_comma_said",
        "ki, that, joins two clauses of one sentence; no comma follows it.",
        rf"(?<=\b{SAYING}) (?P<that>that)(?P<comma>,)[ \u00a0]+"
        rf"(?!{OPENERS}\b|(?:he|she|they|I|we) "
        rf"said\b|"
        r"[a-z]+n[’']t\b|(?:do|does|did|is|are|right|please|sir|said|says|then)\b)"
        r"(?P<piece>[\p{L}\p{N}][\p{L}\p{N}’'-]*)(?=(?:[ \u00a0][\p{L}\p{N}][^\s,.;:!?]*){2})",
        "",
        (("It is known that, prices fell in both towns.", "It is known that prices fell in both towns."),),
        ("I believe that, don’t you?", "She said that, if necessary, they would come to the town.",
         "The report says that, taxes aside, every bill fell.",
         "You know that, I know that, Moscow knows that.",
         "He explained that, had the van not overturned, there would have been yoghurt."),
        needs="suspect",
        begins=r" that,[ \u00a0]",
        needles=(" that,",),
        arrange=lambda match, diagnosis: (
            None if (closed := _loose_comma(match, diagnosis)) is None else f" {closed}"
        ),
    ),
    Rule(
        "border.stop_and",
        "A full stop came between the two halves of “… and …”.",
        r"(?<=\b(?P<last>\p{L}[\p{L}’'-]{2,}))\. and[ \u00a0]+"
        r"(?P<piece>[\p{L}“][\p{L}’'-]*(?:,? \p{L}+)?)",
        "",
        (("in Ukraine. and Recognized it", "in Ukraine and recognized it"),
         ("in the CIS. and even before", "in the CIS and even before")),
        ("It was over. And he left.", "Inc. and Ltd. companies", "on Tues. and Thurs. at noon",
         "Lexington Ave. and East 53rd St.", "min. and max. values", "the Sec. and Asst. Sec."),
        needs="garbled",
        needles=(". and",),
        arrange=_stop_and,
    ),
    Rule(
        "border.second_subject",
        "The verb of the second piece was given a subject of its own; it has the subject of the first.",
        r"(?P<and>,? and) (?P<subject>He|She)(?= (?:(?:also|then|still|never|always|only) )?"
        r"(?!who\b|whose\b|is the\b)(?:has|had|was|is|will|would|can|does|did|supports?|calls?|"
        r"\p{Ll}+(?:ed|es)|\p{Ll}{3,}s|spoke|said|told|met|held|gave|took|made|went|came|left|wished|laid|"
        r"sent|brought|began|won|saw|put)\b)",
        "",
        (("The minister came to Baku and He met the president.",
         "The minister came to Baku and met the president."),),
        ("War and Peace", "He and she left.", "The officer documents and He showed the identification.",
         "God is good, and He will judge Baku and Yerevan alike.",
         "Then the LORD spoke unto Moses, and He said unto him: Go."),
        needs="garbled",
        needles=(" and He ", " and She "),
        arrange=_second_subject,
    ),
    Rule(
        "border.and_capital",
        "və, and, was a piece of its own, so the next one began with a capital.",
        r"(?<=\b(?P<before>[\p{L}\p{N}][\p{L}\p{N}’'-]*))(?P<joint>[”)]?,?[ \u00a0]and[ \u00a0])"
        rf"(?P<piece>(?P<word>{CAPITAL}[\p{{L}}’'-]*)(?![@\p{{L}}\p{{N}}”\"]|\.\p{{L}})"
        rf"(?:,?[ \u00a0](?P<follows>[\p{{L}}“][\p{{L}}’'-]*))?)",
        "",
        (("in Ukraine and Recognized its independence", "in Ukraine and recognized its independence"),
         ("an economy and We have managed", "an economy and we have managed")),
        ("War and Peace and Anna Karenina", "The Financial Times and The Economist",
         "I. Aliyev and S. Lavrov",
         "the Ministry of Economy and Industry", "Baku and Ankara", "Russia and Ukraine",
         "Russia Today and The Moscow Times", "“War and We”", "Xi Jinping and He Lifeng",
         "God and He is merciful", "The Stand and It.", "Schedule 2, Part I, and Part II",
         "the historian, and A. N. Wilson, the biographer", "Smith and Another v. Jones",
         "Morning Edition and All Things Considered", "QI and Have I Got News for You",
         "Woolf’s Orlando and To the Lighthouse", "April, and That ’70s Show was on",
         "The options were Yes and No.", "Channel 5 and More4", "In Europe and The Carter Center sent"),
        needs="suspect",
        needles=every(SPACE, "and", SPACE, CAPITALS),
        begins=rf"[”), \u00a0](?:(?<=[ \u00a0])(?={_AND})|(?=,?[ \u00a0]{_AND}))",
        arrange=_and_capital,
    ),
)  # fmt: skip
