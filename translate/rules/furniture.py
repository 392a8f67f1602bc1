"""Lines that stand on a news page around the article, in English, Turkish, Azerbaijani and Russian.

A row holds for a line as a whole, never for a part of a sentence. The letters ı and İ count as i, case
does not count, and signs around the line (arrows, colons, bullets) do not either.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

# anywhere: also inside the article. outside: before its first or after its last full paragraph.
# after: below its first full paragraph.
Where = Literal["anywhere", "outside", "after"]
# What may stand below: links to other articles (the article may go on after them), whole other articles
# or teasers (it hardly does), or the readers' comments (it does not).
Opens = Literal["", "links", "articles", "comments"]


@dataclass(frozen=True)
class LineRule:
    """``why`` says what the line does, for the reviewer. ``keeps`` are lines that no pattern may match.

    ``talks`` says that it may also be a sentence of a dozen words and more, which others never are.
    """

    id: str
    why: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    keeps: tuple[str, ...]
    where: Where = "anywhere"
    opens: Opens = ""
    talks: bool = False

    def matches(self, line: str) -> bool:
        """Whether the whole of ``line``, which is `folded`, is what the rule speaks of."""
        return _compiled(self.patterns).fullmatch(line) is not None


_DOTS = str.maketrans({"ı": "i", "İ": "i", "’": "'", "‘": "'", "ʼ": "'", "ё": "е", "Ё": "е"})


_PLAIN = str.maketrans("şğüöçə", "sguoce")


def folded(line: str) -> str:
    """``line`` with single spaces and without the differences that patterns do not speak of.

    >>> folded(" İlgili\\xa0 Haberler ")
    'ilgili Haberler'
    """
    return " ".join(line.translate(_DOTS).split())


@functools.cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{'|'.join(patterns).translate(_DOTS)})[\W_]*", re.IGNORECASE)


# --- dates and times ------------------------------------------------------------------------------------

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    "|yanvar|fevral|aprel|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr"
    "|январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]"
    "|декабр[ья]|янв|фев|апр|авг|сен|окт|ноя|дек)\\.?"
)
WEEKDAY = (
    "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|pazartesi|salı|çarşamba|perşembe|cuma"
    "|cumartesi|pazar|bazar ertəsi|çərşənbə axşamı|çərşənbə|cümə axşamı|cümə|şənbə|bazar"
    "|понедельник|вторник|среда"
    "|четверг|пятница|суббота|воскресенье)"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {MONTH},?(?: \d{{4}})?(?: ?г\.?| ?года|-c[iıuü] il| il)?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{4}},? \d{{1,2}} {MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|today|yesterday|bugün|dün|bu gün|dünən|сегодня|вчера)"
)
_ZONE = r"(?: ?\(?(?:gmt|utc|msk|мск|tsi)(?: ?[+-] ?\d+(?::\d\d)?)?\)?|z)"
CLOCK = rf"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?{_ZONE}?)"
AGO = (
    r"(?:(?:\d+|an?|one) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago|just now"
    r"|(?:\d+|bir) (?:saniye|dakika|dk|saat|gün|hafta|ay|yıl) önce"
    r"|(?:\d+|bir) (?:saniyə|dəqiqə|saat|gün|həftə|ay|il)"
    r" (?:əvvəl|öncə)"
    r"|\d+ (?:секунд\w*|минут\w*|мин|час\w*|дн\w+|день|недел\w+|месяц\w*) назад)"
)
_STAMPED = (
    "(?:published|posted|updated|last (?:updated|modified)|date|yayın(?:lanma)?(?: tarihi)?"
    "|(?:son )?güncelle(?:me|nme)(?: tarihi)?|oluşturulma(?: tarihi)?|eklenme(?: tarihi)?|giriş(?: tarihi)?"
    "|tarih|tarix|dərc (?:olunub|edilib)|yenilənib|yayımlanıb"
    "|опубликовано|обновлено|дата(?: публикации)?|создано)"
)
_SEP = r"[\s,;|/·•–—-]*(?:(?:at|в|saat|on)\s+|t)?"
_DAY = rf"(?:{WEEKDAY}{_SEP})?{DATE}(?:{_SEP}{WEEKDAY})?"
_MOMENT = rf"(?:{_DAY}{_SEP}{CLOCK}|{CLOCK}{_SEP}{_DAY})"
# A line that is nothing but a time: a date, a clock, both, or so long ago.
_ONE = rf"(?:{_STAMPED}\W+)?(?:{_MOMENT}|{_DAY}|{CLOCK}|{AGO})"
STAMP = rf"{_ONE}(?:{_SEP}{_ONE})?"
# With a date and a time of day, or so long ago: what a page prints, and an article hardly ever.
STAMP_EXACT = rf"(?:{_STAMPED}\W+)?(?:{_MOMENT}|{AGO})"
# With the page's section before or after it, as "REGION 28 March 2024 - 09:46".
_SECTION = r"(?:[^\W\d]{2,20}(?:(?: & | and | və | ve | и |[ /-])[^\W\d]{2,20}){0,2})"
DATELINE = rf"(?=\D{{3,60}}\d){_SECTION}[\s,|/·•–—-]+{_MOMENT}|{_MOMENT}[\s,|/·•–—-]+{_SECTION}"

# The first letters of the months' names, folded; no two months share any.
_MONTHS = (
    "jan oca yan янв", "feb sub fev фев", "mar мар", "apr nis апр", "may mai maj май мая", "jun haz iyun июн",
    "jul tem iyul июл", "aug agu avq авг", "sep eyl sen сен", "oct eki okt окт", "nov kas noy ноя",
    "dec ara dek дек",
)  # fmt: skip


def moment(text: str) -> tuple[int, ...] | None:
    """A date (year, month, day) and clock (hour, minute) as far as ``text`` tells them, to compare.

    >>> moment("28 Mart 2024 - 09:46"), moment("3/12/2023"), moment("14:05"), moment("soon")
    ((2024, 3, 28, 9, 46), (2023, 12, 3, 0, 0), (0, 0, 0, 14, 5), None)
    """
    line = folded(text).casefold().translate(_PLAIN)
    clock = re.search(r"\b(\d{1,2}):(\d\d)", line)
    time = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if day := re.search(r"\b(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\b", line):
        one, month, three = int(day[1]), int(day[2]), int(day[3])
        return ((one, month, three) if one > 31 else (three, month, one)) + time
    names = [
        n for n, starts in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{'|'.join(starts.split())})", line)
    ]
    if names and (day := re.search(r"\b(\d{1,2})\b(?!:)", line)):
        year = re.search(r"\b\d{4}\b", line)
        return (int(year[0]) if year else 0, names[0], int(day[1]), *time)
    return (0, 0, 0, *time) if clock else None


# --- names that only pages use ---------------------------------------------------------------------------

_NETWORK = (
    "(?:facebook|twitter|x|telegram|whats ?app|instagram|linkedin|vk|vkontakte|вконтакте|ok|odnoklassniki"
    "|одноклассники|youtube|pinterest|reddit|tumblr|viber|messenger|tiktok|threads|google news|google|фейсбук"
    "|твиттер|телеграм|телеграмм|ютуб|инстаграм|дзен|яндекс\\.дзен|e-?mail|rss)"
)
_DOMAIN = r"(?:https?://\S+|www\.\S+|(?:[\w-]+\.)+(?:az|com|net|org|ru|tr|info|tv|news|eu|ge|am|kz|uz|ua|de|uk|gov|int|edu|io|me|live|media|press|agency)(?:/\S*)?)"

_FEW = r"(?:[\w.&©',-]+ ){0,6}"  # a name in front
_RESERVED = (
    "(?:all rights reserved|(?:tüm|her) hak(?:ları|kı) (?:saklıdır|mahfuzdur)"
    "|bütün hüquqlar(?:ı)? (?:qorunur|müdafiə olunur)|все права защищены)"
)
_READ_ALSO = (
    "(?:(?:read|see|watch)(?: this)? also|also read|read (?:more|next)|related|ayrıca (?:oku|bak|okuyun)"
    "|həmçinin (?:oxuyun|bax)|bunu da oxu(?:yun)?|ilgili haber|oxşar xəbər"
    "|(?:читайте|смотрите|читать) (?:также|еще|по теме)|по теме)"
)
_OTHER_EN = (
    "(?:latest|recent|breaking|top|other|today'?s|hot|featured|trending|similar|more|main|last|important)"
    " (?:news|stories|articles|posts|headlines|topics|videos|publications)(?: of the day| today)?"
)
_OTHER_TR = (
    "(?:ilgili|benzer|son|diğer|popüler|önerilen|seçilen|güncel|önemli|günün)"
    " (?:haberler|haber|haberleri|içerikler|konular|yazılar|manşetleri|makaleler|videolar)"
)
_OTHER_AZ = (
    "(?:son|əlaqəli|digər|oxşar|ən son|populyar|günün|başqa|müvafiq|bənzər|maraqlı|aktual|əsas|vacib"
    "|seçilmiş|top) (?:xəbər|xəbərlər|xəbərləri|yazılar|məqalələr|materiallar|mövzular)"
)
_OTHER_RU = (
    "(?:последние|главные|другие|похожие|свежие|популярные|важные|актуальные|связанные|рекомендуемые|топ|еще"
    "|больше) (?:новости|новостей|материалы|статьи|публикации|записи)(?: дня| часа| по теме)?"
)
_TAGS = (
    "(?:tags?|keywords|topics?|etiket(?:ler)?|anahtar kelimeler|teqlər|teq|açar sözlər|теги|тэги|метки"
    "|ключевые слова|категори[ия]|categor(?:y|ies)|kategori(?:ler)?|kateqoriya)"
)
_READ = (
    "(?:views?|reads?|hits|(?:dəfə )?oxunub|oxunma|baxış(?: sayı)?|baxılıb|okunma(?: sayısı)?|kez okundu"
    "|görüntülenme|просмотр\\w{0,3}|прочитано|показы)"
)
_CREDIT = (
    "(?:sources?|photos?|foto|images?|video|pictures?|illustration|mənbə|kaynak|fotoğraf|görsel|şəkil|источник"
    "|фото|видео|иллюстрация|изображение)"
)

LINES: tuple[LineRule, ...] = (
    LineRule(
        "comment-form",
        "is part of the form for readers' comments",
        (
            "(?:leave|post|add|write|submit|make) (?:a|your) (?:reply|comment)s?(?: here| below)?",
            "cancel reply",
            "leave a reply cancel reply",
            "post comment",
            "your e-?mail address will not be published.{0,60}",
            "required fields are marked.{0,10}",
            "save my name,? e-?mail,? and website in this browser.{0,60}",
            "be the first (?:one )?to comment.{0,30}",
            "(?:you must|please) (?:be logged|log) in to (?:post a )?comment.{0,20}",
            "(?:log|sign) in to comment",
            "(?:join|start) the (?:discussion|conversation)",
            "yorum (?:yap|yaz|ekle|gönder|bırak)(?:ın|in|un|ın)?",
            "(?:bir )?(?:cevap|yanıt|yorum) (?:yaz|bırak)(?:ın|in)?",
            "e-?posta (?:adresiniz|hesabınız) yayı[mn]lanmayacak.{0,80}",
            "gerekli alanlar .{0,6} ?ile işaretlenmiş\\w*",
            "(?:bu habere|bu içeriğe) .{0,40}yorum.{0,40}",
            "(?:henüz|hiç) (?:bir )?yorum (?:yok|yapılmamış|yapılmadı).{0,40}",
            "ilk yorumu? .{0,30}",
            "yorum (?:yapmak|yapabilmek|yazmak|yazabilmek) için .{0,60}",
            "şərh (?:yaz|bildir|əlavə et|burax)(?:ın|in|mək|maq)?",
            "(?:rəy|fikir)(?:inizi|ini)? (?:yaz|bildir)(?:ın|in)?",
            "(?:bir )?cavab yaz(?:ın)?",
            "(?:e-?poçt|email|e-?mail) ünvanınız .{0,60}",
            "şərh yazmaq üçün .{0,60}",
            "(?:оставить|оставьте|добавить|написать|отправить) (?:свой )?(?:комментарий|отзыв|ответ)",
            "отменить ответ",
            "(?:ваш )?(?:e-?mail|адрес (?:e-?mail|электронной почты)) не будет опубликован.{0,60}",
            "обязательные поля помечены.{0,6}",
            "чтобы (?:оставить|написать|добавить) комментарий.{0,60}",
            "(?:ваш )?комментарий будет первым",
        ),
        (
            "Leave a Reply",
            "Your email address will not be published.",
            "Yorum Yap",
            "Şərh yaz",
            "Оставить комментарий",
            "Ваш e-mail не будет опубликован. Обязательные поля помечены *",
        ),
        (
            "The minister left without a comment.",
            "Comments by the minister drew criticism.",
            "Kremlin declines to comment",
            "Комментарии министра вызвали споры",
            "Yorumcular sonucu tartışıyor",
        ),
        where="after",
        opens="comments",
        talks=True,
    ),
    LineRule(
        # The word may also head a chapter of the article, so that it opens no more than a list does.
        "comments",
        "heads or counts the readers' comments",
        (
            "(?:recent )?comments?(?: \\(?\\d+\\)?)?",
            "(?:no|\\d+) comments?(?: yet)?",
            "yorum(?:lar)?(?: \\(?\\d+\\)?)?",
            "\\d+ yorum",
            "şərh(?:lər)?(?: \\(?\\d+\\)?)?",
            "\\d+ şərh",
            "комментари[ийев]{1,2}(?: \\(?\\d+\\)?)?",
            "\\d+ комментари\\w{1,2}",
            "комментариев (?:пока )?нет",
        ),
        ("Comments (12)", "No comments yet", "3 yorum", "Şərhlər", "Комментарии"),
        ("Comments by the minister drew criticism", "Комментарии министра вызвали споры", "Yorum yok dedi"),
        where="after",
        opens="articles",
    ),
    LineRule(
        "subscribe",
        "asks to subscribe to or to follow the site",
        (
            "(?:newsletter|e-?mail) sign-?up",
            "sign up (?:for|to) .{0,40}newsletter.{0,100}",
            "(?:our )?newsletters?",
            "subscribe(?: now| here| today)?",
            "subscribe to (?:our|the) .{0,60}(?:newsletter|channel|youtube|telegram|updates|feed).{0,100}",
            f"(?:follow|join|like|find|add|watch) us (?:on|in|at|via) {_NETWORK}.{{0,60}}",
            "follow us(?: on .{2,40})?",
            f"follow .{{2,30}} on {_NETWORK}.{{0,30}}",
            f"stay .{{2,60}}(?:channel|newsletter|{_NETWORK}).{{0,60}}",
            "subscribe to our mailing list.{0,80}",
            "enter your e-?mail(?: address)?.{0,20}",
            "with product you purchase",
            "download our (?:mobile )?app.{0,40}",
            "add .{2,40} to your google news.{0,20}",
            "support (?:our|independent|free) journalism.{0,40}",
            f"(?:join|follow|subscribe to|visit) (?:our|the) {_NETWORK} .{{0,60}}",
            "get the latest news .{0,80}",
            "(?:e-?)?bülten(?:e|imize)? (?:kayıt|abone|üye)\\w*(?: ol\\w*)?.{0,60}",
            "abone ol(?:un|mak için.{0,40})?",
            f"{_NETWORK} (?:kanalımıza|sayfamıza|hesabımızı|grubumuza) .{{0,60}}",
            "bizi .{0,30}takip ed(?:in|ebilirsiniz).{0,20}",
            f"(?:haberleri|gelişmeleri) {_NETWORK}.{{0,20}} takip .{{0,40}}",
            f"{_NETWORK}.{{0,20}} (?:kanalımıza|səhifəmizə|səhifəmizi) .{{0,60}}",
            "abunə ol(?:un|maq üçün.{0,40})?",
            "bizi .{0,30}izləyin.{0,20}",
            "xəbər bülleteni.{0,60}",
            f"bizim {_NETWORK} kanalı.{{0,40}}",
            "подпи(?:шитесь|сывайтесь|саться|шись)",
            "подпи(?:шитесь|сывайтесь|шись) на (?:наш|нас|канал|рассылку|новости|страниц).{0,80}",
            "(?:читайте|следите за|смотрите) нас(?:ами|и|ими новостями)? (?:в|на|через) .{2,50}",
            f"(?:мы|наш канал|наша группа|наши новости) (?:в|на) {_NETWORK}.{{0,40}}",
            f"наш {_NETWORK}(?:[ -]канал)?.{{0,40}}",
        ),
        (
            "Newsletter Signup",
            "Subscribe to our Telegram channel",
            "Bizi Twitter'da takip edin",
            "Subscribe to our newsletter below and never miss the latest product or an exclusive offer.",
            "Telegram kanalımıza abunə olun",
            "Подпишитесь на наш канал в Telegram",
        ),
        (
            "Subscribers to the newsletter lost their money.",
            "Follow us, the guide said to the hikers",
            "Подписаться под этим готовы не все",
            "Bizi təqib edənlər çoxdur, dedi",
        ),
        talks=True,
    ),
    LineRule(
        "share",
        "shares, prints or copies the page",
        (
            "share(?: (?:this|it|article|story|post|page|news))*",
            "share (?:this )?(?:on|via|to|with) .{1,30}",
            "tweet",
            "pin it",
            "print(?: this)?(?: page| article)?",
            "(?:copy (?:the )?link|send by e-?mail|e-?mail this)",
            f"(?:{_NETWORK}[\\s|,/·•]+)+{_NETWORK}",
            "(?:haberi|sayfayı|bu haberi|bunu)? ?paylaş(?:ın|in)?",
            f"{_NETWORK}(?:'?[dt][ae]|-d[aə])? paylaş(?:ın|in)?",
            "yazdır",
            "(?:linki|bağlantıyı) kopyala",
            "(?:xəbəri )?paylaş(?:ın|maq)?",
            "çap et",
            "(?:linki|keçidi) kopyala",
            "sosial şəbəkələrdə paylaş(?:ın)?",
            "поделиться(?: (?:в|на|новостью|ссылкой|с друзьями).{0,40})?",
            "поделитесь(?: (?:в|с|новостью|ссылкой).{0,40})?",
            "распечатать",
            "версия для печати",
            "(?:с)?копировать ссылку",
        ),
        (
            "Share this article",
            "Share on Facebook",
            "Facebook Twitter WhatsApp",
            "Haberi paylaş",
            "Поделиться в соцсетях",
        ),
        (
            "Share prices fell by three percent",
            "Sharing the land was never agreed",
            "Поделиться опытом готовы многие",
        ),
    ),
    LineRule(
        "share-name",
        "is a button with the name of a social network",
        (_NETWORK,),
        ("Facebook", "WhatsApp", "Телеграм"),
        ("Facebook fined in Europe", "Telegrams of congratulation"),
        where="outside",
    ),
    LineRule(
        "advert",
        "marks an advertisement",
        (
            "advert(?:s|isements?|ising|orial)?",
            "sponsored(?: content| post| by .{2,40})?",
            "paid content",
            "reklam(?:lar|ı)?(?: alanı)?",
            "реклама",
            "на правах рекламы",
            "партнерский материал",
        ),
        ("ADVERTS", "Advertisement", "Реклама", "Reklam"),
        ("Advertising revenue grew last year", "Reklam bütçesi arttı", "Реклама табака запрещена"),
    ),
    LineRule(
        "legal",
        "speaks of copyright, cookies or terms of use",
        (
            "(?:copyright|©|\\(c\\)).{0,80}(?:19|20)\\d\\d.{0,100}",
            "(?:19|20)\\d\\d\\W{0,3}©.{0,100}",
            "©.{2,60}",
            "(?:the )?(?:use|reprint(?:ing)?|reproduction) of .{0,9}(?:materials?|content).{0,99}link.{0,60}",
            "uyarı\\W+küfür.{0,300}",
            _FEW + _RESERVED + ".{0,60}",
            "(?:we|this (?:web)?site|our (?:web)?site) uses? cookies.{0,200}",
            "by (?:continuing|using) .{0,60}(?:cookies|site).{0,120}",
            "(?:accept|reject|manage)(?: all)? cookies",
            "cookie (?:policy|settings|preferences)",
            "privacy policy",
            "terms (?:of use|of service|and conditions)",
            "(?:bu|web) (?:web )?site\\w* .{0,60}çerez.{0,150}",
            "(?:gizlilik|çerez) politikası",
            "kullanım (?:koşulları|şartları)",
            "(?:sayt|saytımız|bu sayt) .{0,60}(?:kuki|cookie).{0,150}",
            "məxfilik siyasəti",
            "(?:наш |этот )?сайт использует .{0,30}(?:cookie|куки).{0,150}",
            "политика конфиденциальности",
            "пользовательское соглашение",
            "при .{0,40}(?:использовании|перепечатке|цитировании|копировании) .{0,120}ссылк.{0,100}",
            "(?:materiallar|məlumat|sayt|xəbər).{0,40}istifadə .{0,60}(?:istinad|hiperlink|keçid).{0,60}",
            "(?:kaynak gösterilmeden|izinsiz) .{0,80}(?:kullanılamaz|kopyalanamaz|yayınlanamaz).{0,40}",
            "(?=.*ctrl).{0,40}(?:mistake|error|hata|yanlış|səhv|ошибк|опечатк).{0,80}ctrl ?\\+ ?enter.{0,40}",
            "(?:found|noticed) (?:a|an) (?:mistake|error|typo).{0,100}",
        ),
        (
            "© 2024 Example Media. All rights reserved.",
            "Copyright 2019 Example News",
            "Tüm hakları saklıdır.",
            "Все права защищены",
            "We use cookies to improve your experience.",
            "При использовании материалов ссылка на сайт обязательна.",
            "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter",
            "Materiallardan istifadə edərkən istinad zəruridir",
        ),
        (
            "Copyright law to be reformed",
            "The site of the ministry does not use cookies, experts found.",
            "The privacy policy of the company was criticised.",
            "All rights were reserved for men at that time.",
        ),
        talks=True,
    ),
    LineRule(
        "navigation",
        "is a button of the page",
        (
            "back to (?:the )?(?:top|home|news|list|main page)(?: button)?",
            "(?:scroll|go|return) to (?:the )?top",
            "skip to (?:main )?content",
            "(?:please )?(?:enable|turn on) javascript.{0,80}",
            "send an e-?mail",
            "(?:forgot|forget|lost)(?: your)?(?: password)?",
            "lorem ipsum.{0,80}",
            "load more",
            "(?:show|see|view) (?:all|more)(?: .{2,20})?",
            "(?:view|see|read) all(?: news| articles| stories)?",
            "all (?:news|articles|stories|posts|videos)",
            "(?:next|previous|prev|older|newer) (?:article|post|story|news|page)s?",
            "main page",
            "continue reading",
            "read (?:full|the full) (?:article|story)",
            "(?:yukarı|başa|sayfa başına) (?:çık|dön|git)",
            "ana ?sayfa(?:ya dön)?",
            "içeriğe (?:geç|atla)",
            "tüm haberler",
            "daha fazla(?: göster| yükle| haber)?",
            "(?:sonraki|önceki) (?:haber|yazı|içerik)",
            "devamını oku",
            "(?:ana|əsas) səhifə",
            "bütün xəbərlər",
            "(?:növbəti|əvvəlki|sonrakı) (?:xəbər|yazı|məqalə)",
            "daha çox(?: göstər| xəbər)?",
            "ətraflı oxu",
            "davamını oxu",
            "на главную(?: страницу)?",
            "наверх",
            "все (?:новости|статьи|материалы)",
            "(?:показать|загрузить) (?:еще|больше)",
            "(?:следующая|предыдущая) (?:новость|статья|запись)",
            "читать (?:далее|полностью|дальше)",
        ),
        ("Back to top button", "All news", "Load more", "Ana Sayfa", "Bütün xəbərlər", "Все новости"),
        (
            "All news is good news, he said.",
            "Next article of the treaty was rejected",
            "Daha çox iş yeri açılacaq",
            "Все новости говорили о снеге",
        ),
    ),
    LineRule(
        "menu",
        "is an entry of the page's menu",
        (
            "home",
            "menu",
            "search(?: for)?",
            "close",
            "loading",
            "remember me",
            "admin",
            "contacts?(?: us)?",
            "about(?: us)?",
            "log ?in",
            "sign in",
            "register",
            "politics",
            "economy",
            "economics",
            "business",
            "society",
            "sports?",
            "culture",
            "world",
            "region",
            "science",
            "technology",
            "health",
            "opinion",
            "analysis",
            "interviews?",
            "multimedia",
            "photos?",
            "videos?",
            "gallery",
            "photo gallery",
            "news",
            "latest",
            "top",
            "photo/video",
            "gündem",
            "siyaset",
            "ekonomi",
            "spor",
            "dünya",
            "kültür",
            "kültür[ -]sanat",
            "sağlık",
            "yaşam",
            "teknoloji",
            "eğitim",
            "magazin",
            "iletişim",
            "hakkımızda",
            "künye",
            "foto galeri",
            "video galeri",
            "haberler",
            "foto",
            "fotoğraflar",
            "siyasət",
            "iqtisadiyyat",
            "cəmiyyət",
            "idman",
            "mədəniyyət",
            "hadisə",
            "dünya",
            "region",
            "elm",
            "sağlamlıq",
            "əlaqə",
            "haqqımızda",
            "müsahibə",
            "fotoqalereya",
            "xəbərlər",
            "xəbər",
            "gündəm",
            "политика",
            "экономика",
            "общество",
            "спорт",
            "культура",
            "мир",
            "в мире",
            "регион",
            "наука",
            "здоровье",
            "происшествия",
            "контакты",
            "о нас",
            "о проекте",
            "главная",
            "поиск",
            "меню",
            "войти",
            "новости",
            "фото",
            "видео",
            "мнение",
            "интервью",
        ),
        ("Politics", "VIDEO", "Siyasət", "İletişim", "Политика"),
        ("Politics and sport do not mix", "Video appears to show the blast", "Новости с фронта"),
        where="outside",
    ),
    LineRule(
        "read-also",
        "leads to other articles",
        (
            "(?:read|see|watch)(?: this)? also",
            "also (?:read|see|watch)",
            "read (?:more|next)(?: on this(?: topic| story)?| here| about it)?",
            "more on (?:this|the) (?:topic|story|subject)",
            "see more",
            "check also",
            "don'?t miss",
            "ayrıca (?:oku|bak|bakın|okuyun|bakınız)",
            "(?:bunu|bunları|şunları|bunlar) da (?:oku|okuyun|okuyabilirsiniz)",
            "(?:bunlar (?:da )?)?ilgini(?:zi)? çekebilir",
            "(?:bu|ilgili) haber(?:i|ler)? de? ?oku(?:yun)?",
            "həmçinin (?:oxu|oxuyun|bax|baxın)",
            "(?:bunu|bunları) da oxu(?:yun)?",
            "(?:bu )?mövzu(?:da|ya aid|ilə bağlı|ya dair)(?: digər)?(?: xəbərlər| yazılar)?",
            "mövzuya dair",
            "(?:читайте|смотрите|читать|см\\.|слушайте) (?:также|еще|по теме|на тему)",
            "(?:еще |подробнее )?(?:по|на) (?:этой |эту )?тем[еу]",
            "вам (?:будет|может быть|может) (?:также )?интересно",
        ),
        ("Read also", "See also:", "Bunlar da ilginizi çekebilir", "Həmçinin oxuyun", "Читайте также:"),
        ("Read also what he wrote in prison", "По теме говорили долго", "See also the annex, says the court"),
        where="after",
        opens="links",
    ),
    LineRule(
        "link-in-line",
        "links to another article",
        (f"{_READ_ALSO} ?[:>»→|–—-]+ ?.{{5,160}}",),
        (
            "Read also: Baku hosts energy week",
            "İlgili haber: Dolar yükseldi",
            "Читайте также: В Баку открылся форум",
        ),
        (
            "See also how the law reads: it says nothing",
            "Related parties signed: Baku and Moscow",
        ),
    ),
    LineRule(
        "other-articles",
        "heads a list of other articles",
        (
            "related(?: (?:articles?|news|stories|posts|content|topics|links|materials|reading|videos))?",
            _OTHER_EN,
            "more (?:from|in|on) .{2,30}",
            "(?:news|headlines) (?:feed|of the day|line)",
            "newsfeed",
            "popular(?: (?:news|articles|posts|now|stories|today|this week))?",
            "trending(?: now| today)?",
            "(?:the )?most (?:read|viewed|popular|commented|shared|recent)(?: news| articles| stories)?",
            "editor'?s?'? (?:choice|picks?)",
            "recommended(?: for you| articles| stories| news| reading)?",
            "you (?:may|might) (?:also )?(?:like|be interested in|enjoy)(?: .{2,20})?",
            "what to read next",
            "must[ -]reads?",
            "latest",
            "headlines",
            "in other news",
            "from the web",
            "around the web",
            _OTHER_TR,
            "son (?:dakika|eklenenler|gelişmeler)(?: haberleri)?",
            "(?:en )?çok (?:okunan|izlenen|yorumlanan|paylaşılan|konuşulan)(?:lar)?(?: haberler)?",
            "öne çıkan(?:lar)?(?: haberler)?",
            "manşetler",
            "editörün (?:seçtikleri|seçimi)",
            "sizin için seçtiklerimiz",
            "popüler",
            _OTHER_AZ,
            "xəbər lenti",
            "(?:ən )?çox (?:oxunan|baxılan)(?:lar)?(?: xəbərlər)?",
            "redaktorun seçimi",
            "tövsiyə (?:olunan|edilən|edirik)(?: .{2,20})?",
            "populyar",
            _OTHER_RU,
            "(?:новости|материалы|статьи|публикации) (?:по теме|партнеров|дня|сми2|от партнеров)",
            "лента(?: новостей)?",
            "популярное(?: за .{2,15})?",
            "самое (?:читаемое|популярное|обсуждаемое|важное|интересное)",
            "выбор редакции",
            "рекомендуем(?: также| почитать| прочитать)?",
            "читаемое",
            "главное (?:за день|сегодня|сейчас)",
            "в тренде",
        ),
        (
            "Related articles",
            "Editor's choice",
            "Popular",
            "Latest news",
            "Most read",
            "İlgili Haberler",
            "Son Dakika",
            "Oxşar xəbərlər",
            "Последние новости",
        ),
        (
            "Latest news from the front is bad",
            "Popular singer dies",
            "Most read the paper on Sundays.",
            "Son dakika golüyle kazandı",
            "Главное управление юстиции сообщает",
            "Related to the case is the arrest",
        ),
        where="after",
        opens="articles",
    ),
    LineRule(
        "tags",
        "lists the article's tags",
        (
            f"{_TAGS}(?:\\W*: ?.{{1,200}})?",
            "(?:#[\\w-]+[\\s,;]*)+",
        ),
        ("Tags: Azerbaijan, Russia", "#Baku #COP29", "Etiketler: ekonomi, dolar", "Теги: Баку"),
        ("Tags on the goods were false", "Topic of the day was the snow", "#MeToo reaches Baku"),
        where="outside",
    ),
    LineRule(
        "counter",
        "counts readers or reading time",
        (
            f"{_READ}\\W*\\d[\\d .,]*k?(?: dəfə| раз[а]?| kez)?",
            f"\\d[\\d .,]*k? ?{_READ}",
            "(?:reading time|okuma süresi|oxuma müddəti|время чтения)\\W*\\d+ ?\\w{0,10}\\.?",
            "\\d+[ -]min(?:ute)?s? read",
            "less than a minute(?: read)?",
            "\\d+ (?:dk|dakika) okuma(?: süresi)?",
            "\\d+ мин(?:ут[ыа]?)? (?:чтения|на чтение)",
        ),
        ("1,204 views", "Oxunub: 532", "3 min read", "Просмотров: 1 204", "Okunma sayısı: 88"),
        ("1,204 people voted", "3 minutes later the siren went off", "Views differ: 60 percent agree"),
    ),
    LineRule(
        "number",
        "is a counter without its words",
        ("\\d{1,6}",),
        ("0", "1204"),
        ("3.5", "1 of 4"),
        where="outside",
    ),
    LineRule(
        "dateline",
        "says when the page was published",
        (STAMP, DATELINE),
        (
            "28 March 2024 - 09:46",
            "REGION\xa0\xa028 March 2024 - 09:46",
            "28 Mart 2024 Perşembe, 09:46",
            "28 mart 2024, 09:46",
            "28 марта 2024, 09:46",
            "28 Mart 2024 - 09:46 | Son Güncelleme: 28 Mart 2024 - 10:00",
            "Опубликовано: 28.03.2024 09:46",
            "09:46, 28 марта 2024",
            "Güncelleme: 28.03.2024 10:15",
            "2 hours ago",
            "3 saat önce",
            "5 dəqiqə əvvəl",
            "2 часа назад",
            "March 28, 2024",
            "Politics | 28.03.2024 | 09:46",
            "2024-03-28",
        ),
        (
            "Moscow marks 9 May 2024",
            "Elections of 7 February 2024",
            "At 09:46 the train left",
            "28 March 2024 was a Thursday.",
            "He died 3 years ago",
        ),
        where="outside",
    ),
    LineRule(
        "site-address",
        "gives the address of a site or of its desk",
        (
            _DOMAIN,
            r"(?:e-?mail|tel|phone|telefon|тел|факс)?\W*(?:[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d ()-]{7,20})",
        ),
        (
            "Caliber.Az",
            "www.example.com",
            "https://example.org/news/1",
            "info@example.az",
            "Tel: +994 12 555 55 55",
        ),
        ("E.Blinken", "Caliber.Az reports on it", "The U.S.", "2,345,678"),
        where="outside",
    ),
    LineRule(
        "credit",
        "names the source or the photographer",
        (
            f"{_CREDIT}(?: (?:credit|by|courtesy|source))?s?(?: ?/ ?\\w+)? ?[:©] ?.{{2,80}}",
            "(?:photo|image|picture|video) (?:by|courtesy of|credit) .{2,50}",
            "photo of .{2,150}",
            "(?:author|editor|reporter|editör|muhabir|yazar|redaktor|müəllif|автор|редактор) ?: ?.{2,60}",
        ),
        (
            "source: commonspace.eu with haqqin.az",
            "photo: Ali Husseynli (archive picture)",
            "Kaynak: AA",
            "Mənbə: APA",
            "Источник: ТАСС",
            "Photo by John Smith",
            "Foto: AZƏRTAC",
        ),
        (
            "Sources close to the talks say so",
            "Photos of the blast appeared online.",
            "Source of the Nile found",
            "Источник в полиции сообщил об аресте",
        ),
        where="after",
    ),
)
