"""Glosses: what the translator made of one marked word alone, where the sense stands without moving words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import common_words, is_common, may_be_common, recase
from ..fragments import (
    AFTER_COUNTRY,
    AFTER_NAME,
    CAPITAL,
    CAPITALS,
    CLAUSE,
    COUNTRIES,
    FAIR_WEATHER,
    GAS_WORD,
    GLOSSES,
    OWN_THAT,
    PEOPLE,
    PLACE,
    PLACES,
    SPACE,
    START,
    STRUCK_FROM_AIR,
    THE_PLACES,
    by_letter,
    every,
    words,
)
from ..repair import Rule
from ..verbs import finite
from .wording import fitted, put

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

_NOT_NOUNS = words(
    """a an and are as at be been but by can could did do does for from had has have he i if in is it its may
    must nor not of on or our said says she should so than that the their then there they this to was we were
    when where which who will with would you"""
)


def _and_others(match: regex.Match[str], _diagnosis: Diagnosis) -> str:
    """və s.: "and other" before a noun, "and others" behind names, "etc." behind things."""
    follows = match["follows"]
    if follows and follows[0].islower() and follows not in _NOT_NOUNS and not follows.endswith("ed"):
        return f"{match['listed']} and other {follows}"
    named = match["listed"][:1].isupper()
    ends = follows[0].isupper() if follows else match.string[match.end() :][:1] not in (",", ";", ":")
    stop = "." if ends else ""
    rest = f" {follows}" if follows else ""
    if named:
        return f"{match['listed']} and others{stop}{rest}"
    return f"{match['listed']}, etc.{rest}"


def _and_other_noun(match: regex.Match[str], diagnosis: Diagnosis) -> str | None:
    """“A, B and s. Duties on products rose”: duties on A, B and other products rose."""
    if finite(match["listed"]) is not None:
        return None
    listed = recase(match["listed"], diagnosis.names)
    return fitted(f"{recase(match['head'], diagnosis.names)}{listed} and other {match['noun']}", match)


_SUBJECTLESS = regex.compile(
    r"(?:will|would|is|was|has|had|can|could|must|should|does|did|hurts?|depends|means|affects?)\b"
)


def _adverb(match: regex.Match[str], diagnosis: Diagnosis) -> str:
    """The adverb, and "it" where the clause begins with its verb: Azerbaijani needs no pronoun there."""
    rest = recase(match["rest"], diagnosis.names)
    return f"{match['adverb']}, {'it ' if _SUBJECTLESS.match(rest) else ''}{rest}"


def _why(match: regex.Match[str], diagnosis: Diagnosis) -> str:
    """ona görə, buna görə: that is why; behind a comma, "and that is why"."""
    head = "That" if match["she"][0].isupper() else "and that" if match["she"] == "to this" else "that"
    return f"{head} is why {recase(match['rest'], diagnosis.names)}"


def _airport(match: regex.Match[str], _diagnosis: Diagnosis) -> str:
    article = f"{match['a'][0]}n " if match["a"] else ""
    noun = article + (match["the"] or "") + "air" + match["noun"].lower()
    before = match.string[: match.start()].rstrip().rpartition(" ")[2]
    return (
        noun.capitalize() if match["noun"][0].isupper() or before == "International" else fitted(noun, match)
    )


def _glued(match: regex.Match[str], _diagnosis: Diagnosis) -> str | None:
    """A marked word and the common word it runs into; "gasoline" and the like are words."""
    word = match["word"]
    if not may_be_common(word) or match.group() in common_words():
        return None
    return f"{match['gloss']} {word}"


def _fused(match: regex.Match[str], _diagnosis: Diagnosis) -> str | None:
    """A marked word and the capital it runs into; "RussiaToday" is a name."""
    if match["word"] == "Today" or (match["gloss"] != "president" and not is_common(match["word"])):
        return None
    return f"{match['gloss']} {match['word']}"


_ADJECTIVES = "|".join(sorted(set(PEOPLE.values())))

RULES: tuple[Rule, ...] = (
    Rule(
        "gloss.fused_capital",
        "A marked word runs into the next piece.",
        rf"\b(?P<gloss>{GLOSSES}|{PLACE})(?P<word>{CAPITAL}\p{{Ll}}+)\b",
        "",
        (("in Baku andWe agreed", "in Baku and We agreed"), ("presidentIlham Aliyev",
         "president Ilham Aliyev")),
        ("RussiaToday", "BandAid", "the USA"),
        needs="garbled",
        needles=every(f"{GLOSSES}|{PLACES}", CAPITALS),
        begins=rf"(?:{by_letter(f'{GLOSSES}|{PLACES}|{THE_PLACES}')})(?={CAPITAL})",
        arrange=_fused,
    ),
    Rule(
        "gloss.fused_verb",
        "A marked name runs into the next word.",
        rf"\b(?P<gloss>{PLACE})(?P<word>{AFTER_NAME})\b",
        r"\g<gloss> \g<word>",
        (("Moscowhas denied it", "Moscow has denied it"),),
        ("Ukraine was attacked",),
        needs="garbled",
        needles=every(PLACES, AFTER_NAME),
    ),
    Rule(
        "gloss.filler",
        "“It simply came to our notice then” is what the translator says for sadəcə, a word cut off from its "
        "sentence: the thing is.",
        r"\bIt simply came to our notice then that,?[ \u00a0]+(?P<rest>\p{L}[\p{L}’'-]*(?: \p{L}+)?)",
        "",
        (("“It simply came to our notice then that, Azerbaijan agreed.",
         "“The thing is that Azerbaijan agreed."),),
        ("It came to our notice that the door was open.",),
        needs="suspect",
        needles=("our notice then that",),
        arrange=put("The thing is that {rest:low}"),
    ),
    Rule(
        "gloss.think_so",
        "“so” belongs to belə düşünürəm ki, I think that.",
        r"\b(?P<verb>thinks?|believes?|hope|consider) so that,?[ \u00a0]+(?P<rest>\p{L}[\p{L}’'-]*(?: "
        r"\p{L}+)?)",
        "",
        (("I think so that, Russia will resist.", "I think that Russia will resist."),
         ("I think so that, The talks failed.", "I think that the talks failed.")),
        ("I think so. That is why I came.", "They did so that, in time, it would heal."),
        needs="suspect",
        needles=(" so that",),
        arrange=put("{verb} that {rest:low}"),
    ),
    Rule(
        "gloss.adverb_that",
        "“that” belongs to əlbəttə ki and the like, where English has the adverb alone.",
        r"(?i)\b(?P<adverb>of course|probably|undoubtedly|certainly|unfortunately|naturally|obviously|"
        r"fortunately|"
        r"surely|apparently|interestingly|doubtless) that,[ \u00a0]+"
        rf"(?!{OWN_THAT})"
        r"(?P<rest>\p{L}[\p{L}’'-]*(?: \p{L}+)?)",
        "",
        (("Of course that, It will hurt.", "Of course, it will hurt."),
         ("Undoubtedly that, Moscow has always opposed it.", "Undoubtedly, Moscow has always opposed it."),
         ("Of course that, will hurt.", "Of course, it will hurt.")),
        ("Of course that was a mistake.", "It is certainly that, and more.", "Probably that is so.",
         "Surely that, Madam Speaker, is the point."),
        needs="suspect",
        needles=every("t|T", "h|H", "a|A", "t|T", ",", SPACE),
        arrange=_adverb,
    ),
    Rule(
        "gloss.wh_clause",
        "ki, that, stands before an indirect question too, where English has no that.",
        r"(?<!\b(?i:like|after|before|than|do|does|did|of|for|with|at|is|was|and|to|by|from)) that, (?=to "
        r"what extent\b|whether\b|(?:why|how|what|who|where) \p{L}+ \p{L}+[^,.!?;:\n]*[.!?,;:”])",
        " ",
        (("It is not clear that, how the talks will end.", "It is not clear how the talks will end."),),
        ("He said that, how should I put it, it was late.", "that, what is more, it rained"),
        needs="garbled",
        needles=(" that, ",),
        arrange=lambda match, _: (
            None if regex.match(r"(?:what is more|how should|how shall)",
            match.string[match.end() :]) else " "
        ),
    ),
    Rule(
        "gloss.told",
        "bildirib ki is said that: nobody is told anything.",
        r"(?<!\b(?:was|were|been|is|are|be|being|got|get|am|had|have) )\btold that,(?! (?:or|of|and)\b)",
        "said that,",
        (("The analyst told that, Baku agreed.", "The analyst said that, Baku agreed."),),
        ("He was told that, in Baku, it rained.",),
        needs="garbled",
        needles=("told that,",),
    ),
    Rule(
        "gloss.that_is_why",
        "“She according to” is the gloss of ona görə, that is why.",
        r"\b(?P<she>She|He|(?:she|he)(?= according to,?[ \u00a0]+(?:I|they|we|it|there|this|you)\b))"
        r" according to,?[ \u00a0]+(?P<rest>\p{L}[\p{L}’'-]*(?: \p{L}+)?)",
        "",
        (("She according to they call.", "That is why they call."),
         ("She according to The talks failed.", "That is why the talks failed.")),
        ("Is she, according to them, right?", "He pays according to income; she according to need.",
         "How old is she according to her passport?"),
        needs="suspect",
        needles=("he according to", "He according to"),
        arrange=_why,
    ),
    Rule(
        "gloss.this_is_why",
        "“To this according to” is the gloss of buna görə, that is why.",
        rf"(?:{START}(?P<she>To this|This|That[’']s it)|(?<=, )(?:and )?(?P<she>to this)) according to"
        r"[ \u00a0]*(?P<rest>\p{Lu}[\p{L}’'-]*(?: \p{L}+)?)",
        "",
        (("To this according to The talks failed.", "That is why the talks failed."),
         ("Prices rise, to this according to Buyers wait.", "Prices rise, and that is why buyers wait.")),
        ("To this, according to Reuters, he agreed.", "He agreed to this according to Reuters."),
        needs="garbled",
        needles=("o this according to", "This according to", "s it according to"),
        arrange=_why,
    ),
    Rule(
        "gloss.and_other_fields",
        "“and s.” is the gloss of və s., and others; its noun stands behind “in”.",
        r"\b(?P<listed>\p{L}[\p{L}’'-]*),? and s\. in (?:the )?"
        r"(?P<noun>fields|areas|spheres|sectors|directions)\b",
        r"\g<listed> and other \g<noun>",
        (("in trade, tourism and s. in the fields.", "in trade, tourism and other fields."),),
        ("I. Aliyev and S. in the fields",),
        needs="suspect",
        needles=(" and s.",),
    ),
    Rule(
        "gloss.and_other_noun",
        "“and s.” is the gloss of və s., and others; its noun stands in the piece behind it.",
        rf"{START}(?P<listed>\p{{L}}[\p{{L}}’ -]*(?:, \p{{L}}[\p{{L}}’ -]*)+) and s\. "
        rf"(?P<head>{CAPITAL}{CLAUSE}{{2,60}}? (?:on|of|in|for|from|to|with) )(?:the )?"
        r"(?P<noun>products|goods|countries|cities|companies|issues|areas|districts|regions|items)\b",
        "",
        (("Grain, sugar and s. Duties on products rose.",
          "Duties on grain, sugar and other products rose."),),
        ("Grain, sugar and S. Duties on products",
         "They sell grain, sugar and others. Duties on products rose."),
        needs="garbled",
        needles=(" and s.",),
        arrange=_and_other_noun,
    ),
    Rule(
        "gloss.and_others",
        "“and s.” is the gloss of və s., and others.",
        r"\b(?P<listed>\p{L}[\p{L}’'-]*|\d+),? and s\.(?:(?=[,;:]|[ \u00a0]?[“”]|[ \u00a0]*(?:$|\n))|"
        r"[ \u00a0]+"
        r"(?P<follows>\p{L}[\p{L}’'-]*))",
        "",
        (("tea, lemons and s. products are grown", "tea, lemons and other products are grown"),
         ("Boeing, Airbus and s. They left.", "Boeing, Airbus and others. They left."),
         ("They sell pipes, cables and s.", "They sell pipes, cables, etc.")),
        ("Aliyev and S. Lavrov met.", "I. Aliyev and S. Lavrov"),
        needs="suspect",
        needles=(" and s.",),
        arrange=_and_others,
    ),
    Rule(
        "gloss.airport",
        "“weather” stands for hava, air: hava limanı is an airport, hava məkanı the airspace.",
        rf"{FAIR_WEATHER}\b(?P<a>[Aa] )?[Ww]eather ?(?P<the>the )?(?P<noun>[Pp]orts?|[Ss]paces?)\b"
        r"(?! (?:of refuge|and starboard)\b)",
        "",
        (("The weather ports closed.", "The airports closed."), ("the weather space of Iran",
         "the airspace of Iran")),
        ("The weather in the port was fair.", "Warm-weather ports freeze less often.",
         "Weather ports of refuge are marked on the chart."),
        needs="suspect",
        needles=("eather",),
        arrange=_airport,
    ),
    Rule(
        "gloss.airline_name",
        "“weather” stands for hava, air: hava yolları behind the name of a country is its airline.",
        rf"\b(?P<name>{PLACE}|{_ADJECTIVES}) [Ww]eather (?P<way>[Ll]ines|[Rr]oads|[Ww]ays)\b",
        lambda match: f"{match['name']} Air{'lines' if match['way'].lower() == 'lines' else 'ways'}",
        (("“Qatar weather roads” will open flights.", "“Qatar Airways” will open flights."),
         ("the “Turkish weather lines” plane", "the “Turkish Airlines” plane")),
        ("Swiss weather closed the roads.",),
        needs="suspect",
        needles=("eather ",),
    ),
    Rule(
        "gloss.air_attack",
        "“weather attack defense” is hava hücumundan müdafiə, air defence.",
        rf"{FAIR_WEATHER}\b(?P<weather>[Ww]eather) [Aa]ttacks? (?=[Dd]efen[cs]e)",
        lambda match: "Air " if match["weather"][0] == "W" else "air ",
        (("Weather Attack defense systems were used.", "Air defense systems were used."),),
        ("The weather attacked the defences.",),
        needs="suspect",
        needles=("eather ",),
    ),
    Rule(
        "gloss.airline",
        "“weather” stands for hava, air: hava yolları is an airline.",
        r"\b[Ww]eather (?:lines?|roads?|ways) compan(?P<y>y|ies)\b",
        lambda match: "airline" if match["y"] == "y" else "airlines",
        (("the weather lines company", "the airline"),),
        ("a weather company",),
        needs="suspect",
        needles=("eather",),
    ),
    Rule(
        "gloss.air",
        "“weather” stands for hava, air.",
        rf"{FAIR_WEATHER}\b(?P<a>[Aa] )?(?P<weather>[Ww]eather)(?= "
        rf"(?:[Dd]efen[cs]es?|transport|{STRUCK_FROM_AIR}|raids?|"
        r"corridors?|"
        r"fleets?|"
        r"carriers?|traffic|targets?|bridges?|bombing|bombardments?|superiority|navigation|"
        r"communications?|alarms?|sirens?|"
        r"tickets?|routes?|flights|vehicles?|operations|assaults?|reconnaissance|[Ff]orce(?! \d| majeure)|"
        r"[Ff]orces(?! (?:the|a|an|us|them|him|her|it|you|me|many|some|most|all|both|thousands|hundreds|"
        r"people|"
        r"residents|airlines|flights|schools|\d+)\b))\b)",
        "",
        (("Ukraine’s weather defense shot it down.", "Ukraine’s air defense shot it down."),
         ("The weather forces of Iran held drills.", "The air forces of Iran held drills.")),
        ("The weather forces us to stay.", "The weather forecast is good.",
         "Bad weather forces the ferry to stop.", "The weather strikes hardest in March.",
         "The squadron flies cold-weather attack missions."),
        needs="garbled",
        needles=("eather",),
        arrange=lambda match, _: (
            (f"{match['a'][0]}n " if match["a"] else "")
            + ("Air" if match["weather"][0] == "W" or match.string[match.end() + 1].isupper() else "air")
        ),
    ),
    Rule(
        "gloss.mutual",
        "“snow” is the first letters (qar) of qarşılıqlı, mutual; the word itself was translated too.",
        r"\b(?P<snow>[Ss]now)(?:(?<!\b(?:heavy|deep|fresh|wet|more|the|of|and) snow)[ \u00a0])?"
        r"(?P<word>[Mm]utual(?:ly)?|reciprocal(?:ly)?|bilateral(?:ly)?)\b(?!-)",
        "",
        (("a snowmutual agreement", "a mutual agreement"), ("They snowmutually agreed.",
         "They mutually agreed.")),
        ("snow and mutual trust", "After heavy snow mutual aid kept the villages alive."),
        needs="suspect",
        needles=("snow", "Snow"),
        arrange=put("{word}"),
    ),
    Rule(
        "gloss.met",
        "“snow” is the first letters (qar) of the verb, which was translated too: qarşılaşmaq, to face.",
        r"\bsnow(?P<word>faced|faces|facing|met|meets|welcomed|greeted|prevented|opposed|opposes)\b",
        r"\g<word>",
        (("The team snowfaced Germany.", "The team faced Germany."),),
        ("They faced the snow.",),
        needs="suspect",
        needles=("snow",),
    ),
    Rule(
        "gloss.ahead",
        "“snow” is the first letters (qar) of qarşıdakı, coming; the word itself was translated too.",
        r"\b[Ss]now[ \u00a0]?(?P<ahead>(?:upcoming|forthcoming)\b|[Ii]n the (?:coming|next|upcoming)\b)",
        "",
        (("snowIn the coming months they will meet.", "In the coming months they will meet."),
         ("in the snowupcoming elections", "in the upcoming elections")),
        ("There will be snow for the coming days.", "More snow. In the coming days it will melt."),
        needs="suspect",
        needles=("snow", "Snow"),
        arrange=put("{ahead}"),
    ),
    Rule(
        "gloss.prevent",
        "“snow” is the first letters (qar) of qarşısını almaq, to prevent; its object stood before it.",
        rf"{START}Of (?P<whom>\p{{Ll}}{CLAUSE}{{2,60}}?) snow(?P<rest>\p{{Lu}}{CLAUSE}*? prevent(?:ing)?) "
        r"(?:it|this|that|them)\b",
        "",
        (("Of terror snowIt is necessary to prevent it.", "It is necessary to prevent terror."),),
        ("Of the snow. It is hard to prevent it.",),
        needs="suspect",
        needles=(" snow",),
        arrange=put("{rest} {whom}"),
    ),
    Rule(
        "gloss.interaction",
        "“snow” is the first letters (qar) of qarşılıqlı fəaliyyət, interaction.",
        r"(?P<open>[“\"]?)(?P<kind>Allied|Alliance|Strategic)(?P<parties> between [^“”\n]+?)? snow"
        r"(?P<paper>Declaration|Agreement|Memorandum|Treaty) on “(?P<what>[^“”\n]+)”",
        "",
        (("On Monday “Alliance between Iran and Iraq snowDeclaration on “Interaction” was signed.",
          "On Monday the Declaration on “Alliance Interaction between Iran and Iraq” was signed."),),
        ("The Declaration on “Allied Interaction” was signed.",),
        needs="garbled",
        needles=("snow",),
        arrange=put("the {paper} on “{kind} {what} {parties}”"),
    ),
    Rule(
        "gloss.oil_and_gas_apart",
        "“oilgas” is neft-qaz, oil and gas; it belongs to the noun further on.",
        r"(?<![’']s )\b(?P<non>non-)?oilgas (?P<middle>(?:in|on|of|for|to|from|by|with|comes?|goes|is|"
        rf"are|was|were|depends?|depended|remains?) {CLAUSE}{{0,40}}?\b(?:the|this|its) )"
        r"(?P<noun>sector|industry|market|fields?|projects?|revenues)\b",
        r"\g<middle>\g<non>oil and gas \g<noun>",
        (("Half of the money oilgas comes from the sector.",
          "Half of the money comes from the oil and gas sector."),
         ("non-oilgas in the sector", "in the non-oil and gas sector")),
        ("Oil and gas are sold on the market.", "the oilgas market"),
        needs="suspect",
        needles=("oilgas ",),
    ),
    Rule(
        "gloss.oil_and_gas",
        "“oilgas” is neft-qaz, oil and gas: each was translated alone.",
        r"\b(?P<oil>[Oo]il)[- ]?gas\b(?!-| (?:price|ratio|contact|separator|lease)s?\b)",
        lambda match: f"{match['oil']} and gas",
        (("Europe’s oilgas market", "Europe’s oil and gas market"),),
        ("oil, gas and coal", "The oil-gas ratio fell.", "oil-gas-condensate fields"),
        needs="suspect",
        needles=("ilgas", "il-gas", "il gas"),
    ),
    Rule(
        "gloss.fused_gas",
        "The marked word qaz, gas, runs into the next word.",
        rf"\b(?P<gloss>[Gg]as)(?P<word>(?!{GAS_WORD})\p{{Ll}}{{4,}})\b",
        "",
        (("a new gaspipeline", "a new gas pipeline"),),
        ("gasoline, gaslight, gasworks",),
        needs="suspect",
        needles=("gas", "Gas"),
        arrange=_glued,
    ),
    Rule(
        "gloss.fused_name",
        "A marked word runs into the next one.",
        rf"\b(?P<gloss>{COUNTRIES}|{_ADJECTIVES})(?P<word>{AFTER_COUNTRY})(?= (?!\p{{Lu}}))",
        r"\g<gloss> \g<word>",
        (("the Azerbaijanpolitical analyst", "the Azerbaijan political analyst"),),
        ("the Azerbaijan political analyst",),
        needs="suspect",
        needles=every(f"{PLACES}|{_ADJECTIVES}", AFTER_COUNTRY),
    ),
    Rule(
        "gloss.no_information",
        "The marked word informasiya, information, stood before its own verb.",
        r"(?<!\b(?:the|any|no|this|that|some))(?P<before>^|[ \u00a0“(,])(?P<word>[Ii]nformation) not "
        r"(?P<verb>given|provided|disclosed|released)\b(?=[.,;:!?”)]|$|\n| (?:and|but|on|about)\b)",
        lambda match: match["before"]
        + ("No" if match["word"][0] == "I" else "no")
        + f" information was {match['verb']}",
        (("in any case information not given.", "in any case no information was given."),),
        ("the information that was not given", "Information not given under oath is worthless."),
        needs="garbled",
        needles=("nformation not ",),
    ),
)  # fmt: skip
