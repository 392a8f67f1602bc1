"""görə, according to and because of: said before its words, and again behind them where it was a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import recase
from ..fragments import CLAUSAL, CLAUSE, NAME, PLACE, START
from ..repair import Rule
from ..verbs import finite
from .wording import opens_sentence, put

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

_CLAUSAL = regex.compile(CLAUSAL)


def _according(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    whom = match["whom"]
    if whom.rpartition(" ")[2] in ("and", "or"):
        return None  # "according to Mark and according to Matthew"
    apart = regex.fullmatch("[ \u00a0]+", match.string[match.end("to") : match.start("rest")])
    if apart and (finite(whom) is not None or _CLAUSAL.search(whom)):
        return None  # "the plan drawn up according to French law"
    rest = recase(match["rest"], diagnosis.names)
    if regex.match(r"(?:is|was|has|will|would|can|could|seems|remains|becomes)\b", rest):
        rest = f"it {rest}"
    head = "According to" if opens_sentence(match.string, match.start()) else "according to"
    return f"{head} {whom.strip()}, {rest}"


def _information(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    if finite(match["whom"]) is not None:
        return None
    what = "the information of" if match["of"] else "information from"
    owner = f" of {match['place'].strip()}" if match["place"] else ""
    rest = recase(match["rest"], diagnosis.names)
    return f"According to {what} {recase(match['whom'].strip(), diagnosis.names)}{owner}, {rest}"


# What stands behind "according to", with or without a space; "to" may have run into it.
_REST = (
    r"(?:,?[ \u00a0]*(?P<rest>\p{Lu}[\p{L}’'-]*(?: \p{L}+)?)|,[ \u00a0]+(?P<rest>[\p{L}\p{N}]+)|"
    r"[ \u00a0]*(?P<rest>\p{N}+(?: \p{L}+)?)|(?P<rest>\p{Ll}+))"
)
_NOT_TO = r"(?!gether\b|day\b|morrow\b|tal\b|p\b|ugh\b|urism\b|ols\b|night\b|wn\b)"
_CAUSES = (
    r"(?:earthquake|floods?|rains?|snowfall|heat|cold|wind|storms?|hurricane|drought|fires?|war|pandemic|epidemic|"
    r"strike|accident|explosion|landslide|avalanche|fog|frost|crisis|sanctions|restrictions|quarantine|"
    r"inflation|shortage)"
)


RULES: tuple[Rule, ...] = (
    Rule(
        "border.said_again",
        "görə, according to, is said again behind words that say it: “in his opinion”, “for each”.",
        rf"\b(?P<whom>[Ii]n (?:my|our|his|her|their|your) (?:opinion|view|words)|{START}Therefore|"
        rf"{START}For (?:each|every) {CLAUSE}{{2,40}}?) according to{_NOT_TO}{_REST}",
        "",
        (("In his opinion according toThis was wrong.", "In his opinion, this was wrong."),
         ("For each ton according to 300 dollars are paid.", "For each ton, 300 dollars are paid.")),
        ("In his opinion, according to Reuters, it was wrong.",
         "For each, according to need, there was bread."),
        needs="suspect",
        needles=(" according to",),
        arrange=put("{whom}, {rest:low}"),
    ),
    Rule(
        "border.cause_doubled",
        "görə, because of, is said behind what was taken for its object.",
        rf"\b(?P<to>[Tt]o) (?P<whom>(?:the |this |these )?(?:\p{{Ll}}+ )?{_CAUSES}) "
        rf"according to{_NOT_TO}{_REST}",
        "",
        (("In Japan to the earthquake according toSchools were closed.",
          "In Japan because of the earthquake, schools were closed."),),
        ("They adapt to the war according to their means.",),
        needs="garbled",
        needles=(" according to",),
        arrange=lambda match, diagnosis: (
            f"{'B' if match['to'] == 'To' else 'b'}ecause of {match['whom']}, "
            f"{recase(match['rest'], diagnosis.names)}"
        ),
    ),
    Rule(
        "border.according_doubled",
        "görə, according to, is said before and again after its words.",
        rf"\b(?:[Aa]ccording to|To(?= the\b|\p{{L}}+’s\b| [^,]*? of\b| his\b| their\b| \p{{Lu}})) "
        rf"(?P<whom>(?!whom\b){CLAUSE}{{2,90}}?) "
        rf"according (?P<to>to){_NOT_TO}{_REST}",
        "",
        (("According to AZERTAC according toDuring the meeting, he spoke.",
          "According to AZERTAC, during the meeting, he spoke."),
         ("According to Ilham Aliyev according tois very difficult to predict.",
          "According to Ilham Aliyev, it is very difficult to predict."),
         ("To the President’s emphasis according toIf Russia is not in it, no one will remember.",
          "According to the President’s emphasis, if Russia is not in it, no one will remember.")),
        ("According to Reuters, prices rose; according to Ifax, they fell.",
         "According to Luke, according to Mark and according to Matthew, the tomb was empty.",
         "According to the plan drawn up according to French law, it will be sold.",
         "Go to the man who, according to Reuters, knows."),
        needs="suspect",
        needles=(" according to",),
        arrange=_according,
    ),
    Rule(
        "border.information_according",
        "məlumata görə, according to information, stood behind whose information it is.",
        rf"{START}(?:(?P<place>{PLACE} )?(?:(?P<of>Of)|From) (?P<whom>(?:the |\p{{Lu}}){CLAUSE}{{2,90}}?)|"
        rf"(?P<whom>(?:The )?{NAME})) (?:the )?information according to{_NOT_TO}{_REST}",
        "",
        (("Of the Central Bank information according toReserves grew.",
          "According to the information of the Central Bank, reserves grew."),
         ("Georgia From the Ministry of Defense information according toOn May 2, two men were wounded.",
          "According to information from the Ministry of Defense of Georgia, on May 2, two men were "
          "wounded.")),
        ("From the first, information according to Reuters was scarce.",),
        needs="suspect",
        needles=(" information according to",),
        arrange=_information,
    ),
    Rule(
        "border.because_doubled",
        "görə, because of, is said before and again after its words.",
        rf"\b(?P<because>[Bb]ecause of|[Dd]ue to) (?P<whom>{CLAUSE}{{2,90}}?) according to{_NOT_TO}{_REST}",
        "",
        (("Because of the heat according to, schools closed.", "Because of the heat, schools closed."),),
        ("Because of the heat, according to Reuters, schools closed.",),
        needs="suspect",
        needles=(" according to",),
        arrange=put("{because} {whom}, {rest:low}"),
    ),
)  # fmt: skip
