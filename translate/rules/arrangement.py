"""Arrangement: pieces that stand in Turkic order go to their place in the English sentence.

Azerbaijani puts the object before its verb and a modifier before its noun, and a marked word was translated
as a piece of its own; so what belongs together stands on the two sides of a border. Each row knows one way
in which that happens, finds the pieces by the borders, and puts them where English has them. Where the place
is not plain (no verb found, no noun to go back to), a row leaves the words to the reviewer.
"""

from __future__ import annotations

from ..casing import recase
from ..fragments import (
    BEFORE_CLAUSE,
    BEFORE_START,
    CAPITAL,
    CAPITALS,
    CITIES,
    CLAUSE,
    COUNTRIES,
    FAIR_WEATHER,
    INSIDE,
    NAME,
    NOT_DESCRIBED,
    PEOPLE,
    PLACE,
    PLACES,
    SECOND_SUBJECT,
    SPACE,
    START,
    WEATHER_DOES,
    every,
)
from ..repair import Rule
from ..verbs import BASES, finite, gerund
from . import against, moves
from .wording import fitted, opens_sentence, put

_TITLES = (
    "President|Prime Minister|Foreign Minister|Defen[cs]e Minister|Minister|Ambassador|Secretary General|"
    "Secretary of State|Secretary|Speaker|Chancellor|Commander|Spokesman|Deputy|Expert|Analyst|General"
)
_STRESSED = (
    "stressed|emphasized|noted|discussed|supported|condemned|praised|welcomed|expressed|conveyed|reiterated|"
    "reaffirmed|highlighted|underlined|mentioned|recalled|criticized|demanded|proposed|rejected"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# The adjectives that the site links, and what may come between one and its noun.
_MARKED = ("political", "economic", "military", "regional", "social")
_ACTS = (
    "ensuring", "strengthening", "developing", "establishing", "maintaining", "promoting", "increasing",
    "improving", "supporting", "deepening", "expanding", "restoring",
)  # fmt: skip
# What stands behind the name of a city that is part of another name, or says whose it is.
_OF_A_CITY = (
    r"(?:(?:State|City|Mayor|Times|Post|Saint|University|Stock|Grand|Film|Book|International|Airport|Court|"
    r"Metro|Olympics|Declaration|Summit|Agreement|Treaty|Accords|Conference|Forum)\b|"
    r"(?:correspondent|officials?|crowds?|hotels?|prosecutors?|courts?|mayor|governor|commuters|schools)\b)"
)
# What a country's adjective stands before.
_BODIES = (
    *(f"{office} Minist" for office in ("Foreign", "Defence", "Defense", "Interior", "Finance", "Energy",
                                        "Economy", "Prime")),
    "peacekeepers", "troops", "soldiers", "officials", "citizens", "companies", "banks",
    "countries",
)  # fmt: skip
_ARTICLES = ("One", "A", "An", "The", "This", "Some", "Many", "No")
_LEAD = r"(?P<lead>(?:(?:But|However,|Meanwhile,|Also,|For example,|Then|In addition,|Thus,) )?)"
_END = r"(?P<end>[.?!…:;”\n]|$)"


RULES: tuple[Rule, ...] = (
    Rule(
        "move.mass_media",
        "masses information … vehicles is kütləvi informasiya vasitələri, mass media, cut in three.",
        rf"(?P<owner>\b(?:(?:some|many|most|several|all|a number) of )?(?:(?:the country’s|the \p{{L}}+’s|"
        rf"foreign|"
        rf"local|national|state|Western|independent|\p{{Lu}}\p{{Ll}}+(?:an|sh|ani)) )?)"
        rf"(?<=^|[ “])mass(?:es)? information (?P<verb>{CLAUSE}{{2,80}}?)"
        r"(?P<head>(?:the )?(?:heads|representatives|employees|leaders|editors|chiefs|workers|managers) of )"
        r"(?:the )?(?:vehicles|means|tools|facilities|funds)\b",
        "",
        (("He some of the country’s masses information met with the heads of vehicles.",
          "He met with the heads of some of the country’s mass media."),),
        ("The masses want information from the heads of vehicles.",),
        needs="garbled",
        needles=("mass information", "masses information"),
        arrange=moves.media,
    ),
    Rule(
        "move.mass_media_object",
        "masses information … means is kütləvi informasiya vasitələri, mass media, cut in three.",
        r"\bmass(?:es)? information (?P<verb>(?!(?:by|of|in|with|from|through|to|on|for) )\p{Ll}+ )"
        r"(?:the )?(?:vehicles|means|tools)\b",
        "",
        (("They masses information accuse the means of lying.", "They accuse the mass media of lying."),),
        ("mass information campaigns",),
        needs="garbled",
        needles=("mass information", "masses information"),
        arrange=put("{verb} the mass media"),
    ),
    Rule(
        "move.mass_media_whole",
        "masses information vehicles is kütləvi informasiya vasitələri, mass media, word for word.",
        r"(?:(?P<owner>(?i:foreign|local|national|state|independent)) )?\b[Mm]ass(?:es)? information "
        r"(?:[Tt]he )?(?:vehicles|means|tools|facilities|media)\b",
        "",
        (("They read the masses information vehicles.", "They read the mass media."),),
        ("mass information campaigns",),
        needs="garbled",
        needles=("ass information", "asses information"),
        arrange=lambda match, _: fitted(f"{match['owner']} mass media" if match["owner"] else "mass media",
        match),
    ),
    Rule(
        "move.against_to",
        "qarşı, against, was read as snow; “to X” before it is whom the clause is against.",
        rf"\b(?P<to>[Tt]o) (?P<whom>(?!the fact){CLAUSE}{{2,60}}?) {against.SNOW}"
        rf"(?P<rest>\p{{L}}{INSIDE}*?)(?P<end>[?!]|(?=[.…:;”\n])|$)",
        "",
        (("To Russia snowWhat will be the sanctions?", "What will be the sanctions against Russia?"),
         ("To Ukraine snowThe attack has been condemned.", "The attack against Ukraine has been condemned."),
         ("The measures to Iran snowwere taken.", "The measures against Iran were taken.")),
        ("To Russia snow is nothing new.", "They came to the snowy town.", "They go to work by snowmobile."),
        needs="suspect",
        needles=("snow",),
        arrange=against.to_snow,
    ),
    Rule(
        "move.against",
        "qarşı, against, was read as snow; the name or noun before it is whom the clause is against.",
        rf"(?:{START}|(?<=\b(?:that|and),? ))(?P<lead>)(?P<left>(?!To ){CLAUSE}{{3,90}}?) {against.SNOW}"
        rf"(?P<rest>\p{{L}}{INSIDE}*?)(?P<end>[?!]|(?=[.…:;”\n])|$)",
        "",
        (("Russia Ukraine snowThe aggressor started a war.",
         "Russia started a war of aggression against Ukraine."),
         ("Germany Russia snowThe new package supported.",
          "Germany supported the new package against Russia."),
         ("The government corruption snowlaunched a new program.",
          "The government launched a new program against corruption.")),
        ("The heavy snowfall stopped the trains.", "Children love snowmen."),
        needs="suspect",
        needles=("snow",),
        arrange=against.bare_snow,
    ),
    Rule(
        "move.thanks",
        "görə after a purpose means for; the purpose stood before its verb.",
        rf"(?:{START}(?P<who>(?:The (?:\p{{Ll}}+ ){{1,3}}|{NAME}(?: of {NAME})? ))?|"
        rf"(?P<who>(?<=\b(?:that|and) ){NAME} |(?<=\b(?:that|and),? )))"
        rf"(?P<for>[Ff]or) (?P<why>{CLAUSE}{{3,120}}?) according to[ \u00a0]?(?P<rest>\p{{Lu}}{INSIDE}*?)"
        r"(?P<end>(?=[.?!…:;”\n])|$)",
        "",
        (("For providing assistance according toThanked Azerbaijan.",
         "Thanked Azerbaijan for providing assistance."),
         ("Tony Blinken For the assistance according toThanked Azerbaijan.",
          "Tony Blinken thanked Azerbaijan for the assistance."),
         ("The minister for the aid according toThanked Japan.", "The minister thanked Japan for the aid.")),
        ("For years, according to The Times, nothing changed.",
         "Prices for oil according to The Times fell."),
        needs="suspect",
        needles=(" according to",),
        arrange=moves.thanks,
    ),
    Rule(
        "move.thanks_to",
        "görə after a dative means for; what somebody is thanked for stood before the thanks.",
        rf"{START}To (?P<why>(?:the |this |these |his |her |their |its )?\p{{Ll}}{CLAUSE}{{3,120}}?) "
        rf"according to[ \u00a0]?(?P<rest>(?:(?:I|We|They|He|She) )?(?:(?:am|are|is|was|were|have|has|had) )?"
        rf"(?:(?:also|once again|very|deeply) )?"
        rf"(?i:thank(?:s|ed)?|grateful|expressed (?:his |her |their |its )?gratitude|congratulated|"
        rf"criticized|condemned|apologized)\b{CLAUSE}*)",
        "",
        (("To the aid sent to Ukraine according to I am grateful to Japan.",
          "I am grateful to Japan for the aid sent to Ukraine."),),
        ("To the aid agency, according to the paper, we are grateful.",),
        needs="garbled",
        needles=(" according to",),
        behind=BEFORE_START,
        arrange=put("{rest:up} for {why}"),
    ),
    Rule(
        "move.thanks_own",
        "görə after a clause means for; the clause stood before the thanks.",
        rf"\b(?P<who>I|We|They) (?P<verb>\p{{Ll}}+) (?P<what>{CLAUSE}{{2,60}}?) according "
        rf"to[ \u00a0]?(?P=who) "
        rf"(?P<thank>(?:\p{{Ll}}+ )?(?:thank(?:ed)?|congratulate[d]?|criticize[d]?|condemn(?:ed)?)) "
        rf"(?P<whom>{CLAUSE}+?)(?P<end>(?=[.?!…:;”,\n])|$)",
        "",
        (("I support Ukraine according to I thanked Azerbaijan.",
         "I thanked Azerbaijan for supporting Ukraine."),),
        ("We say that, according to us, we thank them.",),
        needs="suspect",
        needles=(" according to",),
        arrange=moves.thanks_inside,
    ),
    Rule(
        "move.thanks_wrote",
        "görə after a name means for; it stood before the words of thanks.",
        rf"(?:(?P<and>and) )?(?P<what>{PLACE}|{NAME}) according to[ \u00a0]?(?P<verb>(?:wrote|said|"
        rf"expressed|conveyed|"
        r"sent) (?:thank you|thanks|(?:his|her|their) (?:gratitude|thanks|condolences|support)|gratitude|"
        r"condolences))",
        "",
        (("for Azerbaijan and Ukraine according to wrote thank you",
         "for Azerbaijan and wrote thank you for Ukraine"),),
        ("Ukraine, according to him, said thank you.",),
        needs="garbled",
        needles=every(" according to", f"|{SPACE}", "wrote |said |expressed |conveyed |sent "),
        arrange=put("{and} {verb} for {what}"),
    ),
    Rule(
        "move.differ_in",
        "görə here means in respect of; it stood before its verb.",
        r"\b(?:is |are )?(?P<what>both \p{L}+ and \p{L}+) according to (?P<verb>differ\p{Ll}* from each "
        r"other|"
        r"differ\p{Ll}*|coincide\p{Ll}*)",
        "",
        (("It is both content and volume according to differ from each other.",
          "It differ from each other in both content and volume."),),
        ("both in form and, according to him, in content",),
        needs="garbled",
        needles=(" according to",),
        arrange=put("{verb} in {what}"),
    ),
    Rule(
        "move.because_coordination",
        "görə after a noun means because of; the names that “against” governs stood on both sides of a "
        "border.",
        rf"\b(?P<why>[Ii]nvasion of {PLACE}|\p{{L}}+ of {PLACE}) according to (?P<a>{PLACE}) and "
        rf"(?P<rest>\p{{L}}+ing {CLAUSE}*?(?:against|with|to|from|for|between) )(?P<b>{PLACE})",
        "",
        (("and Invasion of Ukraine according to Russia and Supporting sanctions against Belarus",
          "and supporting sanctions against Russia and Belarus because of the invasion of Ukraine"),),
        ("the capital of Ukraine, according to Russia and supporting reports",),
        needs="garbled",
        needles=(" according to",),
        arrange=put("{rest:low} {a} and {b} because of the {why:low}"),
    ),
    Rule(
        "move.then",
        "The subject was a marked word; “Then he” is the beginning of the piece behind it.",
        rf"{START}(?P<title>{_TITLES}) Then (?:he|she) (?=\p{{Ll}})",
        "",
        (("President Then he said: “Yes.”", "Then the President said: “Yes.”"),),
        ("Then he left.",),
        needs="suspect",
        behind=BEFORE_START,
        needles=(" Then ",),
        arrange=put("Then the {title} "),
    ),
    Rule(
        "move.in_speech",
        "The subject was a marked word; the piece behind it begins with the occasion and “he”.",
        rf"{START}(?P<who>(?:(?:{_TITLES}) )?{NAME}) (?P<phrase>(?:In|At|During|On) "
        rf"(?:his|her|its|their|the|a) {CLAUSE}{{2,60}}?),? (?:he|she) (?=\p{{Ll}})",
        "",
        (("President Ilham Aliyev In his speech, he said that peace is near.",
          "In his speech, President Ilham Aliyev said that peace is near."),),
        ("Ilham Aliyev spoke. In his speech, he thanked Japan.",
         "In the speech that he made, he thanked Japan.",
         "In On the Law of War, he calls it a crime."),
        needs="garbled",
        needles=(" In ", " At ", " During ", " On "),
        gate=r"\b[sh]?he\b",
        behind=BEFORE_START,
        arrange=moves.in_speech,
    ),
    Rule(
        "move.title",
        "The title is a marked word; it belongs to the name behind the verb.",
        rf"(?<![^.!?…:;,“”\"\n])(?P<left>{CLAUSE}{{8,}}) (?P<title>president|minister|chancellor) (?:He|She) "
        rf"(?P<verb>\p{{Ll}}+(?: with| to)?) "
        rf"(?=\p{{Lu}})",
        "",
        (("Aliyev visited Ankara on March 11 president He visited Erdogan.",
          "Aliyev visited Ankara on March 11 and visited President Erdogan."),
         ("Emmanuel Macron in Paris Serbia president He met with Vucic.",
          "Emmanuel Macron in Paris met with Serbian President Vucic."),
         ("Yesterday Ukraine president He met with Macron.",
          "Yesterday the Ukrainian president met with Macron.")),
        ("He met the president. He thanked Erdogan.",),
        needs="garbled",
        needles=("president He ", "president She ", "minister He ", "minister She ", "chancellor He ",
                 "chancellor She "),
        arrange=moves.office,
    ),
    Rule(
        "move.federation",
        "The name is a marked word; it belongs to “the federation”, “the Union” behind it.",
        rf"(?:\b(?P<name>{NAME}) )??\b(?P<word>Russia|Europe) (?P<middle>(?=\p{{Lu}}\p{{Ll}}* "
        rf"(?:Minister |\p{{Ll}})){INSIDE}{{2,160}}?)"
        r"\bthe (?P<body>[Ff]ederation|[Uu]nion)\b",
        "",
        (("Russia Officials of the federation denied it.", "Officials of the Russian Federation denied it."),
         ),
        ("Russia and the Federation Council", "Russia is the heir of the Union."),
        needs="garbled",
        needles=("the federation", "the Federation", "the union", "the Union"),
        arrange=moves.federation,
    ),
    Rule(
        "move.federation_whole",
        "The name is a marked word; it belongs to “The Federation”, “The Union” behind it.",
        r"\b(?P<word>Russia|Europe) The (?P<body>Federation|Union|Parliament|Commission|Council)\b",
        "",
        (("Europe The Parliament voted.", "The European Parliament voted."),),
        ("Russia and The Federation",),
        needs="garbled",
        needles=("Russia The ", "Europe The "),
        arrange=lambda match, _: fitted(f"the {PEOPLE[match['word']]} {match['body']}", match),
    ),
    Rule(
        "move.president_of",
        "The name of the country is a marked word; it belongs to the title.",
        rf"\b(?P<place>{COUNTRIES}) The (?P<title>{_TITLES}) of (?P<name>{NAME})",
        "",
        (("Ukraine The President of Volodymyr Zelensky spoke.",
         "The President of Ukraine Volodymyr Zelensky spoke."),),
        ("In Ukraine, the President of France spoke.",),
        needs="garbled",
        begins=PLACE,
        needles=every(PLACES, " The "),
        arrange=lambda match, _: fitted(f"the {match['title']} of {match['place']} {match['name']}", match),
    ),
    Rule(
        "move.country_of",
        "The name is a marked word; it belongs to the noun behind it.",
        rf"\b(?P<place>{COUNTRIES}) (?P<article>The|An?) (?P<noun>(?:\p{{Ll}}+ ){{0,2}}?(?:ambassador|"
        rf"president|"
        r"government|army|parliament|ministry|minister|embassy|leadership|authorities|people|economy|side|"
        r"capital|"
        r"delegation|population|leader|opposition|territory|security|border|borders|foreign minister))\b",
        "",
        (("Ukraine The ambassador left.", "The ambassador of Ukraine left."),),
        ("In Ukraine the army won.",),
        needs="garbled",
        begins=PLACE,
        needles=every(PLACES, " The | A | An "),
        arrange=moves.of_place,
    ),
    Rule(
        "move.nationality",
        "The name is a marked word; the adjective of the country stands before a ministry.",
        rf"\b(?P<place>{'|'.join(PEOPLE)}) "
        rf"(?!(?<=\b(?i:in|to|from|of|on|for|with|by|\p{{L}}+ing) \p{{L}}+ )\p{{Ll}})"
        rf"(?=(?:{'|'.join(_BODIES)})(?:(?<=Minist)|\b))(?![^.]{{0,60}}? of the (?:Federation|Union)\b)",
        lambda match: PEOPLE[match["place"]] + " ",
        (("Russia Foreign Ministry said", "Russian Foreign Ministry said"),),
        ("the Russian Foreign Ministry", "Russia and Foreign Ministry",
         "In Russia citizens pay less for gas.",
         "After leaving Russia officials of the bank went to Dubai."),
        needs="garbled",
        needles=tuple(f"{place} {body}" for place in PEOPLE for body in _BODIES),
    ),
    Rule(
        "move.city_of_date",
        "The city is a marked word that lost its ending, in.",
        rf"\b(?P<date>(?:On|on) (?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?|(?:On|on) \d{{1,2}} (?:{_MONTH})(?: "
        rf"\d{{4}})?) "
        rf"(?P<city>{CITIES})"
        rf"(?= (?!{_OF_A_CITY}|(?:time|residents|police|authorities|and [^.]*? (?:agreed|signed))\b)"
        r"(?P<rest>[\p{L}“][^.!?…:;,\n]*))",
        "",
        (("On February 22 Moscow a declaration was signed.",
         "On February 22 in Moscow a declaration was signed."),),
        ("On February 22 Moscow announced a truce.", "On March 1, Moscow agreed.",
         "On May 9 Moscow and Kyiv exchanged prisoners.", "On May 9 Baku sent a note to Paris.",
         "On May 9 Moscow State University was closed.", "On May 9 London Mayor Sadiq Khan flew to Rome."),
        needs="garbled",
        needles=every(f"0|1|2|3|4|5|6|7|8|9|{_MONTH}", " ", PLACES, " "),
        arrange=moves.city_of_date,
    ),
    Rule(
        "move.between_noun",
        "The two names that “between” joins, and their noun, stood on both sides of a border.",
        rf"(?:{START}|(?<=that ))"
        rf"(?P<lead>(?:In (?:my|our|his|her|their) (?:opinion|view|words), |But |Today,? )?)"
        rf"(?P<a>{PLACE}) and Between (?P<b>{PLACE}) "
        rf"(?P<noun>(?!(?:the|an?|its|their|no|any|this|these|which)\b)(?:\p{{L}}+ ){{0,4}}?"
        rf"(?i:relations|cooperation|rapprochement|trade|talks|negotiations|dialogue|ties|tensions?|"
        rf"partnership|border|conflict|trade turnover)) "
        rf"(?=(?P<rest>\p{{Ll}}{CLAUSE}*))",
        "",
        (("Israel and Between Iran military cooperation is out of the question.",
          "Military cooperation between Israel and Iran is out of the question."),
         ("In his opinion, Iran and Between Armenia Trade continues.",
          "In his opinion, trade between Iran and Armenia continues.")),
        ("Between Israel and Iran military cooperation is out of the question.",
         "Israel and Between Iran talks about peace began."),
        needs="garbled",
        needles=(" and Between ",),
        arrange=moves.between_noun,
    ),
    Rule(
        "move.between",
        "The two names that “between” joins stood on both sides of a border.",
        rf"(?:{START}(?P<lead>(?:(?:On|In) [\p{{L}}\p{{N}}]+(?: \p{{N}}+)?(?: in \p{{Lu}}\p{{Ll}}+)?,? |But "
        rf"|In (?:my|our|his|her|their) (?:opinion|view|words), )?)|"
        rf"(?<=that )(?P<lead>))(?P<subject>(?:(?:{_TITLES}) of {PLACE} )?)(?P<a>{PLACE}|{NAME})\.? and "
        rf"(?P<rest>(?:{CAPITAL}{CLAUSE}*? )?)[Bb]etween (?P<b>{PLACE}|{NAME})(?! and\b)(?=[ ,.:;]|$)",
        "",
        (("Russia and Between Azerbaijan a treaty was signed.",
         "Between Russia and Azerbaijan a treaty was signed."),
         ("Baku and A new route was opened between Tashkent.",
          "A new route was opened between Baku and Tashkent.")),
        ("Russia and Armenia differ between themselves.", "Iran and talks between Iraq and Turkey"),
        needs="garbled",
        needles=every(" and ", f"{CAPITALS}|between"),
        gate="etween",
        behind=BEFORE_CLAUSE,
        arrange=moves.joined_between,
    ),
    Rule(
        "move.between_apart",
        "The two names that “between” joins stood on both sides of a border.",
        rf"{START}(?P<a>{PLACE}) (?P<time>(?:for|since|in|during|on|until|after) {CLAUSE}{{3,60}}?) and "
        rf"(?P<rest>{CAPITAL}{CLAUSE}*? )between (?P<b>{PLACE}|{NAME})(?! and\b)(?=[ ,.:;]|$)",
        "",
        (("Moscow for 3 weeks and There were no contacts between Baku.",
          "For 3 weeks there were no contacts between Moscow and Baku."),),
        ("Moscow for years saw talks between Baku and Yerevan.",),
        needs="garbled",
        needles=every(" and ", CAPITALS),
        gate=" between ",
        behind=BEFORE_START,
        arrange=put("{time:up} {rest:low} between {a} and {b}"),
    ),
    Rule(
        "move.same_preposition",
        "The names that one preposition governs stood on both sides of a border.",
        rf"{START}(?P<prep>In|From|To|With|At) (?P<a>{NAME}(?:, {NAME})*)(?P<added>(?: (?:regarding|about|"
        rf"on) {CLAUSE}+?)?)\.? and "
        rf"(?P<rest>{CAPITAL}(?!{NAME}){CLAUSE}+? )(?i:(?P=prep)) (?P<b>{NAME})\b(?! and\b)",
        "",
        (("In Ganja, Sumgayit. and Protests were held in Lankaran.",
          "Protests were held in Ganja, Sumgayit and Lankaran."),),
        ("In Ganja and Baku, protests were held in Lankaran.", "In Ganja and Sumgayit people sang."),
        needs="garbled",
        needles=("In ", "From ", "To ", "With ", "At "),
        gate=f" and {CAPITAL}",
        behind=BEFORE_START,
        arrange=moves.joined_same,
    ),
    Rule(
        "move.according_joined",
        "The two names whose words “according to” speaks of stood on both sides of a border.",
        rf"{START}(?P<a>(?:The )?{NAME}(?: of {NAME})?) and According to (?P<of>the \p{{Ll}}+ of )?"
        rf"(?P<b>(?:the )?{NAME}(?: of {NAME})?),",
        "",
        (("The World Bank and According to the forecast of the European Bank, growth will slow.",
          "According to the forecast of the World Bank and the European Bank, growth will slow."),),
        ("The World Bank and, according to the forecast of the ADB, the market agree.",),
        needs="garbled",
        needles=(" and According to ",),
        behind=BEFORE_START,
        arrange=put("According to {of} {a:low} and {b},"),
    ),
    Rule(
        "move.bare_name",
        "A name and the one that it is joined to stood on both sides of a border.",
        rf"{START}{_LEAD}(?P<a>{PLACE}(?:, {PLACE})*) and "
        rf"(?P<rest>(?:(?:The|A|An|No|New|There|Official) \p{{Ll}}|"
        rf"\p{{Lu}}\p{{Ll}}+s (?:of|from) ){CLAUSE}{{6,}})",
        "",
        (("But the United States and The leadership is called from Europe.",
          "But the leadership is called from the United States and Europe."),
         ("Slovenia, Croatia and Delegations from Montenegro took part.",
          "Delegations from Slovenia, Croatia and Montenegro took part.")),
        ("Russia and the people of Ukraine are called from Europe.",),
        needs="garbled",
        needles=every(" and ", CAPITALS),
        behind=BEFORE_START,
        arrange=moves.joined_bare,
    ),
    Rule(
        "move.between_behind",
        "The two names that “between” joins stood before it, and it before its noun.",
        rf"{START}(?P<pair>{PLACE} and {PLACE}) between (?!them\b|the two\b|us\b|\d)"
        rf"(?P<rest>\p{{L}}{CLAUSE}{{6,}})",
        "",
        (("Iran and Russia between political relations are tense.",
          "Political relations between Iran and Russia are tense."),),
        ("Iran and Russia between them hold a third of it.",),
        needs="garbled",
        needles=every(PLACES, " between "),
        behind=BEFORE_START,
        arrange=moves.between_behind,
    ),
    Rule(
        "move.visit",
        "The name is a marked word that lost its ending, to; the visit stands behind it.",
        rf"{START}(?P<left>\p{{L}}{CLAUSE}{{2,90}}? )(?P<place>{PLACE}) "
        r"(?P<verb>(?:will pay|paid|is paying|pays) an? (?:\p{Ll}+ ){0,2}visit)\b(?! to)",
        "",
        (("The minister today Moscow will pay a visit.", "The minister today will pay a visit to Moscow."),),
        ("The president of Iran will pay a visit.", "France paid a visit.", "They left Moscow paid a visit."),
        needs="garbled",
        needles=(" will pay a", " paid a", " is paying a", " pays a"),
        behind=BEFORE_START,
        arrange=moves.visit,
    ),
    Rule(
        "move.political_of",
        "The name and the adjective are marked words; they belong to the noun behind them.",
        rf"\b(?P<place>{COUNTRIES}) ?(?P<word>political|economic|military) The (?P<noun>\p{{Ll}}+)\b",
        "",
        (("Armeniapolitical The leadership left.", "The political leadership of Armenia left."),),
        ("In Armenia, political and military leaders met.",),
        needs="garbled",
        needles=every(PLACES, "| ", "political The |economic The |military The "),
        arrange=lambda match, _: fitted(f"the {match['word']} {match['noun']} of {match['place']}", match),
    ),
    Rule(
        "move.information",
        "information is a marked word; it belongs to the noun further on.",
        rf"\b(?P<place>{PLACE}) information (?P<middle>\p{{Ll}}{CLAUSE}{{2,80}}?\b(?:its|the|their) )"
        r"(?P<noun>security|policy|warfare|war|space|systems?|technology|technologies)\b",
        r"\g<place> \g<middle>information \g<noun>",
        (("Estonia information pays attention to its security.",
          "Estonia pays attention to its information security."),),
        ("In Estonia information is free.",),
        needs="garbled",
        needles=every(PLACES, " information "),
    ),
    Rule(
        "move.there_is",
        "“there is” stood behind the things that it speaks of, but for the last.",
        rf"{START}{_LEAD}(?P<listed>\p{{L}}{INSIDE}{{4,160}}?),? and There (?P<head>(?:is|are|was|were|"
        rf"will be) "
        rf"(?:an?|no|some|many)? ?(?:\p{{Ll}}+ ){{1,3}}?(?:on|of|for|in|about|against)) "
        rf"(?P<last>\p{{L}}{CLAUSE}+)",
        "",
        (("For example, its banks, trade and There is a ban on the sale of arms.",
          "For example, there is a ban on its banks, trade and the sale of arms."),),
        ("Banks were closed and There is a ban on trade.",),
        needs="garbled",
        needles=(" and There ",),
        behind=BEFORE_START,
        arrange=moves.there_is,
    ),
    Rule(
        "move.common_head",
        "The noun that both words depend on stood between them.",
        rf"{START}(?P<lead>(?:(?:On|In) [\p{{L}}\p{{N}}]+(?: \p{{N}}+)?(?: in \p{{Lu}}\p{{Ll}}+)?,? "
        rf")?(?:[Bb]etween {NAME} and {NAME} )?)"
        rf"(?P<first>\p{{Ll}}{CLAUSE}{{2,40}}?) and (?P<article>A|An|The) (?P<head>(?:\p{{Ll}}+ "
        rf")??\p{{Ll}}+) of "
        rf"(?P<second>(?:\p{{Ll}}+ ){{1,3}}?)(?=(?:was|were|is|are|has|have|will)\b)",
        "",
        (("On May 2 mutual aid and A declaration of alliance was signed.",
          "On May 2 a declaration of mutual aid and alliance was signed."),),
        ("On May 2 they met and A declaration of alliance was signed.",),
        needs="garbled",
        needles=(" and The ", " and A ", " and An "),
        behind=BEFORE_START,
        arrange=moves.common_head,
    ),
    Rule(
        "move.object_first",
        "The first object stood before its verb, the second behind it.",
        rf"(?:(?<=\b(?:said|says|added|that),? that ?|[Ss]ecretary of State |, )|{START}|(?<=that, ))"
        rf"(?P<subject>(?:(?:{_TITLES}) )?{NAME} |The \p{{Ll}}+ )(?P<object>(?:The|A|An) "
        rf"{INSIDE}{{5,240}}?) and (?:He |She )?"
        rf"(?P<verb>{_STRESSED}) "
        r"(?P<second>(?:his|her|its|their|the|an?) )",
        "",
        (("Secretary of State Blinken The importance of peace and He stressed his commitment to it.",
          "Secretary of State Blinken stressed the importance of peace and his commitment to it."),),
        ("Blinken noted the importance of peace and stressed his commitment to it.",),
        needs="garbled",
        needles=every(" and ", "|He |She ", _STRESSED),
        arrange=moves.object_first,
    ),
    Rule(
        "move.object_first_spoke",
        "The first object stood before its verb, the second behind it.",
        rf"{START}(?P<object>\p{{L}}{CLAUSE}{{5,120}}?) and (?P<who>I|We) (?P<verb>spoke about|talked about|"
        rf"discussed) ",
        "",
        (("“Resolution of conflicts and I spoke about the importance of peace.”",
          "“I spoke about resolution of conflicts and the importance of peace.”"),),
        ("The talks ended and I spoke about peace.",),
        needs="garbled",
        needles=(" and I ", " and We "),
        behind=BEFORE_START,
        arrange=lambda match, diagnosis: (
            None if finite(match["object"]) is not None
            else f"{match['who']} {match['verb']} {recase(match['object'], diagnosis.names)} and "
        ),
    ),
    Rule(
        "move.human_rights",
        "The noun that both words depend on stood between them.",
        rf"\bHuman [Rr]ights(?P<place> in {PLACE})?\.? and (?P<verb>(?:He |She )?\p{{Ll}}+ed) (?P<head>the "
        rf"{CLAUSE}+? (?:for|of|to)) "
        r"(?P<other>fundamental freedoms|democracy|the rule of law|freedoms)",
        "",
        (("Blinken Human Rights in Iran and stressed the importance of respect for fundamental freedoms.",
          "Blinken stressed the importance of respect for human rights and fundamental freedoms in Iran."),),
        ("human rights and democracy",),
        needs="garbled",
        needles=("Human Rights", "Human rights"),
        arrange=lambda match, _: (
            f"{match['verb'].removeprefix('He ')} {match['head']} human rights and "
            f"{match['other']}{match['place'] or ''}"
        ),
    ),
    Rule(
        "move.recognized",
        "The objects of the second verb stood on both sides of a border; the first verb is the "
        "translator’s own.",
        rf"(?P<subject>{NAME}) (?:is an?|is the|set up (?:the|an?)|established (?:the|an?)|created (?:the|"
        rf"an?)) "
        rf"(?P<first>separatist (?:{CLAUSE}|[“”])+?)\.? and (?P<verb>[Rr]ecogni[sz]ed|[Aa]nnexed) "
        r"(?P<head>the (?:\p{Ll}+ )+?of) (?=the)",
        "",
        (("Russia set up the separatist Donetsk Republic. and Recognized the independence of the Luhansk "
          "Republic.",
          "Russia recognized the independence of the separatist Donetsk Republic and the Luhansk Republic."),
          ),
        ("Russia recognized the independence of the separatist republics.",),
        needs="garbled",
        needles=("separatist",),
        arrange=lambda match, _: (
            f"{match['subject']} {match['verb'].lower()} {match['head']} the {match['first']} and "
        ),
    ),
    Rule(
        "move.with_first",
        "The first of the two partners stood before the verb, the second behind it.",
        rf"(?P<subject>{NAME})(?P<time>(?: (?:for|in|during|on|after) [\p{{Ll}}\p{{N}} ]+?)?) "
        rf"(?P<a>(?:{_TITLES}) of {INSIDE}{{3,60}}?),? (?:and )?[Hh]e (?P<verb>(?:had|held|made|met|spoke|"
        rf"talked){CLAUSE}*?) "
        r"with (?P<b>\p{L})",
        "",
        (("Aliyev for three weeks President of France E. Macron, He had talks with the President of Italy.",
          "Aliyev for three weeks had talks with the President of France E. Macron and the President of "
          "Italy."),),
        ("Aliyev had talks with Macron.",),
        needs="garbled",
        needles=every("He |he ", "had|held|made|met|spoke|talked"),
        arrange=moves.with_first,
    ),
    Rule(
        "move.military_political",
        "hərbi-siyasi, military and political, stood with its parties; the noun stands behind.",
        rf"{START}(?P<adjective>\p{{Lu}}\p{{Ll}}+) (?:relations|cooperation|ties) (?P<parties>between "
        rf"{CLAUSE}+?) ?"
        rf"(?P<word>political|economic|military) (?P<rest>\p{{Lu}}{INSIDE}*?)(?P<noun>cooperation|ties|"
        rf"relations|"
        r"partnership|dialogue|alliance)\b(?! between)",
        "",
        (("Military relations between Iran and Armeniapolitical Steps are taken to strengthen ties.",
          "Steps are taken to strengthen military and political ties between Iran and Armenia."),),
        ("Military relations between Iran and Armenia are political.",),
        needs="garbled",
        needles=("relations between ", "cooperation between ", "ties between "),
        behind=BEFORE_START,
        arrange=moves.military_political,
    ),
    Rule(
        "move.ensuring",
        "The adjective is a marked word; it belongs to the noun behind the verb.",
        rf"\b(?P<word>{'|'.join(_MARKED)}) (?P<verb>{'|'.join(_ACTS)}) "
        rf"{NOT_DESCRIBED}(?P<noun>\p{{Ll}}+)\b",
        r"\g<verb> \g<word> \g<noun>",
        (("reforms and political ensuring development", "reforms and ensuring political development"),),
        ("ensuring political development", "regional developing countries", "the military supporting units"),
        needs="garbled",
        needles=tuple(f"{adjective} {verb} " for adjective in _MARKED for verb in _ACTS),
    ),
    Rule(
        "move.adjective_apart",
        "The adjective is a marked word; it belongs to a noun behind the verb.",
        r"\b(?P<who>(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|it|It)|\p{Lu}[\p{L}’-]+)"
        rf"(?P<place>(?<=\p{{Lu}}\p{{Ll}}+) (?:{COUNTRIES}))? (?P<word>{'|'.join(_MARKED[:3])}) "
        rf"(?P<rest>\p{{Ll}}{CLAUSE}+)",
        "",
        (("He economic emphasized the importance of reforms.",
          "He emphasized the importance of economic reforms."),
         ("Minister Hasanov Turkey military met with the attaché.",
          "Minister Hasanov met with the military attaché of Turkey.")),
        ("The economic crisis led to reforms.", "Azerbaijan political parties registered."),
        needs="garbled",
        needles=tuple(f" {adjective} " for adjective in _MARKED[:3]),
        arrange=moves.adjective_apart,
    ),
    Rule(
        "move.one_political",
        "The adjective is a marked word; it belongs to the noun behind it.",
        rf"\b(?P<word>{'|'.join(_MARKED[:3])}) (?P<one>{'|'.join(_ARTICLES)}) "
        r"(?P<noun>\p{Ll}+)\b",
        "",
        (("in this process political One step was taken", "in this process one political step was taken"),),
        ("the political One Nation party",),
        needs="garbled",
        needles=tuple(f"{adjective} {article} " for adjective in _MARKED[:3] for article in _ARTICLES),
        arrange=put("{one:low} {word} {noun}"),
    ),
    Rule(
        "move.adjective",
        "The adjective is a marked word; the capital behind it is the border.",
        r"\b(?P<word>political|economic|military|[Oo]il and gas) (?P<piece>\p{Lu}\p{Ll}+)(?= \p{Ll}|[.,])",
        "",
        (("the political Reforms have been delayed", "the political reforms have been delayed"),
         ("and military Cooperation issues", "and military cooperation issues")),
        ("the political Left", "a political Islam"),
        needs="garbled",
        needles=("political ", "economic ", "military ", "il and gas "),
        arrange=put("{word} {piece:low}"),
    ),
    Rule(
        "move.gas_apart",
        "gas is a marked word; its adjective stands before the place, and its noun behind.",
        rf"{START}(?P<kind>Liquid|Natural|Liquefied|Russian|Azerbaijani) (?P<middle>(?:in|on|at|since|this|"
        rf"last|from) "
        rf"{CLAUSE}{{2,70}}?) gas[ \u00a0]?(?P<rest>\p{{Lu}}{INSIDE}*)",
        "",
        (("Liquid in Kazakhstan this year gasMass protests against the rise in prices began.",
          "In Kazakhstan this year, mass protests against the rise in prices of liquid gas began."),),
        ("Natural gas prices rose.",),
        needs="suspect",
        behind=BEFORE_START,
        needles=(" gas",),
        arrange=moves.gas_apart,
    ),
    Rule(
        "move.gas",
        "gas is a marked word; it belongs to the noun behind it.",
        rf"(?:{START}|(?<=\p{{Ll}} ))(?P<lead>)(?P<gas>{START}Gas|(?:(?:[Nn]atural|[Ll]iquid|[Ll]iquefied|"
        rf"[Ss]hale|"
        rf"Russian|Azerbaijani|{'|'.join(PEOPLE)}) ){{0,2}}gas)(?:(?=\p{{Lu}})|[ \u00a0](?=\p{{Lu}}\p{{Ll}}* "
        rf"\p{{Ll}}))(?P<rest>\p{{Lu}}{CLAUSE}*)",
        "",
        (("natural gasThe main buyers were Italy and Greece.",
         "The main buyers of natural gas were Italy and Greece."),
         ("Liquid gasThe price of a liter has risen.", "The price of a liter of liquid gas has risen."),
         ("Liquid natural gasMass protests against the rise in prices began in Almaty.",
          "Mass protests against the rise in prices of liquid natural gas began in Almaty.")),
        ("Natural gas is cheap.", "They sell gas to The Hague."),
        needs="garbled",
        needles=("gas", "Gas"),
        arrange=moves.gas_topic,
    ),
    Rule(
        "move.gas_subject",
        "gas is a marked word; it belongs to the noun behind the verb.",
        rf"{START}(?P<gas>Gas) (?P<verb>will try|plans|intends|wants|will be able|tries|tried|wanted|hopes|"
        rf"decided|agreed)"
        rf"(?P<middle> to {CLAUSE}*?)(?P<noun>imports|exports|supplies|purchases|prices|production|"
        rf"deliveries|"
        r"consumption|transit)\b",
        "",
        (("Gas will try to reduce imports by two-thirds.",
         "It will try to reduce gas imports by two-thirds."),),
        ("Gas will be cheaper.",),
        needs="garbled",
        needles=("Gas ",),
        behind=BEFORE_START,
        arrange=moves.gas_subject,
    ),
    Rule(
        "move.want",
        "“want to that” is istəyir ki: want somebody to do something.",
        rf"\b(?P<want>want(?:s|ed)?) (?:to that,?|(?P<plain>that,(?= \p{{Lu}}))) (?:[Ll]et )?"
        rf"(?P<rest>\p{{L}}{CLAUSE}+)",
        "",
        (("They don’t want to that, Let the Turks replace them.",
         "They don’t want the Turks to replace them."),
         ("They don’t want to that, The corridor be opened.", "They don’t want the corridor to be opened."),
         ("He wants that, France Let him be a mediator.", "He wants France to be a mediator.")),
        ("They want to let the Turks in.", "They want that to be opened.",
         "If you want that, Tom will go with you."),
        needs="suspect",
        needles=(" to that", " that,"),
        gate="want",
        arrange=moves.want,
    ),
    Rule(
        "move.let",
        "“Let” is the ending of a wish (-sın); behind “it is necessary that” English needs none.",
        r"\b(?P<wish>(?:necessary|important|essential|need(?:ed)?|demand(?:ed|s)?|propos(?:ed?|es)|insist(?:ed|s)?|"
        r"ask(?:ed|s)?|suggest(?:ed|s)?|require[ds]?|time) that),? "
        rf"(?:(?P<who>(?:the )?{NAME}(?: and {NAME})?) Let (?:him|her|it|them)|"
        rf"Let(?= (?:the|our|this|these|all|{NAME})\b)) (?P<rest>\p{{L}}[\p{{L}}’'-]*(?: \p{{L}}+)?)",
        "",
        (("It is necessary that, Let the treaty be signed.", "It is necessary that the treaty be signed."),
         ("We demand that, Armenia Let him withdraw.", "We demand that Armenia withdraw.")),
        ("We ask that you let the treaty be signed.", "We asked that, and Let the Sunshine In was played."),
        needs="garbled",
        needles=(" Let ",),
        arrange=lambda match, _: " ".join(filter(None, (match["wish"], match["who"], match["rest"]))),
    ),
    Rule(
        "move.city_airport",
        "“weather” stands for hava, air: hava limanı is an airport, and the city before it is where.",
        rf"\b(?P<at>(?:at|in|to|from|near|over) )?"
        rf"(?P<city>{CITIES}|(?<=\p{{Ll}} )(?!{COUNTRIES}\b){CAPITAL}\p{{Ll}}+)"
        rf" weather (?!{WEATHER_DOES})(?P<middle>(?:{CLAUSE}{{0,120}}? )??)[Tt]he (?P<noun>[Pp]orts?)\b",
        "",
        (("Due to fog Baku weather Flights at the port were delayed.",
          "Due to fog flights at Baku airport were delayed."),
         ("After the fire Tehran weather The port was closed.", "After the fire Tehran airport was closed."),
         ("He was met at Baku weather at the port.", "He was met at Baku airport.")),
        ("Turkey weather It closed the ports.", "In Baku the weather kept the ships in the port.",
         "Boston weather kept the ferries in the port.", "London weather closed the port."),
        needs="garbled",
        needles=("weather ",),
        arrange=moves.city_airport,
    ),
    Rule(
        "move.air",
        "“weather” stands for hava, air, and belongs to the noun further on.",
        rf"{FAIR_WEATHER}(?<!\b(?i:the|this|that|of|for|to|their|our|local|and|or) )\bweather "
        rf"(?:(?:It|He|They) )?(?!(?:forecast|report|condition|station|"
        rf"service|radar|satellite|balloon|pattern|system)s?\b|{WEATHER_DOES})(?P<middle>{INSIDE}{{2,200}}?)(?P<before>\b(?:the|its|his|their|our|all|"
        rf"these|by|of|\p{{L}}+’s) )(?P<noun>spaces?|ports?|transport|carriers?)\b",
        "",
        (("weather there are no rules such as closing the space.",
         "there are no rules such as closing the airspace."),
         ("Baku weather It should seize the planes in its ports.",
          "Baku should seize the planes in its airports."),
         ("the rest weather will be brought by transport", "the rest will be brought by air transport")),
        ("The weather was bad at the port.", "the weather was bad in all the ports",
         "Fog and weather kept the ships in the port.",
         "The weather delayed the ships in the port."),
        needs="garbled",
        needles=("weather ",),
        arrange=moves.detached_air,
    ),
    Rule(
        "move.airlines",
        "“weather” is the first half of hava yolları, airlines; the word was translated too.",
        rf"\b(?P<before>airlines?\b{CLAUSE}{{1,80}}?) weather(?= (?:Boeing|Airbus|\p{{Lu}}))",
        r"\g<before>",
        (("Russian airlines also fly to Baku weather Boeing planes.",
         "Russian airlines also fly to Baku Boeing planes."),),
        ("The airlines blamed the weather.",),
        needs="garbled",
        needles=(" weather ",),
    ),
    Rule(
        "move.such_as",
        "What “such as” speaks of stood before the sentence that says it.",
        rf"(?:{START}|(?<=(?:Of course|of course|However|But),? ))(?P<verb>\p{{L}}\p{{Ll}}+)(?P<object> "
        rf"{CLAUSE}{{4,90}}?), "
        rf"(?P<there>there (?:is|are|was|were) no {CLAUSE}{{3,40}}? such as) (?=\p{{Ll}}+ing\b)",
        "",
        (("Cut off all relations, there are no demands such as closing the space.",
          "There are no demands such as cutting off all relations, closing the space."),),
        ("In Baku itself, there are no demands such as closing the space.",),
        needs="garbled",
        needles=tuple(f", there {be} no " for be in ("is", "are", "was", "were")),
        behind=rf"{BEFORE_START}|(?:[Oo]f course|However|But),? ",
        arrange=lambda match, _: (
            None if match["verb"].lower() not in BASES
            else fitted(f"{match['there']} {gerund(match['verb'].lower())}{match['object']}, ", match)
        ),
    ),
    Rule(
        "move.give_up",
        "imtina, to give up, governs both: the first stood before its verb, with “from”.",
        rf"(?P<who>{PLACE}) from (?P<a>\p{{L}}{CLAUSE}{{2,40}}?)(?P<time>(?: (?:by|until|before|from|in) "
        rf"(?:the|next|this|\d)"
        rf"{CLAUSE}{{2,30}}?)?) and (?P<will>intends to|plans to|wants to|will|decided to) "
        rf"(?P<verb>give up|abandon|refuse|renounce|reject) (?P<b>\p{{Ll}}+)",
        "",
        (("Europe from Russian oil by the end of the year and intends to give up coal.",
          "Europe intends to give up Russian oil and coal by the end of the year."),),
        ("Europe will give up oil from Russia.",),
        needs="garbled",
        begins=PLACE,
        needles=(" give up ", " abandon ", " refuse ", " renounce ", " reject "),
        arrange=put("{who} {will} {verb} {a} and {b} {time}"),
    ),
    Rule(
        "move.give_up_last",
        "imtina, to give up, stands last; what is given up stood before it, with “from”.",
        rf"(?:{START}|(?<=\b(?:that|but|and),? |, ))(?P<who>{PLACE}) from (?P<what>\p{{L}}{CLAUSE}{{2,40}}?) "
        rf"(?P<verb>(?:(?:intends|plans|wants|decided|refuses|is ready|will|would|can|must|should|"
        rf"does not|did not|will not|cannot)(?: to)? )?(?:give|gave) up)(?=[.,;:?!]|$)",
        "",
        (("Europe from Russian gas intends to give up.", "Europe intends to give up Russian gas."),),
        ("Ukraine from the first day would not give up its land.", "The men in Ukraine from Lviv gave up."),
        needs="garbled",
        needles=("give up", "gave up"),
        arrange=lambda match, _: (
            None if finite(match["what"]) is not None else f"{match['who']} {match['verb']} {match['what']}"
        ),
    ),
    Rule(
        "move.owner",
        "oil and gas are marked words; they and their owner belong to the noun further on.",
        rf"\b(?P<owner>{PLACE}[’']s) (?P<what>oil and gas|oil|gas) (?P<verb>(?:did|does|do|will|would|"
        rf"wants?|tries)\b{CLAUSE}*? )"
        r"the (?P<noun>market|sector|industry|business)\b",
        "",
        (("Because Europe’s oil and gas did not want a rival in the market.",
          "Because it did not want a rival in Europe’s oil and gas market."),),
        ("Europe’s oil and gas market did not want the business.",),
        needs="garbled",
        begins=PLACE,
        needles=("’s oil", "'s oil", "’s gas", "'s gas"),
        arrange=put("it {verb} {owner} {what} {noun}"),
    ),
    Rule(
        "move.around",
        "The name is a marked word; it belongs to the preposition that stands alone at the end.",
        rf"(?P<place>{PLACE}) (?P<rest>(?:was|is|were|are|has been|will be) (?:\p{{Ll}}+ )(?:{CLAUSE}*? )?"
        r"(?:around|against|between|towards|about|from|with))(?=[.:;,?!]|$)",
        "",
        (("A topic at the meeting Ukraine was related to the situation around.",
          "A topic at the meeting was related to the situation around Ukraine."),),
        ("Ukraine was the country they came from.",),
        needs="garbled",
        begins=PLACE,
        needles=every(PLACES, " ", "was |is |were |are |has been |will be "),
        gate=r"(?:around|against|between|towards|about|from|with)(?=[.:;,?!]|$)",
        arrange=lambda match, _: (
            None if opens_sentence(match.string, match.start())
            else f"{match['rest']} {match['place']}"
        ),
    ),
    Rule(
        "move.bracketed",
        "The name is a marked word; it belongs to the preposition that stands alone at the end.",
        rf"\((?P<place>{PLACE}) (?P<rest>\p{{Lu}}[^()]*? (?:with|to|from|against|by|for|between))\)",
        "",
        (("items (Russia Declaration signed with)", "items (Declaration signed with Russia)"),),
        ("(Russia and Iran)",),
        needs="garbled",
        needles=("(",),
        arrange=lambda match, _: f"({match['rest']} {match['place']})",
    ),
    Rule(
        "move.question_to",
        "The two names that the question is about stood on both sides of a border.",
        rf"{START}(?P<a>{PLACE}) to (?P<whom>the {INSIDE}{{3,60}}?) and (?P<rest>(?:A|The) "
        rf"questions?{CLAUSE}*?) "
        rf"(?P<about>about|on) (?P<b>{CLAUSE}+)",
        "",
        (("Russia to the President and A question was also asked about Ukrainian relations.",
          "A question was also asked to the President about Russia and Ukrainian relations."),),
        ("Russia to the north and Iran to the south",),
        needs="garbled",
        needles=(" and A question", " and The question"),
        behind=BEFORE_START,
        arrange=put("{rest} to {whom} {about} {a} and {b}"),
    ),
    Rule(
        "move.second_name",
        "The verb was given a subject of its own behind the subject that it has.",
        r"\b(?=(?:(?:\p{Lu}[\p{L}\p{M}.’'-]*+|of|the) )+?(?:He|She|It|They) \p{Ll})"
        rf"(?P<name>(?:{_TITLES}|of {PLACE}|Secretary of State)(?: of {PLACE})? {NAME}|{NAME} {NAME}|"
        rf"(?:\p{{Lu}}\.[ ]?){NAME}|"
        rf"{PLACE}) (?:He|She|It|They) (?=\p{{Ll}})",
        "",
        (("US Secretary of State E.Blinken He called the President.",
         "US Secretary of State E.Blinken called the President."),),
        ("With Ilham Aliyev. He said so.",),
        needs="garbled",
        needles=(" He ", " She ", " It ", " They "),
        gate=SECOND_SUBJECT,
        arrange=moves.drop_subject,
    ),
    Rule(
        "move.second_noun",
        "The verb was given a subject of its own behind the subject that it has.",
        rf"{START}(?P<name>(?:The|These|Those|Both|All|Many|Some|Two|Three) (?:[\p{{L}}’'-]+ ){{0,5}}?"
        rf"(?!and |or |of |the )\p{{Ll}}+|"
        rf"{PLACE}(?:, {PLACE})*,? and {PLACE}) (?:He|She|It|They) (?=\p{{Ll}})",
        "",
        (("The foreign ministers They met in Ankara.", "The foreign ministers met in Ankara."),
         ("Turkey and Russia They agreed to cooperate.", "Turkey and Russia agreed to cooperate."),
         ("The delegation It arrived in Baku.", "The delegation arrived in Baku.")),
        ("The talks ended. They failed.", "The day the talks failed They left.",
         "The envoys peace and They discussed security."),
        needs="garbled",
        needles=(" He ", " She ", " It ", " They "),
        gate=SECOND_SUBJECT,
        behind=BEFORE_START,
        arrange=moves.drop_second,
    ),
)  # fmt: skip
