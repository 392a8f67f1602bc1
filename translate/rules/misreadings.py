"""One single-byte code page read as another: Turkish and Russian text that ftfy cannot undo.

ftfy mends UTF-8 that was read as something else, because UTF-8 shows what it is. A Turkish page in Latin-5
read as Western European (``Kazakistan’ýn baþþehri``) is valid either way, and Icelandic has the same
letters; so these rows look at the words: they act on a paragraph only where what comes out is plainly
Turkish or Russian and what stands there is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .turkish import lower

Stage = tuple[str, int, str, str]
"""(row, offset, what stood there, what stands there now)."""


@dataclass(frozen=True, slots=True)
class Mending:
    """A kind of damage: a row like a `repair.Rule`, but found by a procedure and not by a pattern."""

    id: str
    why: str
    examples: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Latin5(Mending):
    """Turkish letters that stand as others, of ``script``: ``wrong[i]`` is ``right[i]``."""

    wrong: str
    right: str
    script: str = "Latin"


@dataclass(frozen=True, slots=True)
class Cyrillic(Mending):
    """Russian in the code page ``right``, read as ``wrong``."""

    wrong: str
    right: str


_OTHERS = ("Þórður Sigurðsson býr í Reykjavík.", "Það er gott að við förum saman.", "nový dům, starý hrad",
             "Ý kiến của người dân", "Aýdyň ýolbaşçy Ýewropa gitdi.", "þe kyng ond þā cwēn")  # fmt: skip

LATIN5: tuple[Latin5, ...] = (
    Latin5(
        "latin5.western",
        "Turkish in Latin-5 was read as Western European: ý þ ð stand for ı ş ğ.",
        (("Kazakistan’ýn baþþehri", "Kazakistan’ın başşehri"),
         ("Baþbakan Erdoðan’dan açýklama", "Başbakan Erdoğan’dan açıklama"),
         ("ÝSTANBUL'DA YOÐUN KAR YAÐIÞI", "İSTANBUL'DA YOĞUN KAR YAĞIŞI"),
         ("Dýþiþleri Bakaný Þórður ile görüþtü.", "Dışişleri Bakanı Þórður ile görüştü.")),
        (*_OTHERS, "Başkan, İzlandalı bakan Þórdís ile görüştü."),
        wrong="ýþðÝÞÐ",
        right="ışğİŞĞ",
    ),
    Latin5(
        "latin5.central",
        "Turkish in Latin-5 was read as Central European: ý ţ đ stand for ı ş ğ.",
        (("Kazakistan’ýn baţţehri", "Kazakistan’ın başşehri"),
         ("deđil, ţimdi olduđu gibi", "değil, şimdi olduğu gibi")),
        (*_OTHERS, "Između ostalog, građani su došli.", "Constanţa şi Bucureşti, o ţară mare"),
        wrong="ýţđÝŢĐ",
        right="ışğİŞĞ",
    ),
    Latin5(
        "latin5.cyrillic",
        "Turkish in Latin-5 was read as Cyrillic: letters of both scripts stand in one word.",
        (("Kazakistan’эn baююehri зok bьyьk", "Kazakistan’ın başşehri çok büyük"),),
        ("Слово Kazakistan’ын и VIP-зал, iPhoneы", "Это слово: Mосква"),
        wrong="эюрЭЮРьцзЬЦЗвоы",
        right="ışğİŞĞüöçÜÖÇâîû",
        script="Cyrillic",
    ),
)  # fmt: skip

CYRILLIC: tuple[Cyrillic, ...] = (
    Cyrillic(
        "cyrillic.1251-western",
        "Russian in Windows-1251 was read as Western European.",
        (("Ïðåçèäåíò ïðèåõàë â Ìîñêâó.", "Президент приехал в Москву."),),
        ("Déjà vu à Noël, Ærø, naïve", "ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ"),
        wrong="sloppy-windows-1252",
        right="sloppy-windows-1251",
    ),
    Cyrillic(
        "cyrillic.koi8-western",
        "Russian in KOI8-R was read as Western European.",
        (("ðÒÅÚÉÄÅÎÔ ÐÒÉÅÈÁÌ × íÏÓË×Õ.", "Президент приехал в Москву."),),
        ("ÞÓRÐUR ÁRNASON ER Á ÞINGVÖLLUM",),
        wrong="sloppy-windows-1252",
        right="koi8-r",
    ),
    Cyrillic(
        "cyrillic.866-western",
        "Russian in the code page of DOS was read as Western European.",
        (("\x8fà¥§¨¤¥\xadâ ¯à¨¥å\xa0«", "Президент приехал"),),
        ("¥100 – ¡Olé! §4 «à»",),
        wrong="sloppy-windows-1252",
        right="cp866",
    ),
    Cyrillic(
        "cyrillic.koi8-1251",
        "Russian in KOI8-R was read as Windows-1251.",
        (("рТЕЪЙДЕОФ РТЙЕИБМ Ч нПУЛЧХ.", "Президент приехал в Москву."),),
        ("Президент приехал в Москву.", "Президент України прибув до Києва."),
        wrong="sloppy-windows-1251",
        right="koi8-r",
    ),
    Cyrillic(
        "cyrillic.1251-koi8",
        "Russian in Windows-1251 was read as KOI8-R.",
        (("оПЕГХДЕМР ОПХЕУЮК Б лНЯЙБС.", "Президент приехал в Москву."),),
        ("ПРЕЗИДЕНТ ПРИЕХАЛ В МОСКВУ.", "Щ Ъ Э мгу СНГ"),
        wrong="koi8-r",
        right="sloppy-windows-1251",
    ),
    Cyrillic(
        "cyrillic.866-1251",
        "Russian in the code page of DOS was read as Windows-1251.",
        (("ЏаҐ§Ё¤Ґ\xadв ЇаЁҐе\xa0« ў Њ®бЄўг.", "Президент приехал в Москву."),),
        ("Ґанок, їжак і Європа ® § 4",),
        wrong="sloppy-windows-1251",
        right="cp866",
    ),
    Cyrillic(
        "cyrillic.1251-866",
        "Russian in Windows-1251 was read as the code page of DOS.",
        (("╧ЁхчшфхэЄ яЁшхїры т ╠юёътє.", "Президент приехал в Москву."),),
        ("╔══╗ Меню ╚══╝",),
        wrong="cp866",
        right="sloppy-windows-1251",
    ),
)  # fmt: skip

ROWS: tuple[Mending, ...] = (*LATIN5, *CYRILLIC)


def reread(text: str, lang: str = "") -> tuple[str, list[Stage]]:
    """What these rows make of a paragraph, and the stages; unchanged where it is sound.

    ``lang`` is the language of the document where known: one that is neither Turkish nor Azerbaijani needs
    more evidence.

    >>> reread("Kazakistan’ýn baþþehri")[0]
    'Kazakistan’ın başşehri'
    """
    if text.isascii():
        return text, []
    odd = "\n".join(filter(_ODD.search, text.split("\n")))  # few lines of many: a long text is quickly read
    if _CANDIDATE.search(odd):
        stages = list(_as_russian(text))
    elif _HINT.search(odd):
        stages = list(_as_latin5(max(LATIN5, key=lambda row: sum(map(text.count, row.wrong))), text, lang))
    else:
        return text, []
    pieces: list[str] = []
    end = 0
    for _, offset, old, new in stages:  # as long as what it stands for, so offsets hold
        pieces += text[end:offset], new
        end = offset + len(old)
    return "".join(pieces) + text[end:], stages


# One of these is in whatever the next two patterns and `_CANDIDATE` match, and never a line end.
_ODD = re.compile("[\xa1-\xffĐđŢţ\u0400-\u04ff]")
# A letter of one of the rows of LATIN5; a Cyrillic one beside a Latin one. Before a control character it is
# half of a letter in UTF-8, which is for ftfy.
_HINT = re.compile(
    "[ýþðÝÞÐţđŢĐ](?![\x80-\x9f])|[a-zA-ZâçîöûüÇÖÜ][эюрЭЮРьцзЬЦЗвоы]|[эюрЭЮРьцзЬЦЗвоы][a-zA-ZâçîöûüÇÖÜ]"
)

# Turkish

# Beginnings of frequent words that hold ı, ş, ğ, or İ as a capital; the short ones are whole words.
_WORDS = """
    acı adamı adayı adlı adı ahşap ajansı akı akşam alanı aldı alkış altyapı altı alı amacı anlaş
    antlaş apı aracı araş ardı arkadaş arttı artı askı aslı asıl ateş attı atık ayakkabı aydı aynı
    ayrı ayı azalı açtı açı ağacı ağaç ağla ağlı ağrı ağustos ağır ağız aşama aşağı aşkı aştı
    aşçı aşı babası bakım bakır bakış balık bankası barış baskı bası batı bayrağ bazı bağ baş beğen
    beş birleş birçoğ bişkek boğaz boş buluş buğday bölüş bükreş bıra canlı cezası danış davası
    dayanı dağ desteğ değer değil değiş diğer diş dolayı doğa doğru doğu duvarı dönüş düğün düş dış
    endiş erdoğ erişi ettiğ eğer eğil eğit eğlen eş eşek eşi farklı fiyatı fotoğ fındık fırlat
    fırsat gazı geliş gencı geniş gereğ gerçekleş geçiş geçtiğ giriş gittiğ görüş gözlüğ güneş
    güvenliğ gıda hakkı halkı halı hattı hatır hayır hazır hemşir hoş hırsı hırvat hızl hızı
    iktidarı iletiş ilişk isteğ istişare izlandı içişle iş işaret işbir işe işgal işle işsiz işçi
    kadın kaldı kalkın kalıcı kalın kanadı kanalı kanıt kapalı kapsamı kapı kardeş karış karşı kasım
    kasırg katkı katlı katıl kaybı kaynağ kayıp kayıt kazandı kaçtı kitabı kişi koltuğ komşu konuş
    koş kullanı kurtarı kuruluş kurşun kuyruğ kuş kâğıt köpeğ kıbrıs kıl kır kıs kıta kıy kız kış
    limanı mayın mayıs mağara mağaz moğol müfettiş müşter mı mısır nasıl noktası odası olacağ olası
    olağan olduğ olmadı oluş oranı ormanı oğl pahalı parası paylaş payı perşem planı programı razı
    rağmen saldı salı sandık sanı sarı sattı satı savaş saygı sayı sağ silahlı siparişi sokağ soruş
    soğan soğuk sözleş sıcak sık sınav sınıf sınır sıra sırb sırp sız sığın tahıl takım tamamı tanı
    tarafı tartı tarım tasarı taş teşek teşkil teşvik toprağ trafiğ tıp ulaş uyarı uzlaş uzunluğ
    uçağ uğra uğur vardı varlı yaklaş yakın yakıt yalnı yangı yanlış yanı yapacağ yaptı yapı yardı
    yargı yarı yasası yasağ yatır yavaş yaygı yayı yazarı yazdı yazı yağ yaş yemeğ yerleş yeşil
    yoğun yukarı yürüyüş yüzyıl yıkı yıl yıp yığ zamanı zayıf zırh çaldı çalış çamaşı çarpı çarşam
    çatı çağ çektiğ çeşit çocuğ çoğu çıkan çıkar çıkma çıktı çıkış çılgın örneğ öğle öğren öğret
    ısrar ığdır ışık şah şair şaka şampiy şans şarap şarkı şart şaşır şef şehir şehit şekil şen şey
    şiddet şifre şik şimdi şirk şoför şu şubat şöyle şüphe
    iç için iddia iki ile ilgil ilham ilk ingil insan inşa iran irlan ise islam ismail israil istan
    isveç italy iyi izle izmir bakanlı başkan müdürl türkiy üniversi cumhuri
"""
_STEMS = frozenset(_WORDS.split())
_SUFFIX = re.compile(
    "..(?:ları|lığ[ıa]|liğ[ie]|lık|d[ıiuü]ğ|[ae]c[ae]ğ|m[ıiuü]ş|şt[ıiuü]r|ıyor|ması|ını|ına|ında|ının|ılan|ılı|ıldı|ındı|ımız|"
    "sız|dır)"
)
_AFTER_APOSTROPHE = re.compile(".*['’´`](?:[ns]?ı|[ns]?ın(?:ı|a|da|dan)?|y?ı|lı|yla|ımız)$")
# What a Turkish word has not: ğ at its head or after a consonant or, but for a few short words, at its end;
# ı beside a vowel or after a front one.
_UNTURKISH_SHAPE = re.compile(r"\bğ|[bcçdfghjklmnprsştvyz]ğ")
_UNTURKISH = re.compile(
    "^ğ|(?<!^.a)ğ$|[bcçdfghjklmnprsştvyz]ğ|[aâeıioöuü]ı|ı[aâeıioöuü]|[eiöü][^aâeıioöuü]*ı|[oöuü][^aâeıioöuü]*ı"
)
_FOREIGN = re.compile("[áéíóúàèìòùæøåñčřšžěůďťňłąęőűãõêôëïœāēīōūăĺľŕțș\u1ea0-\u1ef9ơư]", re.IGNORECASE)
_NORTHERN = re.compile(r"\b(?:að|og|það|við|með|til|sem|ekki|eða|verið|þeir)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’´`][^\W\d_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SOUND = re.compile("[ışğİŞĞ]")


def _as_latin5(row: Latin5, text: str, lang: str) -> Iterator[Stage]:
    """The words of ``text`` that hold the letters of ``row``, put right if they are Turkish together."""
    words = [match for match in _WORD.finditer(text) if _is_damaged(row, match[0])]
    table = str.maketrans(row.wrong, row.right)
    put_right = [match[0].translate(table) for match in words]
    turkish = sum(map(_is_turkish, put_right))
    if row.script == "Cyrillic":  # two scripts in one word say enough, unless the text is Cyrillic itself
        plain = turkish > 0 and not _CYRILLIC.search(text.translate(table))
    elif _NORTHERN.search(text) or len(_FOREIGN.findall(text)) > 0.4 * len(words):
        plain = False
    elif _SOUND.search(text):  # both letters are in use: Turkmen has ý beside ş
        plain = turkish == len(words)
    else:
        expected = lang in ("tr", "az") and len(words) > 1 and not any(map(_is_odd, put_right))
        plain = expected or turkish >= max(1 if lang in ("", "tr", "az") else 2, 0.4 * len(words))
    if not plain:
        return
    for match, word in zip(words, put_right, strict=True):
        if not _UNTURKISH_SHAPE.search(lower(word)):
            yield row.id, match.start(), match[0], word


def _is_damaged(row: Latin5, word: str) -> bool:
    """Whether ``word`` holds letters of ``row`` beside other Latin ones, and no other Cyrillic."""
    rest = word.translate({ord(letter): None for letter in row.wrong})
    return len(rest) < len(word) and not _CYRILLIC.search(rest) and not _FOREIGN.search(rest)


def _is_turkish(word: str) -> bool:
    """Whether a word that was put right is a known one, or ends as Turkish words do.

    >>> [_is_turkish(word) for word in ("başşehri", "Kazakistan’ın", "kterı", "orğ", "şórğur")]
    [True, True, False, False, False]
    """
    word = lower(word)
    if _AFTER_APOSTROPHE.search(word):
        return True
    word = re.split("['’´`]", word)[0]
    if word in _STEMS or any(word[:length] in _STEMS for length in range(3, 9)):
        return True
    return _SUFFIX.search(word) is not None and not _is_odd(word)


def _is_odd(word: str) -> bool:
    return _UNTURKISH.search(lower(word)) is not None


# Russian

# The pairs of letters that make up 93 % of running Russian: a letter, then those that follow it.
_FOLLOWS = """
    абвгдежзйклмнпрстхцчюя баелоруы ваеиклнорсуы гаиору даеиклнорсу ебвгдежзйклмнорст жадеин
    завдимноу иавдезийклмнопрстхцчюя йст каеилнорстуц лаеиноуьюя маеиопуы надеикностуфыя
    обвгдежзийклмнпрстцч паеилору раежимностуы савеиклмнопрстучя тавеикнорсучыь удежклмнпрстчю фио
    хо цеи чаеинт шаеи щеи ыбвейлмптх ьзкнс эт ютчщ яезт
"""
_PAIRS = frozenset(word[0] + letter for word in _FOLLOWS.split() for letter in word[1:])
_FREQUENT = re.compile(r"\b(?:и|на|не|что|по|из|для|это|как|от|за|под|при|до|со|года?|Не|На|По)\b")
# What sound text has not: four accented letters in a row, a capital inside a Cyrillic word, boxes in one.
_CANDIDATE = re.compile(
    "[À-ÿ]{4}|[\xa1-\xbf]{2}|[а-яё][А-ЯЁЂ-Џђ-џ]|[А-ЯЁ]{4}|[ЂЃЌЏђѓќўҐ§Ё¤«¬®]{2}|[─-▟][а-яё]"
)
_C1 = re.compile("[\x80-\x9f]")
_RUSSIAN_WORD = re.compile("[а-яё]{2,}", re.IGNORECASE)
_STRAY = re.compile("[^\x00-\x19\x1b-\x7fА-Яа-яЁё\xa0«»“”„‘’–—…№°§•­]")


def _as_russian(text: str) -> Iterator[Stage]:
    """The lines of ``text`` decoded anew, where that turns them from no language into plain Russian."""
    offset = 0
    for line in text.splitlines(keepends=True):
        if _CANDIDATE.search(line) and not _FREQUENT.search(line) and _russian(line) < 0.6:
            for row in CYRILLIC:
                decoded = _decode(line, row)
                if not _STRAY.search(decoded) and _russian(decoded) >= 0.75:
                    yield row.id, offset, line, decoded
                    break
        offset += len(line)


def _decode(line: str, row: Cyrillic) -> str:
    """``line`` as ``row`` reads it; as it stands where that cannot be."""
    if row.wrong == "sloppy-windows-1252":  # what was read as Latin-1 has C1 controls in the place of others
        line = _C1.sub(lambda match: match[0].encode("latin-1").decode(row.wrong), line)
    try:
        return line.encode(row.wrong).decode(row.right)
    except UnicodeError:
        return line


def _russian(text: str) -> float:
    """The share of pairs of letters in ``text`` that are usual in Russian; 0 where there are too few to tell.

    A word whose case changes inside it counts as unusual throughout.
    """
    usual = total = 0
    for word in _RUSSIAN_WORD.findall(text):
        total += len(word) - 1
        if word.islower() or word.isupper() or word.istitle():
            low = word.lower()
            usual += sum(low[i : i + 2] in _PAIRS for i in range(len(low) - 1))
    return usual / total if total >= 12 else 0.0
