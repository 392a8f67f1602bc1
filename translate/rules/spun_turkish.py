"""Turkish that was "spun": a program swapped words for dictionary synonyms without regard to their sense.

Such pages are made to look like new articles. A literal translation of them is wrong however good the
translator is: ``6. Tepesi`` is the 6th Summit (``zirve``) and not the 6th hill. ``SWAPS`` is the table of
swaps undone, ``RULES`` the same as rules; they run only in a document that ``spun_evidence`` finds spun.

Most of the words are proper Turkish elsewhere, so a row says beside which words it acts. Old-fashioned
synonyms that mean the same (``vakit`` for ``zaman``) prove nothing: columnists love them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

import regex

from ..repair import Rule
from .turkish import cased_as, lower, paradigm, upper


@dataclass(frozen=True)
class Swap:
    """One row: the spinner put ``wrong`` where ``right`` belongs, after ``before`` and before ``after``.

    Of a ``noun`` the two are dictionary forms (with the stem before vowels behind a bar: ``vakit|vakt``) and
    stand for all forms; otherwise ``wrong`` is a pattern that begins with a small letter, and ``right`` a
    template. ``before`` and ``after`` are patterns too. ``proof`` says how plainly one such place shows that
    the text is spun: 1 where proper Turkish never has it, 0.5 where it hardly has, 0 where it may.
    """

    id: str
    wrong: str
    right: str
    why: str
    examples: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]
    before: str = ""
    after: str = ""
    proof: float = 0
    noun: bool = False


_NUMBER = r"(?:\d+|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|yüz)"
_SPAN = r"(?:saniye|dakika|saat|gün|hafta|ay|yıl|sene|çeyrek|maç|hafta)"
# A plural without the genitive, or two coordinated nouns: what is "between" and not "in the middle of".
_MANY = r"\p{L}(?:lar|ler)(?:ımız|imiz|ınız|iniz|ı|i)? "
_PAIR = r"\b(?:ile|ve) (?:\p{L}+(?<![ıiuü]n) ){1,3}"
# What has a middle: the middle of September, of the road.
_HAS_MIDDLE = (
    r"(?<!\b(?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|hafta|ay|yıl|"
    r"gece|gün|yol|alt|üst|tam|"
    r"meydan|kış|yaz|yüzyıl|sezon|maç|cadde|sokak|deniz|okyanus|orman|çöl|şehir|oda|salon|saha) )"
)
_PARTIES = (
    rf"\b{_NUMBER} (?:ülke|taraf|devlet|lider|kurum|toplum|halk|başkent|takım|kişi|kardeş|komşu|örgüt|parti) "
)
_ORDINAL = r"\d{1,3}\. "

SWAPS: tuple[Swap, ...] = (
    # Offices and organisations
    Swap(
        "summit", "tepe", "zirve",
        "The top of a hill (tepe) stands for a summit of leaders (zirve).",
        (("CICA 6. Tepesi başladı.", "CICA 6. Zirvesi başladı."),
         ("NATO Tepesi’nde konuştu.", "NATO Zirvesi’nde konuştu."),
         ("Liderler Tepesi sona erdi.", "Liderler Zirvesi sona erdi.")),
        ("Çamlıca Tepesi’nde piknik yaptık.", "Tepede bir kale var.", "2. Ordu tepesinden baktı."),
        before=r"(?<=(?:\b[A-ZÇĞİÖŞÜ]{2,}|\p{Lu}\p{Ll}{4,})\)? \d{1,3}\. |\b(?:NATO|AB|BM|G-?\d{1,2}|"
               r"BRICS|CICA|ŞİÖ|AGİT|EİT|APEC|"
               r"ASEAN|COP\d*|KİK|İİT|TDT|[A-ZÇĞİÖŞÜ]{3,}\)) |\b(?:Liderler|Devletleri|Teşkilatı|"
               r"Konseyi|Birliği|Konferansı|"
               r"Forumu|İklim|Barış|Enerji|Ekonomi|Güvenlik|Dünya|Üçlü|Dörtlü|Olağanüstü) )(?=\p{Lu})",
        proof=1, noun=True,
    ),
    Swap(
        "summit-meeting", "tepe (?=toplantı|bildiri|bildirge|görüşme|diploması|diplomasi)", "zirve ",
        "The top of a hill (tepe) stands for a summit of leaders (zirve).",
        (("Tepe toplantısı Bakü’de yapıldı.", "Zirve toplantısı Bakü’de yapıldı."),),
        ("Tepe noktasına çıktılar.",),
        proof=0.5,
    ),
    Swap(
        "head-of-state", "lider", "başkan",
        "Lider (leader) stands in a title for başkan (president, chairman, mayor).",
        (("Rusya Devlet Lideri Vladimir Putin", "Rusya Devlet Başkanı Vladimir Putin"),
         ("CHP Genel Lideri konuştu.", "CHP Genel Başkanı konuştu."),
         ("Belediye Lideri’nin açıklaması", "Belediye Başkanı’nın açıklaması")),
        ("ABD’nin dünya lideri olduğunu söyledi.", "Parti lideri Ahmet Demir",
         "Devlet ve hükümet liderleri geldi.",
         "Devletin lideri halka seslendi."),
        before=r"(?<=\b(?:Devlet|Genel|Belediye|Meclis|Kurulu|Kulüp|Kulübü|Odası|Birliği|Federasyonu|"
               r"Derneği|Vakfı|Kurumu|"
               r"Komisyonu|Komitesi|Konseyi|Dairesi|Mahkemesi|Heyeti|Şurası|Borsası|Parlamento|"
               r"Parlamentosu|Meclisi) )(?=\p{Lu})",
        proof=0.5, noun=True,
    ),
    Swap(
        "deputy", r"lider (yardımcı\p{L}*|vekil\p{L}*|danışman\p{L}*)", r"başkan \1",
        "Lider (leader) stands in a title for başkan (president, chairman, mayor).",
        (("Lider Yardımcısı Ali Can", "Başkan Yardımcısı Ali Can"), ("lider vekili", "başkan vekili")),
        ("Lider yardım istedi.",),
        proof=1,
    ),
    Swap(
        "board", "heyet", "kurul",
        "Heyet (delegation) stands for kurul (board, assembly).",
        (("Meclis Genel Heyeti’nde görüşüldü.", "Meclis Genel Kurulu’nda görüşüldü."),
         ("Yönetim Heyeti toplandı.", "Yönetim Kurulu toplandı.")),
        ("Genel olarak heyet memnun.", "Heyetler arası görüşme yapıldı.", "Sağlık heyeti raporu"),
        before=r"(?<=\b(?:Genel|Yönetim|Denetim|Disiplin) )(?=\p{Lu})",
        proof=0.5, noun=True,
    ),
    Swap(
        "environment", "etraf(?= (?:kirlili|dostu|bilinci|mühendis|felaket|ve şehircilik|bakan))", "çevre",
        "Etraf (surroundings) stands for çevre (environment).",
        (("Etraf ve Şehircilik Bakanı", "Çevre ve Şehircilik Bakanı"),
         ("etraf kirliliği", "çevre kirliliği")),
        ("Etraf karanlıktı.", "Etraftaki evler boştu."),
        proof=1,
    ),
    Swap(
        "health-ministry", "sıhhat(?= bakan)", "sağlık",
        "An old word for health stands in the name of the ministry (Sağlık Bakanlığı).",
        (("Sıhhat Bakanlığı açıkladı.", "Sağlık Bakanlığı açıkladı."),),
        ("Sıhhat dileriz.",),
        proof=1,
    ),
    Swap(
        "minimum-wage", "(?:asgari|taban) fiyat(?= tespit)", "asgari ücret",
        "Fiyat (price) stands for ücret (wage).",
        (("Asgari Fiyat Tespit Komisyonu", "Asgari Ücret Tespit Komisyonu"),),
        ("Buğdayda taban fiyat açıklandı.", "Ürünün asgari fiyatı arttı."),
        proof=1,
    ),
    Swap(
        "super-league", "(?:muhteşem|harika|üstün) lig(?= |['’]|\\.|,)", "süper lig",
        "A synonym of super stands in the name of the league (Süper Lig).",
        (("Muhteşem Lig’de derbi", "Süper Lig’de derbi"),),
        ("Bu muhteşem ligin en iyisi",),
        proof=1,
    ),
    Swap(
        "national-team", "grup|grub", "takım",
        "Grup (group) stands for takım (team).",
        (("Ulusal Grup’un maçı", "Ulusal Takım’ın maçı"),),
        ("Ulusal grupları inceledi.",),
        before=r"(?<=\bUlusal )(?=Grup(?:u?['’]| )\p{Ll})",
        proof=0.5, noun=True,
    ),

    # Fixed expressions of which one word was swapped
    Swap(
        "of-course", "(?:natürel|olağan) ki", "tabii ki",
        "Tabii ki (of course) had tabii taken for doğal (natural).",
        (("Natürel ki katılacağız.", "Tabii ki katılacağız."),
         ("Olağan ki bunu biliyoruz.", "Tabii ki bunu biliyoruz.")),
        ("Bu o kadar olağan ki kimse şaşırmadı.", "Natürel sızma zeytinyağı"),
        before=r"(?<!\b(?:kadar|çok|denli|öyle|öylesine|gayet) )", proof=1,
    ),
    Swap(
        "natural",
        "natürel(?= (?:gaz|afet|kaynak|olarak|hayat|yaşam|güzellik|felaket|sayıl|karşıla|bir))", "doğal",
        "Natürel (as of oil or hair) stands for doğal (natural).",
        (("natürel gaz ihracatı", "doğal gaz ihracatı"),),
        ("Natürel sızma zeytinyağı", "natürel saç rengi"),
        proof=1,
    ),
    Swap(
        "ignore", "göz (?:arkası|gerisi) (?=e[dt])", "göz ardı ",
        "Göz ardı etmek (to ignore) had ardı (behind) swapped.",
        (("Bunu göz arkası etmiyoruz.", "Bunu göz ardı etmiyoruz."),),
        ("Gözü arkada kaldı.",),
        proof=1,
    ),
    Swap(
        "come-together", "ortaya (?=gel|getir|topla)", "araya ",
        "Bir araya gelmek (to meet) had ara (interval) taken for orta (middle).",
        (("Liderler bir ortaya geldi.", "Liderler bir araya geldi."),),
        ("Sandalyeyi ortaya getirdi.", "Bir sorun ortaya geldi."),
        before=r"(?<=\b[Bb]ir )",
        proof=1,
    ),
    Swap(
        "express", "lisana (?=getir|gel)", "dile ",
        "Dile getirmek (to express) had dil (tongue) swapped for lisan (language).",
        (("Memnuniyetini lisana getirdi.", "Memnuniyetini dile getirdi."),),
        ("Yabancı bir lisana çevirdi.",),
        proof=1,
    ),
    Swap(
        "in-question", "kelam konusu", "söz konusu",
        "Söz konusu (in question) had söz (word) swapped for kelam.",
        (("Kelam konusu karar", "Söz konusu karar"),),
        ("Kelam ilminin konusu",),
        proof=1,
    ),
    Swap(
        "words", "kelam", "söz",
        "Kelam (a word of theology) stands for söz (word, remark).",
        (("kelamlarını kullandı", "sözlerini kullandı"), ("kelam verdi", "söz verdi")),
        ("Kelam ve fıkıh okudu.", "Kelam-ı kibar", "Kelamı felsefeden ayırdı."),
        after=r"(?= (?:kullan|ver[dme]|hakkı|al[dm]ı|ekle|sarf|nokta|bitir|tamamla|sürdür|devam))",
        proof=0.5, noun=True,
    ),
    Swap(
        "opinion-words", "tabir", "ifade",
        "Tabir (term, idiom) stands for ifade (statement).",
        (("tabirlerini kullandı", "ifadelerini kullandı"),
         ("şu tabirlere yer verdi", "şu ifadelere yer verdi")),
        ("Bu tabiri ilk kez o kullandı.", "tabir caizse", "Halk tabirleri sözlüğü"),
        before=r"(?=\p{L}+(?:ler|LER))", after=r"(?= (?:kullan|yer ver|ekle|yer al|sarf|dikkat))",
        proof=0.5, noun=True,
    ),
    Swap(
        "state-verb", "tabir (?=e[dt])", "ifade ",
        "Tabir etmek (to call, to name) stands for ifade etmek (to state).",
        (("Memnun olduğunu tabir etti.", "Memnun olduğunu ifade etti."),),
        ("Halkın kurt dağı tabir ettiği yer", "lodos diye tabir edilen rüzgâr"),
        before=r"(?<=(?:ğını|ğini|ğunu|ğünü|mesini|masını) )", proof=1,
    ),
    Swap(
        "claim-verb", "(?:argüman|sav|tez) (?=e(?:tti|der|diyor|dil|den|derek|tmiş|tme))", "iddia ",
        "İddia etmek (to claim) had iddia swapped for argüman, sav or tez (argument, thesis).",
        (("Hakem hatası olduğunu argüman etti.", "Hakem hatası olduğunu iddia etti."),),
        ("Tezini savundu.", "İki argüman ileri sürdü."),
        proof=1,
    ),
    Swap(
        "same-time",
        "(?:birebir|tıpkı) (?=(?:vakitte|zamanda|günde|isimli|saatlerde|haftada|evde|yerde)\\b(?! gibi))",
        "aynı ",
        "Birebir or tıpkı (one to one, just like) stands for aynı (the same).",
        (("Birebir zamanda bakanlık yaptı.", "Aynı zamanda bakanlık yaptı."),),
        ("Tıpkı geçen yıl gibi", "birebir görüşme", "Tıpkı yıllar önce olduğu gibi"),
        proof=1,
    ),
    Swap(
        "at-the-same-time", "aynı vakitte", "aynı zamanda",
        "Vakit (hour) stands for zaman (time) in aynı zamanda (at the same time, also).",
        (("Aynı vakitte yazardır.", "Aynı zamanda yazardır."),),
        ("Her gün aynı saatte",),
    ),
    Swap(
        "always", "her vakit", "her zaman",
        "Vakit (hour) stands for zaman (time) in her zaman (always).",
        (("Her vakit söylüyoruz.", "Her zaman söylüyoruz."),),
        ("beş vakit namaz", "Her vakitten sonra"),
    ),
    Swap(
        "cause", "niçin (?=ol(?:du|an|muş|uyor|acak|abil|ma))", "neden ",
        "Neden olmak (to cause) had neden taken for niçin (why).",
        (("Kazaya niçin oldu.", "Kazaya neden oldu."),
         ("Yangına niçin olan kıvılcım", "Yangına neden olan kıvılcım")),
        ("Bu niçin oldu?", "Savaşlar niçin olur?"),
        before=r"(?<=\p{L}[ae] )", after=r"(?!\p{L}*+ ?\?)", proof=1,
    ),
    Swap(
        "social-media", "toplumsal(?= (?:medya|ağ|paylaşım site|paylaşım platform))", "sosyal",
        "Toplumsal (of society) stands for sosyal (social) in sosyal medya.",
        (("Toplumsal medya hesabından", "Sosyal medya hesabından"),),
        ("toplumsal cinsiyet eşitliği",),
        proof=1,
    ),
    Swap(
        "international", "memleketler ?arası", "uluslararası",
        "Memleketler arası (between countries) stands for uluslararası (international).",
        (("memleketler arası hukuk", "uluslararası hukuk"),),
        ("memleketlerin arası açıldı",),
        proof=1,
    ),
    Swap(
        "intensive-care", "ağır bakım(?=a|d[ae]|ı| |$)", "yoğun bakım",
        "Ağır (heavy) stands for yoğun (dense, intensive) in yoğun bakım (intensive care).",
        (("ağır bakım ünitesi", "yoğun bakım ünitesi"), ("Ağır bakıma alındı.", "Yoğun bakıma alındı.")),
        ("ağır bakımsızlık",),
        proof=1,
    ),
    Swap(
        "heart",
        "yürek(?= (?:kriz|ameliyat|yetmezli|rahatsızlı|hastalı|damar|kapa[kğ]|ritm|nakl|cerrah))", "kalp",
        "Yürek (heart, courage) stands for kalp (the organ).",
        (("yürek krizi geçirdi", "kalp krizi geçirdi"),),
        ("yürek yakan acı",),
        proof=1,
    ),
    Swap(
        "smart", "zeki (?=(?:telefon|saat|tahta|televizyon|cihaz|şehir|ev sistem|bileklik))", "akıllı ",
        "Zeki (clever, of people) stands for akıllı (smart, of devices).",
        (("zeki telefon satışları", "akıllı telefon satışları"),),
        ("zeki bir öğrenci",),
        proof=1,
    ),
    Swap(
        "pipeline", "boru sınırı(?=\\b|n[dı])", "boru hattı",
        "Sınır (border) stands for hat in boru hattı (pipeline).",
        (("boru sınırı projesi", "boru hattı projesi"),),
        ("boru hattı sınırı geçti",),
        proof=1,
    ),
    Swap(
        "host-verb", "(?:konut|mesken) sahipliği (?=yap|e[dt])", "ev sahipliği ",
        "Ev sahipliği (hosting) had ev (house) swapped for konut (dwelling).",
        (("Zirveye konut sahipliği yaptı.", "Zirveye ev sahipliği yaptı."),),
        ("Konut sahipliği oranı düştü.",),
        proof=1,
    ),
    Swap(
        "host-team", "(?:konut|mesken) sahibi (?=takım|ekip|grup|ülke|kulüp|futbol)", "ev sahibi ",
        "Ev sahibi (host, home side) had ev (house) swapped for konut (dwelling).",
        (("konut sahibi takım kazandı", "ev sahibi takım kazandı"),),
        ("konut sahibi aileler",),
        proof=1,
    ),
    Swap(
        "striking", "(?:cazip|alımlı|cazibeli)", "çekici",
        "Dikkat çekici (striking) had çekici swapped for another word for attractive.",
        (("dikkat cazip bir gelişme", "dikkat çekici bir gelişme"),),
        ("Dikkat, cazip fiyatlar!",),
        before="(?<=\\b[Dd]ikkat )",
        proof=1,
    ),
    Swap(
        "confidence-building", "itimat artırıcı (?:tedbir|önlem)ler", "güven artırıcı önlemler",
        "The name of the measures is Güven Artırıcı Önlemler (confidence-building measures).",
        (("İtimat Artırıcı Tedbirler Konferansı", "Güven Artırıcı Önlemler Konferansı"),),
        ("itimat telkin eden tedbirler",),
        proof=1,
    ),
    Swap(
        "lost-life", "ömrünü (?=yitir|kaybe[dt])", "hayatını ",
        "Ömür (span of life) stands for hayat (life) in to lose one’s life.",
        (("Kazada ömrünü yitirdi.", "Kazada hayatını yitirdi."),),
        ("Ömrünü bilime adadı.",),
        proof=1,
    ),
    Swap(
        "assess", "kıymetlendir(?=(?:di|me|mey|mes|ir|iyor|en|il|erek|ecek|miş))", "değerlendir",
        "Değerlendirmek (to assess) had değer (worth) swapped for kıymet.",
        (("Kararı kıymetlendirdi.", "Kararı değerlendirdi."),),
        ("kıymetli taşlar", "menkul kıymet"),
        proof=0.5,
    ),
    Swap(
        "event",
        r"aktifli(?:k|ği|kler|ğe)(?= (?:düzenle|kapsam|katıl|gerçekleş|program|çerçeve))", "etkinlik",
        "Aktiflik (being active) stands for etkinlik (event).",
        (("aktiflik düzenlendi", "etkinlik düzenlendi"),),
        ("fiziksel aktiflik düzeyi",),
        proof=1,
    ),
    Swap(
        "regularly", "nizamlı (?=olarak|biçimde|şekilde|aralık|formda)", "düzenli ",
        "Nizamlı (orderly) stands for düzenli (regular).",
        (("nizamlı olarak toplanıyor", "düzenli olarak toplanıyor"),),
        ("nizamlı ordu",),
        proof=1,
    ),
    Swap(
        "manner", "formda", "şekilde",
        "Form (shape, fitness) stands for şekil (manner).",
        (("Bu formda konuştu.", "Bu şekilde konuştu."),),
        ("iyi formda bir oyuncu", "bu formdaki oyuncular", "Bu formda kalırsa seçilir."),
        before=r"(?<=\b(?:[Bb]u|[Şş]u|açık|net|kesin|sert|süratli|hızlı|etkili|sağlıklı|önemli|ağır|resmi) )",
        after=r"(?= (?:konuş|açıkla|söyle|devam|değerlen|kıymetlen|ifade|lisana|dile|sürdür|karşıla|"
              r"geliş|ilerle|çalış))", proof=0.5,
    ),
    Swap(
        "sufficiently", "gereğince", "yeterince",
        "Gereğince (pursuant to) stands for yeterince (sufficiently).",
        (("Barış için gereğince güçlüyüz.", "Barış için yeterince güçlüyüz."),),
        ("Kanun gereğince güçlü önlem alındı.", "Bu madde gereğince"),
        before=r"(?<=\b(?:için|kadar|henüz|hâlâ|hala|daha|de|da|ve|konuda|alanda|hakkında) )",
        after=r"(?= (?:büyük|güç|iyi|hızlı|açık|uzun|çok|yap|önem|net|etkili|yüksek|destek|zaman|bilgi|"
              r"hazır|dikkat))",
        proof=0.5,
    ),
    Swap(
        "constructive",
        "yapan (?=(?:tez|öneri|teklif|tutum|yaklaşım|diyalog|eleştiri|adım|rol)\\p{L}*)", "yapıcı ",
        "Yapan (doing) stands for yapıcı (constructive).",
        (("yeterince yapan teklifler", "yeterince yapıcı teklifler"),),
        ("açıklama yapan teklif sahibi", "katkı yapan öneri"),
        before=r"(?<=\b(?:gereğince|yeterince|son derece|olumlu ve|samimi ve|açık ve|daha) )", proof=1,
    ),
    Swap(
        "proposal", "tez", "teklif",
        "Tez (thesis) stands for teklif (proposal).",
        (("yapıcı tezler önerdi", "yapıcı teklifler önerdi"),),
        ("Doktora tezini sundu.", "Tezler önerilen biçimde yazılır."),
        after=r"(?= öner(?!ilen))", proof=0.5, noun=True,
    ),

    # Single words, beside others that show the sense
    Swap(
        "between", r"ortasında(?=(?:ki(?:ler\p{L}*)?)?\b)", "arasında",
        "Ara (interval) was taken for orta (middle): between became in the middle of.",
        (("Ülkelerimiz ortasındaki ticaret", "Ülkelerimiz arasındaki ticaret"),
         ("Azerbaycan ve Rusya ortasında anlaşma", "Azerbaycan ve Rusya arasında anlaşma"),
         ("iki ülke ortasındaki ticaret", "iki ülke arasındaki ticaret")),
        ("Şehrin ortasındaki meydan", "Binaların ortasında bir avlu", "gecenin ortasında",
         "Konya ve çevresinin ortasında"),
        before=rf"(?<={_MANY}|{_PAIR}|{_PARTIES}){_HAS_MIDDLE}",
        proof=1,
    ),
    Swap(
        "energy", "güç", "enerji",
        "Güç (power, strength) stands for enerji (energy).",
        (("güç fiyatları arttı", "enerji fiyatları arttı"),
         ("ulaştırma, güç ve tarım", "ulaştırma, enerji ve tarım"),
         ("Güç Bakanı", "Enerji Bakanı")),
        ("askeri güç kullandı", "güç birliği", "Güç ve cesaret", "güçler ayrılığı", "alım gücü"),
        before=r"(?:(?=[Gg]ü[çc]\p{L}* (?i:fiyat|güvenliği|arz[ıi]?\b|sektör|alanın|krizi|ithalat|ihracat|"
               r"piyasa|bakan|şirket|koridor|ve (?:tabii|doğal) kaynak))|"
               r"(?<=\b(?:[Uu]laştırma|[Uu]laşım|[Tt]icaret|[Tt]arım|[Ss]anayi|[Tt]urizm|[Ll]ojistik|"
               r"[Pp]etrol|[Yy]enilenebilir|"
               r"[Mm]adencilik|[Ee]konomi|[İi]ktisat)(?:,| ve) )(?=[Gg]üç(?: ve|,| alan| gibi)))",
        proof=0.5, noun=True,
    ),
    Swap(
        "solar", "güneş gücü", "güneş enerjisi",
        "Güç (power, strength) stands for enerji (energy).",
        (("güneş gücü santrali", "güneş enerjisi santrali"),), ("Güneş gücünü yitirdi.",),
    ),
    Swap(
        "topic", "bahis|bahs", "konu",
        "Bahis (bet; chapter) stands for konu (matter).",
        (("Güvenlik bahislerini görüştük.", "Güvenlik konularını görüştük."),
         ("birçok bahiste", "birçok konuda")),
        ("yasa dışı bahis sitesi", "Bahisler kapandı, oranlar düştü.", "bahsi geçen",
         "Canlı bahislerini artırdı.", "bahse girdi"),
        before=r"(?<!\b(?:[Yy]asa dışı|[Yy]asadışı|[Kk]açak|[Cc]anlı|[Ii]llegal|[Ss]por|[Mm]üşterek|"
               r"[Oo]nline|[Şş]ans oyunları ve) )"
               r"(?=[Bb]ahis(?:te|ten|teki|ler\p{L}+)\b)",
        after=r"(?! (?:site|oyna|oran|şirket|skandal|operasyon|soruşturma))",
        proof=0.5, noun=True,
    ),
    Swap(
        "view", "niyet", "düşünce",
        "Niyet (intention) stands for düşünce (thought, view).",
        (("niyetlerimizi netleştirdik", "düşüncelerimizi netleştirdik"),),
        ("iyi niyetle yaklaştı", "Niyetini açıkladı.", "niyet mektubu"),
        before=r"(?=[Nn]iyetler)", after=r"(?= (?:netleştir|paylaş|söyle|aktar|dile|lisana|anlat))",
        proof=0.5, noun=True,
    ),
    Swap(
        "first-period", "birinci", "ilk",
        "Birinci (number one) stands for ilk (the first … of).",
        (("bu yılın birinci 7 ayında", "bu yılın ilk 7 ayında"), ("birinci üç gün", "ilk üç gün")),
        ("birinci sınıf", "birinci gün", "Yarışı birinci 7. bitirdi.", "Birinci Dünya Savaşı"),
        after=rf"(?= {_NUMBER} {_SPAN})", proof=1,
    ),
    Swap(
        "first-time", "birinci (?=(?:kere|sefer|kez)\\b)", "ilk ",
        "Birinci (number one) stands for ilk in ilk kez (for the first time).",
        (("Birinci kere konuştu.", "İlk kere konuştu."), ("birinci sefer geldi", "ilk sefer geldi")),
        ("birinci olan yarışmacı", "on birinci kez"),
        before="(?<!(?:on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin) )",
        proof=0.5,
    ),
    Swap(
        "first-aid",
        "birinci (?=yardım(?!c)|müdahale|belirleme|bakışta|etapta|fırsatta|açıklama|tepki|izlenim|haber)",
        "ilk ",
        "Birinci (number one) stands for ilk (first, initial).",
        (("birinci müdahale yapıldı", "ilk müdahale yapıldı"),),
        ("birinci lig", "birinci derece"),
        proof=1,
    ),
    Swap(
        "support", "dayanak (?=ver(?:di|en|iyor|mey|ece|il)|sağla|iste|bekle|açıkla)", "destek ",
        "Dayanak (basis, prop) stands for destek (support).",
        (("Projeye dayanak verdi.", "Projeye destek verdi."),),
        ("yasal dayanak oluşturdu", "dayanak noktası"),
        proof=1,
    ),
    Swap(
        "solution", "tahlil (?=öneri|yol|bul|üret|arayış|süreci|noktası)", "çözüm ",
        "Tahlil (analysis) stands for çözüm (solution).",
        (("tahlil önerisi sundu", "çözüm önerisi sundu"),),
        ("kan tahlili sonucu", "tahlil raporu"),
        proof=1,
    ),
    Swap(
        "crew", "grup|grub", "ekip|ekib",
        "Grup (group) stands for ekip (crew, team).",
        (("itfaiye grupları geldi", "itfaiye ekipleri geldi"),),
        ("kan grupları", "yaş grubu", "emniyet grup amirliği", "sağlık grubu hisseleri"),
        before=r"(?<=\b(?:[İi]tfaiye|[Ss]ağlık|[Pp]olis|[Jj]andarma|[Aa]rama kurtarma|[Aa]rama-kurtarma|"
               r"[Ee]mniyet|AFAD|[Zz]abıta|[Kk]urtarma"
               r"|[Bb]elediye|UMKE|AKUT) )(?=[Gg]rupları)",
        proof=1, noun=True,
    ),
    Swap(
        "expert", "kompetan", "uzman",
        "Kompetan, hardly known, stands for uzman (expert).",
        (("Kompetanlar uyardı.", "Uzmanlar uyardı."),), ("Uzmanlar uyardı.",),
        proof=1, noun=True,
    ),
    Swap(
        "reply-to", "nazaran", "göre",
        "Nazaran (compared with) stands for göre (according to).",
        (("plana nazaran", "plana göre"), ("rapora nazaran", "rapora göre")),
        ("Nazaran adlı köy",),
        before=r"(?<=\p{L}[ae] )",
    ),
    Swap(
        "trust", "itimat|itimad", "güven",
        "An old word stands for güven (trust, confidence).",
        (("karşılıklı itimada dayanır", "karşılıklı güvene dayanır"),),
        ("Ona itimat ediyorum.", "itimat telkin eder", "İtimat Apartmanı"),
        before=r"(?=i)", after=r"(?! (?:e[dt]|telkin|edil|artırıcı))", noun=True,
    ),
    Swap(
        "capital", "başşehir|başşehr", "başkent",
        "An old word stands for başkent (capital).",
        (("Kazakistan’ın başşehri Astana", "Kazakistan’ın başkenti Astana"), ("başşehirde", "başkentte")),
        ("Baş şehir budur.",), noun=True,
    ),
    Swap(
        "need", "gereksinim", "ihtiyaç|ihtiyac",
        "A rarer word stands for ihtiyaç (need).",
        (("gereksinim var", "ihtiyaç var"), ("gereksinimleri", "ihtiyaçları")), ("gerekli",), noun=True,
    ),
    Swap(
        "actively", "etkin (?=olarak (?:ilerl|katıl|kullan|çalış|yer|rol)|rol )", "aktif ",
        "Etkin (effective) stands for aktif (active).",
        (("etkin olarak ilerliyoruz", "aktif olarak ilerliyoruz"),), ("etkin bir ilaç",),
    ),
    Swap(
        "relations", "bağlantı", "ilişki",
        "Bağlantı (connection) stands for ilişki (relation).",
        (("ikili bağlantılar", "ikili ilişkiler"),
         ("Bu bağlantılar en üst düzeye ulaştı.", "Bu ilişkiler en üst düzeye ulaştı.")),
        ("internet bağlantıları", "demir yolu bağlantısı", "Bu bağlantılar koptu."),
        before=r"(?:(?<=\b(?:[İi]kili|[Dd]iplomatik|[Tt]icari|[Ee]konomik|[İi]ktisadi|[Ss]iyasi|"
               r"[Ss]tratejik|[Kk]arşılıklı|arasındaki|ortasındaki|"
               r"[Mm]üttefiklik) )(?=[Bb]ağlantılar)|(?<=\b[Bb]u )(?=bağlantılar en üst))",
        noun=True,
    ),
    Swap(
        "ties", "bağ", "ilişki",
        "Bağ (tie, bond) stands for ilişki (relation).",
        (("Ülkelerimiz arasındaki bağların gelişmesi", "Ülkelerimiz arasındaki ilişkilerin gelişmesi"),),
        ("üzüm bağları", "kan bağları", "aralarındaki bağ"),
        before=r"(?<=\b(?:[Üü]lkelerimiz|ülkeler|halklarımız|iki ülke|(?:ile|ve) \p{L}+) (?:arasındaki|"
               r"ortasındaki) )(?=bağlar)",
        noun=True,
    ),
    Swap(
        "economy", "iktisat|iktisad", "ekonomi",
        "An old word, now of the discipline, stands for ekonomi (economy).",
        (("Azerbaycan iktisadına yatırım", "Azerbaycan ekonomisine yatırım"),
         ("ülke iktisadı", "ülke ekonomisi")),
        ("İktisat Fakültesi", "iktisat okudu", "siyasi iktisadın kurucusu"),
        before=r"(?<=\b(?:\p{Lu}\p{L}+|[Üü]lke|[Dd]ünya|[Bb]ölge) )(?=[İi]ktisadı)", noun=True,
    ),
    Swap(
        "direction", "istikamet", "yön",
        "İstikamet (course) stands for yön (direction, respect).",
        (("her istikamette", "her yönde"), ("çeşitli istikametlerde", "çeşitli yönlerde")),
        ("Ankara istikametinde trafik", "Gemi istikametini değiştirdi."),
        before=r"(?<=\b(?:[Hh]er|[Çç]eşitli|[Bb]u|[Bb]irçok|[Tt]üm|[Ff]arklı) )", noun=True,
    ),
    Swap(
        "previous", "evvelki", "önceki",
        "An old word stands for önceki (previous).",
        (("Evvelki toplantılarda", "Önceki toplantılarda"),),
        ("evvelki gün", "evvelki gece", "bir evvelki yıl"),
        after=r"(?! (?:gün|gece|akşam|yıl|hafta|sene|sabah))\b",
    ),
    Swap(
        "matter", "mevzu", "konu",
        "An old word stands for konu (matter).",
        (("birçok mevzuda", "birçok konuda"), ("Mevzuyla ilgili", "Konuyla ilgili")),
        ("mevzuat", "mevzubahis"), noun=True,
    ),
    Swap(
        "success", "muvaffakiyet", "başarı",
        "An old word stands for başarı (success).",
        (("muvaffakiyetini kutladı", "başarısını kutladı"),), ("muvaffak oldu",), noun=True,
    ),
    Swap(
        "importance", "ehemmiyet", "önem",
        "An old word stands for önem (importance).",
        (("büyük ehemmiyet taşıyor", "büyük önem taşıyor"), ("ehemmiyetine değindi", "önemine değindi")),
        ("ehemmiyetli",), noun=True,
    ),
    Swap(
        "earthquake", "zelzele", "deprem",
        "An old word stands for deprem (earthquake).",
        (("zelzelede yıkıldı", "depremde yıkıldı"), ("zelzelenin", "depremin")), ("deprem",), noun=True,
    ),
    Swap(
        "plane", "tayyare", "uçak|uçağ",
        "An old word stands for uçak (aeroplane).",
        (("tayyaresi düştü", "uçağı düştü"),), ("Tayyareci", "Tayyare Sokağı’nda"),
        before=r"(?=t)", noun=True,
    ),
    Swap(
        "sanction", "müeyyide", "yaptırım",
        "An old word stands for yaptırım (sanction).",
        (("müeyyideleri kaldırdı", "yaptırımları kaldırdı"),), ("yaptırım",), noun=True,
    ),
)  # fmt: skip

# What stands before an accusative rather than a possessed noun, where the two look alike.
_DETERMINER = regex.compile(
    r"(?:^|[.,;:“\"(] ?|\b(?:bu|şu|o|bir|her|aynı|tüm|bütün|bazı|birçok|hangi|hiçbir|"
    r"\p{L}+ki) )$",
    regex.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
_WORD_START = regex.compile(r"(?<![\p{L}\\\[{])\p{Ll}")
_ALTERNATIVES = regex.compile(r"(?:\(\?:(?P<first>[^()]+)\))?(?P<rest>[\p{L} ]*)")

# A text is spun from this weight of proof on, of this many kinds, and this much per 1,000 words.
_LEAST_PROOF, _LEAST_KINDS, _LEAST_SCORE = 2.0, 2, 3.0


def _either_case(pattern: str) -> str:
    """``pattern`` with the first letter of each word in either case, as Turkish has it."""
    return _WORD_START.sub(lambda match: f"[{match.group()}{upper(match.group())}]", pattern)


def _as_noun(swap: Swap, match: regex.Match[str]) -> str:
    """The form of the right noun for the form that ``match`` found; the text as it is if that is no form."""
    found = match.group()
    head, apostrophe, tail = found.partition("’" if "’" in found else "'")
    wrong, right = swap.wrong, swap.right
    if apostrophe and lower(head) == wrong.partition("|")[0]:  # behind a name no stem softens
        wrong, right = lower(head), right.partition("|")[0]
    table = paradigm(wrong, right)
    forms = table.get(lower(head + tail))
    if forms is None:
        return found
    # "bahsi" is "the matter" as an object, or "the matter of" something.
    third = len(forms) > 1 and not _DETERMINER.search(match.string[: match.start()])
    form = forms[third]
    if apostrophe and (base := table.get(lower(head))) and form.startswith(base[0]):
        form = base[0] + apostrophe + form[len(base[0]) :]
    return cased_as(found, form)


def _as_phrase(swap: Swap, match: regex.Match[str]) -> str:
    found, new = match.group(), match.expand(swap.right)
    words = found.split()
    if len(words) > 1 and all(word != lower(word[0]) + word[1:] for word in words):
        return " ".join(upper(word[:1]) + word[1:] for word in new.split(" "))
    return cased_as(words[0][:1] + "a", new)


def _rule(swap: Swap) -> Rule:
    if swap.noun:
        stems = "|".join(_either_case(stem) for stem in swap.wrong.split("|"))
        core = rf"\b(?:{stems})\p{{L}}*+(?:['’]\p{{L}}++)?"
    else:
        core = r"\b" + _either_case(swap.wrong) + (r"\b" if swap.wrong[-1].isalpha() else "")
    replace = partial(_as_noun if swap.noun else _as_phrase, swap)
    return Rule(
        f"spun.{swap.id}", swap.why, swap.before + core + swap.after, replace,
        swap.examples, swap.keeps, lang="tr", needs="spun",
    )  # fmt: skip


RULES: tuple[Rule, ...] = tuple(map(_rule, SWAPS))


def _openings(swap: Swap) -> list[str]:
    """The words, or beginnings of words, that every place begins with that ``swap`` can match."""
    if swap.noun:
        return swap.wrong.split("|")
    match = _ALTERNATIVES.match(swap.wrong)
    assert match is not None  # it matches the empty text
    return [(first + match["rest"]).split(" ")[0] for first in (match["first"] or "").split("|")]


@cache
def _proofs() -> dict[str, list[tuple[str, Swap, Rule]]]:
    """The rows that prove anything, each with its opening, by its first three letters, in either case."""
    rows: dict[str, list[tuple[str, Swap, Rule]]] = {}
    for swap, rule in zip(SWAPS, RULES, strict=True):
        for opening in _openings(swap) if swap.proof else ():
            for first in (opening, cased_as("A", opening)):
                rows.setdefault(first[:3], []).append((first, swap, rule))
    return rows


@dataclass(frozen=True)
class SpunEvidence:
    """What speaks for a text being spun: the places (as they stand), and the verdict.

    ``score`` is the weight of proof per 1,000 words, each kind of swap counted once.
    """

    hits: tuple[str, ...]
    score: float
    spun: bool


def spun_evidence(text: str) -> SpunEvidence:
    """Whether ``text``, a whole document, was spun: several kinds of swap that proper Turkish hardly has.

    >>> spun_evidence("Devlet Lideri natürel ki geldi. Liderler 6. kez bir ortaya geldi.").spun
    True
    >>> spun_evidence("Devlet Başkanı tabii ki geldi. Lakin her vakit böyle olmaz.").spun
    False
    """
    rows = _proofs()
    hits: dict[str, None] = {}
    kinds: dict[str, float] = {}
    for word in _WORD.finditer(text):
        for opening, swap, rule in rows.get(word[0][:3], ()):
            if word[0].startswith(opening):
                match = _compiled(rule.pattern).match(text, word.start())
                if match and _changes(rule, match):
                    hits[match.group().strip()] = None
                    kinds[swap.id] = swap.proof
    proof = sum(kinds.values())
    score = 1000 * proof / (text.count(" ") + 1)
    spun = proof >= _LEAST_PROOF and len(kinds) >= _LEAST_KINDS and score >= _LEAST_SCORE
    return SpunEvidence(tuple(hits), score, spun)


def _changes(rule: Rule, match: regex.Match[str]) -> bool:
    return callable(rule.replacement) and rule.replacement(match) != match.group()


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
