"""The pieces that patterns are built of: names, clauses, verbs of saying, finite verbs."""

from __future__ import annotations

from itertools import product


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# A stop that does not end a sentence: behind an initial ("E. Macron", "E.Blinken"), or inside a number.
_INNER_STOP = r"(?<=\b\p{Lu})\.|\.(?=\d)"
# Anything but the end of a sentence, a colon or a quotation mark.
INSIDE = rf"(?:[^.!?…:;“”\"\n]|{_INNER_STOP})"
# The same without commas: within a clause.
CLAUSE = rf"(?:[^.!?…:;,“”\"\n]|{_INNER_STOP})"
# Where a sentence or a quoted one may begin (a look-behind that consumes nothing).
START = r"(?:(?<=^|\n|[“\"(]|[.!?…:] |[.!?…][”\"] |: “)(?<!\b\p{Lu}\. )(?<!\b\p{Lu}\.))"
# What stands before every such place, and few others: looked for once, for all rules that begin with START.
# This and other patterns that spare work are written for `re`, which runs them twice as fast as `regex`.
BEFORE_START = r"[\n“\"( ](?:(?<=[\n“\"(])|(?<=[.!?…:”\"] ))"
# The same for what may begin a clause as well: behind "that", "But", "and", "according to".
BEFORE_CLAUSE = (
    r"[\n“\"( o](?:(?<=[\n“\"(])|(?<=[.!?…:”\"] )|(?<=g to)|(?<=[,tdro] )(?:(?<=that )|(?<=But )|"
    r"(?<=However )|(?<=and )|(?<=that, )|(?<=But, )|(?<=However, )|(?<=and, )|(?<=g to )))"
)
WORD = r"\p{L}[\p{L}\p{M}’'-]*"
# One or more capitalised words: "Ilham Aliyev", "E. Macron", "E.Blinken".
NAME = r"(?:\p{Lu}\.\ ?)?\p{Lu}[\p{L}\p{M}’'-]+(?: (?:\p{Lu}\. ?)?\p{Lu}[\p{L}\p{M}’'-]+)*"


def by_letter(alternatives: str) -> str:
    """The same alternatives in groups of one first letter, which are found several times as fast.

    >>> by_letter("Kyiv|Baku|Kiev|the USA|the US")
    'K(?:yiv|iev)|B(?:aku)|t(?:he USA|he US)'
    """
    groups: dict[str, list[str]] = {}
    for alternative in alternatives.split("|"):
        groups.setdefault(alternative[0], []).append(alternative[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())


def every(*parts: str) -> tuple[str, ...]:
    """Every string of one alternative of each part: needles for rules.

    >>> every("Kyiv|Baku", " ", "A|B")
    ('Kyiv A', 'Kyiv B', 'Baku A', 'Baku B')
    """
    return tuple(map("".join, product(*(part.split("|") for part in parts))))


# The capitals that pieces begin with: those of English words, and of names from the region and near it.
CAPITALS = "|".join("ABCDEFGHIJKLMNOPQRSTUVWXYZÇƏĞİÖŞÜÁÂÉÍÓÚČĐŁŠŽ")
CAPITAL = f"[{CAPITALS.replace('|', '')}]"
SPACE = " |\u00a0"

# The words that the site links by themselves, as English finds them.
_COUNTRIES = (
    "Russia|Ukraine|Azerbaijan|Armenia|Georgia|Turkey|Türkiye|Iran|Israel|Syria|Iraq|Kazakhstan|Uzbekistan|"
    "Turkmenistan|Kyrgyzstan|Tajikistan|Belarus|Moldova|China|India|Pakistan|Afghanistan|Germany|France|"
    "Italy|"
    "Britain|England|Poland|Hungary|Bulgaria|Romania|Greece|Spain|Lithuania|Latvia|Estonia|Japan|America|"
    "Kuwait|Qatar|Saudi Arabia|Egypt|Libya|Lebanon|Palestine|Serbia|Kosovo|Finland|Sweden|Norway|Denmark|"
    "Canada|Mexico|Brazil|Cuba|Venezuela|North Korea|South Korea|Taiwan|Vietnam|Cyprus|Austria|Switzerland|"
    "Belgium|Portugal|Slovakia|Slovenia|Croatia|Albania|Montenegro|North Macedonia|Ireland|Iceland|Mongolia|"
    "Yemen|Sudan|Ethiopia|Algeria|Morocco|Tunisia|Nigeria|Abkhazia|South Ossetia|Crimea|Donbas|Chechnya|"
    "USA|NATO|Europe|Karabakh|Australia|New Zealand|Argentina|Chile|Peru|Colombia|Indonesia|Malaysia|"
    "Thailand|Singapore|Nepal|Bangladesh|Kenya|South Africa|Somalia|Uganda|Ghana|Luxembourg|Malta|Oman|"
    "Bahrain|Czechia"
)
_WITH_ARTICLE = "United States|USA|US|United Kingdom|European Union|EU|West"
_CITIES = (
    "Moscow|Kyiv|Kiev|Baku|Ankara|Yerevan|Tbilisi|Tehran|Brussels|Washington|Paris|Berlin|London|Rome|Vienna|"
    "Prague|Geneva|Warsaw|Minsk|Astana|Tashkent|Ashgabat|Bishkek|Istanbul|Strasbourg|Sochi|Munich|Davos|"
    "Budapest|Sofia|Bucharest|Athens|Madrid|Beijing|Tel Aviv|Jerusalem|Doha|Dubai|Abu Dhabi|Riyadh|Cairo|"
    "New York|St\\. Petersburg|Kazan|Batumi|Shusha|Ganja|Nakhchivan|Chisinau|Vilnius|Riga|Tallinn|Granada"
)
# What is of a country or a continent.
_PEOPLES = """
    Russia=Russian Ukraine=Ukrainian Azerbaijan=Azerbaijani Armenia=Armenian Georgia=Georgian
    Turkey=Turkish Türkiye=Turkish Iran=Iranian Israel=Israeli Europe=European Kazakhstan=Kazakh
    Uzbekistan=Uzbek Turkmenistan=Turkmen Kyrgyzstan=Kyrgyz Tajikistan=Tajik Belarus=Belarusian
    Moldova=Moldovan China=Chinese India=Indian Pakistan=Pakistani Afghanistan=Afghan Japan=Japanese
    Vietnam=Vietnamese Iraq=Iraqi Syria=Syrian Lebanon=Lebanese Egypt=Egyptian Libya=Libyan Qatar=Qatari
    Germany=German France=French Britain=British Italy=Italian Spain=Spanish Portugal=Portuguese
    Greece=Greek Poland=Polish Hungary=Hungarian Bulgaria=Bulgarian Romania=Romanian Serbia=Serbian
    Croatia=Croatian Slovakia=Slovak Slovenia=Slovenian Albania=Albanian Lithuania=Lithuanian
    Latvia=Latvian Estonia=Estonian Finland=Finnish Sweden=Swedish Norway=Norwegian Austria=Austrian
    Switzerland=Swiss Belgium=Belgian America=American Canada=Canadian Mexico=Mexican Brazil=Brazilian"""
PEOPLE = dict(pair.split("=") for pair in _PEOPLES.split())
COUNTRIES = by_letter(
    "|".join([*(f"{the} {name}" for the in ("The", "the") for name in _WITH_ARTICLE.split("|")), _COUNTRIES])
)
CITIES = by_letter(_CITIES)
PLACE = rf"(?:{COUNTRIES}|{CITIES})"
PLACES = f"{_COUNTRIES}|{_CITIES}|{_WITH_ARTICLE}".replace("\\", "")
THE_PLACES = "|".join(every("The |the ", _WITH_ARTICLE))
GLOSSES = "and|that,|political|president|information"
AFTER_NAME = "and|was|has|had|will|would|said|says|are|have|with|from|against|because"
AFTER_COUNTRY = "political|president|gas|oil|information|military|economic"
# A subject behind what is one already.
SECOND_SUBJECT = r" (?<=[^\s.!?…:;,“”\"()] )(?:He|She|It|They) \w"

# The second halves of sound words in "snow" and "gas": snowboarders, gasholder.
_INFLECTED = "(?:s|es|d|ed|r|er|rs|ers|ing|ings)?"
_OF_SNOW = words(
    """angel ball bank bell belt berry bike bird blade blind blink block blow board boat boot bound box
    break brush bunny bush cannon cap capped car cat chain clad clearance cloud coach cone country cover
    covered creep crete crust cup day deck den dome donia down drift drop dust face fall farm fed fence
    field finch flake flea fleck flower fly fort free gauge globe goose grain groom groomer gun hare hen
    hole hook house hut ice ier iest iness ing kit kite laden lamp land leopard less light like line load
    lodge machine mak maker making man mass melt men mobil mobile mold mound mountain pack park patrol pea
    pellet pit plane plant plough plow pocalypse powder proof quake rake ride ridge road roller run sail
    scape school scoot season shed shine shoe shoeing shovel shoveler shoveller skating sled sledding
    sleigh slide slip slope spike sport squall stake storm suit surf swept tank thrower tire top topped
    track trail train tube tubing vehicle walk water white wing wolf woman women work worm y"""
)
_OF_GAS = words(
    """bag bomb burner cooled eous field filled fire fitter free giant holder house ification ify kit lamp
    less light line lit main man mask meter olene oline ometer ping proof pump ring sed ser ses sing sy
    tank tight tric tron troscopy turbine work"""
)
SNOW_WORD, GAS_WORD = (
    rf"(?:{by_letter('|'.join(sorted(halves, key=len, reverse=True)))}){_INFLECTED}\b"
    for halves in (_OF_SNOW, _OF_GAS)
)

# Behind these, "according to" is no second one, but says how something is done.
CLAUSAL = r"\b(?:who|which|that|what)\b|\b(?:up|out|made|done|drawn|written|built)$"
OFFICES = words(
    """Member Head Director Chief Chair Chairman Chairwoman Leader Professor Governor Mayor Commander Minister
    President Secretary Treasurer Dean Rector Speaker Founder Editor"""
)
# Of whom believers write "He".
DEITY = r"\b(?:God|Lord|LORD|Christ|Jesus|Allah|Father|Saviour|Spirit)"
# What stands before weather that is weather (a look-behind).
FAIR_WEATHER = (
    r"(?<!-)(?<!\b(?i:bad|good|cold|warm|hot|dry|wet|fine|fair|severe|extreme|adverse|stormy|wild|winter|such|"
    r"not|could|can|will) )"
)
# What it does (what stands behind it).
WEATHER_DOES = (
    r"(?:kept|keeps|(?:delay|disrupt|strand|ground|prevent|hamper|slow|halt|worsen|clear|batter|allow)(?:s|ed)|"
    r"(?:forc|damag|improv|lash)(?:es|ed)|trap(?:s|ped)|held|shut|makes?|made|lets?|permit(?:s|ted|ting)|"
    r"clos(?:es|ed) the (?:\p{Ll}+ )?ports?)\b"
)

# Strikes from the air, which weather does not make; where it "strikes" or "attacks", something else follows.
STRUCK_FROM_AIR = (
    r"(?:strikes?|attacks?)(?= (?:on|against|by|of|in|from|at|over|were|was|are|is|have|has|had|that|"
    r"which|and|continued?|began|carried|launched|killed)\b|[.,;!?)”]|$)"
)

# Behind "Probably that,": what shows that "that" is a word of its own ("Surely that, Madam, is the point").
OWN_THAT = (
    r"(?:(?:and|or|but|too|yes)\b|[^.,;:!?\n]{2,40}, (?:is|was|are|were|has|had|will|would|can|could|must|"
    r"may|might|did|does|hurt)\b)"
)

# Behind a participle, no noun that it describes: the developing countries, the supporting cast.
NOT_DESCRIBED = (
    r"(?!(?<=developing )(?:countries|nations|economies|states|world|powers|markets)\b|"
    r"(?<=supporting )(?:units|forces|troops|role|cast|actors?|documents?|evidence|arms?|fire)\b)"
)

# What "that" follows: verbs of saying, thinking and showing, and "it is clear".
SAYING = (
    r"(?:sa(?:id|ys|y|ying)|told|tells?|not(?:ed|es?|ing)|stat(?:ed?|es|ing)|add(?:ed|s|ing)?|believ(?:ed?|"
    r"es|ing)|"
    r"thinks?|thought|think so|consider(?:s|ed)?|knows?|known|stress(?:ed|es)?|emphasi[sz](?:ed?|es|ing)|"
    r"claim(?:ed|s)?|argu(?:ed?|es)|explain(?:ed|s)?|report(?:ed|s)?|inform(?:ed|s)?|remind(?:ed|s)?|"
    r"remind (?:you|readers)|recall(?:ed|s)?|announc(?:ed?|es)|declar(?:ed?|es)|mention(?:ed|s)?|hop(?:ed?|"
    r"es)|"
    r"fear(?:ed|s)?|show(?:s|ed|n)?|turn(?:ed|s) out|demand(?:ed|s)?|promis(?:ed?|es)|complain(?:ed|s)?|"
    r"indicat(?:ed?|es)|suggest(?:ed|s)?|predict(?:ed|s)?|point(?:ed|s)? out|assur(?:ed?|es)|insist(?:ed|s)?|"
    r"admit(?:ted|s)?|confirm(?:ed|s)?|assum(?:ed?|es)|warn(?:ed|s)?|underlin(?:ed?|es)|conclud(?:ed?|es)|"
    r"testif(?:y|ied|ies)|reveal(?:ed|s)?|discover(?:ed|s)?|estimat(?:ed?|es)|expect(?:ed|s)?|agree(?:d|s)?|"
    r"decid(?:ed?|es)|acknowledg(?:ed?|es)|clear|sure|certain|convinced|confident|true|obvious|evident|"
    r"strange|possible|likely|unlikely|important|necessary|unequivocal|interesting|fact|opinion|"
    r"statement|service|spokesman|spokesperson|anyone|everyone|public|world|excluded|doubt|found|learned|"
    r"den(?:y|ies|ied)|"
    r"means?|meant|proves?|proved|recogni[sz]e[ds]?|require[ds]?|propos(?:ed?|es)|rumou?rs|hope|belief|"
    r"impression|idea|view|rule[ds]? out|surprising|natural|logical|coincidence|secret|noteworthy|"
    r"regrettable|"
    r"seems?|seemed|appears?|came out|symbolic|inevitable|undeniable|reports|wr(?:ites|ote|itten)|"
    r"guarantee[ds]?|"
    r"emphasi[sz]ing|sees?|seen|forget|forgotten|remember(?:ed|s)?|welcome[ds]?|reminder|evidence|proof|sign|"
    r"reason|news|information|accept(?:ed|s)?|regret(?:s|ted)?|wish(?:es|ed)?|convinced|understands?|"
    r"realize[ds]?|calculat(?:ed?|es)|demonstrat(?:ed?|es)|imagine[ds]?|guess|suspect(?:s|ed)?|swear|swore|"
    r"noticed?|aware|allege[ds]?|maintain(?:ed|s)?|observ(?:ed?|es)|judge[ds]?|supposed?|presume[ds]?)"
)
# Words that open an insertion between "that," and a closing comma, as sound English has it.
OPENERS = (
    r"(?:if|when|while|as|after|before|in|on|at|by|for|from|with|without|within|under|over|despite|during|"
    r"since|because|due|given|regarding|concerning|unlike|like|even|although|though|once|unless|until|"
    r"according|besides|apart|instead|rather|through|throughout|among|amid|between|beyond|following|"
    r"thanks|together|to|of|upon|where|whatever|whether|however|therefore|indeed|perhaps|then|too|for|"
    r"(?:this|last|next|every|each) (?:time|year|month|week|day|summer|winter|spring|autumn|season)|"
    r"(?:all|other) (?:things|being)|\p{L}+ (?:or no|aside|notwithstanding)|no (?:matter|doubt)|come what|"
    r"save for|mind you|absent|much (?:like|as)|I am (?:told|afraid)|what is more|"
    r"contrary|based|depending|having|being|using|or|and|but|not|so|as|moreover|firstly|secondly|first|"
    r"the other day|up|second|finally|should|aside|just|whenever|which|who|whose|"
    r"\w+ (?:year|month|day|week|hour|decade|centurie)s? (?:ago|later|earlier|before)|eventually|ultimately|"
    r"sadly|fortunately|unfortunately|frankly|\p{Ll}+ly|\p{Ll}+ing|\p{Ll}+ed)"
)
