/* SPDX-License-Identifier: MIT
 *
 * Urdu, formal (آپ). Names, quotes and mixed numbers stand in isolates (U+2068, U+2069), so that a
 * line reads the same wherever it is shown. Numbers, days and months as CLDR has them.
 *
 * Every sentence of enum rn_msg stands here; tests/report/languages.c counts them and their slots.
 */
#include "report/msg_table.h"

const char *const rn_msg_ur[RN_MSG_COUNT] = {
    [RN_MSG_HEAD_NEEDS] = "آپ کے کام",
    [RN_MSG_HEAD_NOTHING] = "آپ کے لیے کوئی کام نہیں",
    [RN_MSG_HEAD_NOTHING_SEEN] = "جو دیکھا گیا، اس میں آپ کے لیے کوئی کام نہیں",
    [RN_MSG_HEAD_CHANGED] = "کیا بدلا",
    [RN_MSG_HEAD_SCORE] = "اعداد و شمار",
    [RN_MSG_HEAD_WHY] = "کیوں",
    [RN_MSG_HEAD_DONE] = "جو کیا گیا",
    [RN_MSG_HEAD_COVERAGE] = "ماخذوں کی حالت",
    [RN_MSG_VERDICT_NEEDS] = "{n} {n|کام آپ کا منتظر ہے|کام آپ کے منتظر ہیں}",
    [RN_MSG_VERDICT_NOTHING] = "آپ کے لیے کوئی کام نہیں",
    [RN_MSG_VERDICT_NOTHING_SEEN] = "دیکھے گئے میں کوئی کام نہیں",
    [RN_MSG_VERDICT_GAPS] = "{n} میں سے {k} ماخذ پرانے",
    [RN_MSG_VERDICT_NO_RATING] = "بلا ریٹنگ",
    [RN_MSG_VERDICT_VOLUME] = "{listing} پر بہت سے جائزے",
    [RN_MSG_VERDICT_RATING_DOWN] = "{listing} کی ریٹنگ کم ہوئی",
    [RN_MSG_VERDICT_RATING_UP] = "{listing} کی ریٹنگ بڑھی",
    [RN_MSG_VERDICT_ANSWERED] = "{listing} سے کم جوابات",
    [RN_MSG_VERDICT_FIRST_REPLY] = "{listing} سے تاخیر سے جوابات",
    [RN_MSG_VERDICT_REMOVED] = "{listing} کے جائزے کم ہوئے",
    [RN_MSG_INTRO_DAY] = "{from}، {scope}، اوقات \u2068{zone}\u2069",
    [RN_MSG_INTRO_DAYS] = "{from} تا {to}، {scope}، اوقات \u2068{zone}\u2069",
    [RN_MSG_INTRO_WEEK] = "ہفتہ نمبر {week}: {from} تا {to}، {scope}، اوقات \u2068{zone}\u2069",
    [RN_MSG_INTRO_MONTH] = "{month}، {scope}، اوقات \u2068{zone}\u2069",
    [RN_MSG_SCOPE_NONE] = "کوئی لسٹنگ نہیں",
    [RN_MSG_SCOPE_MANY] = "{n} لسٹنگز",
    [RN_MSG_NEED_ESCALATION] = "{who} ({stars}{listing}) کے جائزے کا نوٹس لیں، {quote}: قاعدے "
                               "{rule} نے اسے آگے بھیجا، مقررہ وقت {when} ہے۔",
    [RN_MSG_NEED_OVERDUE] = "{who} ({stars}{listing}) کو جواب دیں، {quote}: مقررہ وقت {when} تھا۔",
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        "{who} ({stars}{listing}) کو جواب دیں، {quote}: مقررہ وقت {when} تھا۔ مسودہ تیار ہے۔",
    [RN_MSG_NEED_DUE] = "{who} ({stars}{listing}) کو {when} سے پہلے جواب دیں، {quote}۔",
    [RN_MSG_NEED_DUE_DRAFT] =
        "{who} ({stars}{listing}) کو {when} سے پہلے جواب دیں، {quote}۔ مسودہ تیار ہے۔",
    [RN_MSG_NEED_DRAFTS] = "{n} {n|منتظر مسودہ|منتظر مسودے} پڑھیں؛ سب سے پرانا {who} "
                           "({stars}{listing}) کے لیے ہے اور {when} سے منتظر ہے۔",
    [RN_MSG_NEED_SOURCE] = "{listing} کا ماخذ {source} دیکھیں: وہ {when} پر ناکام ہوا: {quote}۔",
    [RN_MSG_NEED_MORE] = "اور مزید {n}۔",
    [RN_MSG_NOBODY] = "بے نام شخص",
    [RN_MSG_NO_CHANGE] = "کوئی واضح تبدیلی نہیں۔",
    [RN_MSG_CHANGE_VOLUME] = "{listing} کو {to} تک {days} {days|دن|دنوں} میں {n} {n|جائزہ "
                             "ملا|جائزے ملے}، اس سے پہلے کے {base} دنوں میں {before}۔",
    [RN_MSG_CHANGE_RATING_DOWN] = "{listing} کی ریٹنگ {before} سے کم ہو کر {value} ہو گئی ({n} "
                                  "جائزے؛ اس سے پہلے کے {base} دنوں میں {before_n})۔",
    [RN_MSG_CHANGE_RATING_UP] = "{listing} کی ریٹنگ {before} سے بڑھ کر {value} ہو گئی ({n} جائزے؛ "
                                "اس سے پہلے کے {base} دنوں میں {before_n})۔",
    [RN_MSG_CHANGE_ANSWERED] = "{listing} نے دو دن کے اندر جواب دیے: {value}؛ پچھلی بار {before}۔",
    [RN_MSG_CHANGE_FIRST_REPLY] =
        "{listing} نے جواب دینے میں {value} لیے ({n} کا وسطانیہ)، پچھلی بار {before}۔",
    [RN_MSG_CHANGE_REMOVED] =
        "{listing} {n|کا|کے} {n} {n|جائزہ اب فہرست میں نہیں ہے|جائزے اب فہرست میں نہیں ہیں}۔",
    [RN_MSG_CHANGE_SWEEP] =
        "ایک ساتھ کئی: {listing} کے {before} میں سے {n} جائزے اب فہرست میں نہیں ہیں۔",
    [RN_MSG_SCORE_DAY] = "، 7 دن، قوسین میں اس سے پہلے کے 7 دن",
    [RN_MSG_SCORE_WEEK] = "، قوسین میں پچھلا ہفتہ",
    [RN_MSG_SCORE_MONTH] = "، قوسین میں پچھلا مہینہ",
    [RN_MSG_SCORE_REVIEWS] = "جائزے {value} ({before})",
    [RN_MSG_SCORE_RATING] = "ریٹنگ {value} ({before}{same})",
    [RN_MSG_SCORE_RATING_NONE] = "ریٹنگ نہیں ({before})",
    [RN_MSG_SCORE_ANSWERED] = "جواب دیے گئے {value} ({before}{same})",
    [RN_MSG_SCORE_ANSWERED_YOUNG] = "اب تک جواب دیے گئے {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST] = "پہلا جواب، وسطانیہ {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST_NONE] = "پہلا جواب: کوئی نہیں ({before})",
    [RN_MSG_FRACTION] = "{n} میں سے {k}",
    [RN_MSG_FRACTION_PERCENT] = "{n} میں سے {k}، {percent}",
    [RN_MSG_PERCENT] = "\u2068{percent}%\u2069",
    [RN_MSG_NONE] = "کوئی نہیں",
    [RN_MSG_WHY_LOW] = "{who} نے {listing} کو {stars}ریٹنگ دی ({when}): {quote}",
    [RN_MSG_WHY_PRAISE] = "{who} نے {listing} کی تعریف کی ({when}): {quote}",
    [RN_MSG_WHY_RISING] = "{topic} کا ذکر بڑھا ہے: {total} میں سے {n} ریویو، اس سے پہلے کے {base} "
                          "دنوں میں {before_total} میں سے {before}، {quote}",
    [RN_MSG_WHY_FALLING] = "{topic} کا ذکر کم ہوا ہے: {total} میں سے {n} ریویو، اس سے پہلے کے "
                           "{base} دنوں میں {before_total} میں سے {before}۔",
    [RN_MSG_WHY_FRESH] =
        "{topic} نئی بات ہے: {total} میں سے {n} ریویو، اس سے پہلے چھ ماہ میں کوئی نہیں، {quote}",
    [RN_MSG_TOPICS] = "بل قیمت عملہ سروس انتظار صفائی کمرے کھانا شور مقام ڈیلیوری معیار "
                      "ریفنڈ کریش لاگ-ان بکنگ پارکنگ وائی-فائی سہولیات اشتہارات اپڈیٹ سپورٹ",
    [RN_MSG_DONE] = "قواعد {fired} بار چلے، {tags} ٹیگ {tags|لگا|لگے} اور {drafts} {drafts|مسودہ "
                    "لکھا گیا|مسودے لکھے گئے}۔",
    [RN_MSG_DONE_NOTHING] = "کوئی قاعدہ نہیں چلا۔",
    [RN_MSG_HEAD_STARTER] = "ابتدائی قواعد",
    [RN_MSG_STARTER_RULE] = "قاعدہ {rule} {share} جائزوں پر چلتا۔",
    [RN_MSG_STARTER_DONE] =
        "یہ سب مل کر {tags} ٹیگ {tags|لگاتے|لگاتے} اور {drafts} {drafts|مسودہ لکھتے|مسودے لکھتے}۔",
    [RN_MSG_HEAD_UNANSWERED] = "جن کا جواب نہیں دیا گیا",
    [RN_MSG_UNANSWERED] = "{share} جائزوں کا کوئی عوامی جواب نہیں؛ ان میں سے {low} میں ایک یا دو "
                          "ستارے {low|ہیں|ہیں}۔",
    [RN_MSG_UNANSWERED_ALL] =
        "فائل میں کوئی جواب ہی نہیں: اگر جواب اس میں شامل نہیں کیے گئے تو اس فہرست میں بھی نہیں۔",
    [RN_MSG_COVER_GREEN] = "{n} ماخذ {when} تک مکمل {n|ہے|ہیں}۔",
    [RN_MSG_COVER_IMPORTS] =
        "کوئی ماخذ ترتیب نہیں دیا گیا؛ {n} {n|فائل درآمد ہوئی|فائلیں درآمد ہوئیں}، آخری {when}۔",
    [RN_MSG_COVER_EMPTY] = "کوئی ماخذ ترتیب نہیں دیا گیا اور کچھ درآمد نہیں ہوا۔",
    [RN_MSG_COVER_REST] = "{n} میں سے {k} ماخذ تازہ ترین {k|ہے|ہیں}۔",
    [RN_MSG_COVER_NEVER] = "{source} ({listing}) کبھی مکمل نہیں پڑھا گیا۔",
    [RN_MSG_COVER_FAILED] =
        "{source} ({listing}) ناکام ہے؛ آخری بار مکمل {when} پر پڑھا گیا، {n} بار رہ گیا۔",
    [RN_MSG_COVER_FAILED_NEVER] = "{source} ({listing}) ناکام ہے اور کبھی مکمل نہیں پڑھا گیا۔",
    [RN_MSG_COVER_CUT] = "{source} ({listing}) بیچ میں رک گیا؛ آخری بار مکمل {when} پر پڑھا گیا۔",
    [RN_MSG_COVER_LATE] =
        "{source} ({listing}) کو تاخیر ہے؛ آخری بار مکمل {when} پر پڑھا گیا، {n} بار رہ گیا۔",
    [RN_MSG_COVER_SHORT] = "{source} ({listing}) {n} جائزے بتاتا ہے، {k} محفوظ ہیں۔",
    [RN_MSG_COVER_MORE] = "مزید {n} {n|ماخذ|ماخذوں} میں کمی ہے۔",
    [RN_MSG_STRIP] = "8 ہفتوں کے جائزے",
    [RN_MSG_TABLE] = "لسٹنگ کے مطابق",
    [RN_MSG_TABLE_LISTING] = "لسٹنگ",
    [RN_MSG_TABLE_REVIEWS] = "جائزے",
    [RN_MSG_TABLE_RATING] = "ریٹنگ",
    [RN_MSG_TABLE_ANSWERED] = "جوابات",
    [RN_MSG_FOOTER] = "دن \u2068[{from}, {to})\u2069",
    [RN_MSG_CHAIN] = "سلسلہ \u2068{id}\u2069",
    [RN_MSG_DATE] = "{weekday}، {day} {month}",
    [RN_MSG_TIME] = "{date}، {time}",
    [RN_MSG_MONTH_YEAR] = "{month} {year}",
    [RN_MSG_MINUTES] = "{m} منٹ",
    [RN_MSG_HOURS] = "{h} {h|گھنٹہ|گھنٹے} {m} منٹ",
    [RN_MSG_HOURS_EVEN] = "{h} {h|گھنٹہ|گھنٹے}",
    [RN_MSG_DAYS] = "{d} دن {h} {h|گھنٹہ|گھنٹے}",
    [RN_MSG_MONTHS] = "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    [RN_MSG_WEEKDAYS] = "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    [RN_MSG_POINT] = ".",
    [RN_MSG_DIGITS] = "0 1 2 3 4 5 6 7 8 9",
    [RN_MSG_STARS] = "\u2068{n}★\u2069",
    [RN_MSG_COMMA] = "، ",
    [RN_MSG_QUOTE_OPEN] = "”",
    [RN_MSG_QUOTE_CLOSE] = "“",
    [RN_MSG_RUN_ON] = ": ",
};
