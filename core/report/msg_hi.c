/* SPDX-License-Identifier: MIT
 *
 * Hindi, formal (आप). Western digits, days and months as CLDR has them.
 *
 * Every sentence of enum rn_msg stands here; tests/report/languages.c counts them and their slots.
 */
#include "report/msg_table.h"

const char *const rn_msg_hi[RN_MSG_COUNT] = {
    [RN_MSG_HEAD_NEEDS] = "आपके काम",
    [RN_MSG_HEAD_NOTHING] = "आपके लिए कोई काम नहीं",
    [RN_MSG_HEAD_NOTHING_SEEN] = "जो देखा गया, उसमें आपके लिए कोई काम नहीं",
    [RN_MSG_HEAD_CHANGED] = "क्या बदला",
    [RN_MSG_HEAD_SCORE] = "आँकड़े",
    [RN_MSG_HEAD_WHY] = "क्यों",
    [RN_MSG_HEAD_DONE] = "जो किया गया",
    [RN_MSG_HEAD_COVERAGE] = "स्रोतों की स्थिति",
    [RN_MSG_VERDICT_NEEDS] = "{n} {n|काम आपकी प्रतीक्षा में है|काम आपकी प्रतीक्षा में हैं}",
    [RN_MSG_VERDICT_NOTHING] = "आपके लिए कोई काम नहीं",
    [RN_MSG_VERDICT_NOTHING_SEEN] = "देखे गए में कोई काम नहीं",
    [RN_MSG_VERDICT_GAPS] = "{n} में से {k} स्रोत पुराने",
    [RN_MSG_VERDICT_NO_RATING] = "कोई रेटिंग नहीं",
    [RN_MSG_VERDICT_VOLUME] = "{listing} पर बहुत-सी समीक्षाएँ",
    [RN_MSG_VERDICT_RATING_DOWN] = "{listing} की रेटिंग घटी",
    [RN_MSG_VERDICT_RATING_UP] = "{listing} की रेटिंग बढ़ी",
    [RN_MSG_VERDICT_ANSWERED] = "{listing} से कम उत्तर",
    [RN_MSG_VERDICT_FIRST_REPLY] = "{listing} से देर से उत्तर",
    [RN_MSG_VERDICT_REMOVED] = "{listing} की समीक्षाएँ घटीं",
    [RN_MSG_INTRO_DAY] = "{from}, {scope}, समय {zone}",
    [RN_MSG_INTRO_DAYS] = "{from} से {to} तक, {scope}, समय {zone}",
    [RN_MSG_INTRO_WEEK] = "सप्ताह {week}, {from} से {to} तक, {scope}, समय {zone}",
    [RN_MSG_INTRO_MONTH] = "{month}, {scope}, समय {zone}",
    [RN_MSG_SCOPE_NONE] = "कोई लिस्टिंग नहीं",
    [RN_MSG_SCOPE_MANY] = "{n} लिस्टिंग",
    [RN_MSG_NEED_ESCALATION] = "{who} ({stars}{listing}) की समीक्षा का संज्ञान लें, {quote}: नियम "
                               "{rule} ने इसे आगे भेजा, समय-सीमा {when} है।",
    [RN_MSG_NEED_OVERDUE] = "{who} ({stars}{listing}) को उत्तर दें, {quote}: समय-सीमा {when} थी।",
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        "{who} ({stars}{listing}) को उत्तर दें, {quote}: समय-सीमा {when} थी। मसौदा तैयार है।",
    [RN_MSG_NEED_DUE] = "{who} ({stars}{listing}) को {when} से पहले उत्तर दें, {quote}।",
    [RN_MSG_NEED_DUE_DRAFT] =
        "{who} ({stars}{listing}) को {when} से पहले उत्तर दें, {quote}। मसौदा तैयार है।",
    [RN_MSG_NEED_DRAFTS] = "{n} {n|लंबित मसौदा|लंबित मसौदे} पढ़ें; सबसे पुराना {who} ({stars}{listing}) के "
                           "लिए है और {when} से लंबित है।",
    [RN_MSG_NEED_SOURCE] = "{listing} का स्रोत {source} देखें: वह {when} पर विफल हुआ: {quote}।",
    [RN_MSG_NEED_MORE] = "और {n} अन्य।",
    [RN_MSG_NOBODY] = "बिना नाम के व्यक्ति",
    [RN_MSG_NO_CHANGE] = "कोई स्पष्ट बदलाव नहीं।",
    [RN_MSG_CHANGE_VOLUME] = "{listing} को {to} तक {days} {days|दिन|दिनों} में {n} {n|समीक्षा "
                             "मिली|समीक्षाएँ मिलीं}, उससे पहले के {base} दिनों में {before}।",
    [RN_MSG_CHANGE_RATING_DOWN] = "{listing} की रेटिंग {before} से घटकर {value} हो गई ({n} समीक्षाएँ; "
                                  "उससे पहले के {base} दिनों में {before_n})।",
    [RN_MSG_CHANGE_RATING_UP] = "{listing} की रेटिंग {before} से बढ़कर {value} हो गई ({n} समीक्षाएँ; उससे "
                                "पहले के {base} दिनों में {before_n})।",
    [RN_MSG_CHANGE_ANSWERED] = "{listing} ने दो दिन के भीतर उत्तर दिए: {value}; पिछली बार {before}।",
    [RN_MSG_CHANGE_FIRST_REPLY] =
        "{listing} ने उत्तर देने में {value} लिए ({n} की माध्यिका), पिछली बार {before}।",
    [RN_MSG_CHANGE_REMOVED] = "{listing} की {n} {n|समीक्षा अब सूची में नहीं है|समीक्षाएँ अब सूची में नहीं हैं}।",
    [RN_MSG_CHANGE_SWEEP] = "एक साथ कई: {listing} की {before} में से {n} समीक्षाएँ अब सूची में नहीं हैं।",
    [RN_MSG_SCORE_DAY] = ", 7 दिन, कोष्ठक में उससे पहले के 7 दिन",
    [RN_MSG_SCORE_WEEK] = ", कोष्ठक में पिछला सप्ताह",
    [RN_MSG_SCORE_MONTH] = ", कोष्ठक में पिछला महीना",
    [RN_MSG_SCORE_REVIEWS] = "समीक्षाएँ {value} ({before})",
    [RN_MSG_SCORE_RATING] = "रेटिंग {value} ({before}{same})",
    [RN_MSG_SCORE_RATING_NONE] = "रेटिंग नहीं ({before})",
    [RN_MSG_SCORE_ANSWERED] = "उत्तर दिए गए {value} ({before}{same})",
    [RN_MSG_SCORE_ANSWERED_YOUNG] = "अब तक उत्तर दिए गए {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST] = "पहला उत्तर, माध्यिका {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST_NONE] = "पहला उत्तर: कोई नहीं ({before})",
    [RN_MSG_FRACTION] = "{n} में से {k}",
    [RN_MSG_FRACTION_PERCENT] = "{n} में से {k}, {percent}",
    [RN_MSG_PERCENT] = "{percent}%",
    [RN_MSG_NONE] = "कोई नहीं",
    [RN_MSG_WHY_LOW] = "{who} ने {listing} को {stars}रेटिंग दी ({when}): {quote}",
    [RN_MSG_WHY_PRAISE] = "{who} ने {listing} की प्रशंसा की ({when}): {quote}",
    [RN_MSG_WHY_RISING] = "{topic} की चर्चा बढ़ी है: {total} में से {n} रिव्यू, उससे पहले के {base} दिनों में "
                          "{before_total} में से {before}, {quote}",
    [RN_MSG_WHY_FALLING] = "{topic} की चर्चा घटी है: {total} में से {n} रिव्यू, उससे पहले के {base} दिनों में "
                           "{before_total} में से {before}।",
    [RN_MSG_WHY_FRESH] =
        "{topic} नई बात है: {total} में से {n} रिव्यू, उससे पहले छह महीनों में कोई नहीं, {quote}",
    [RN_MSG_TOPICS] = "बिलिंग क़ीमत स्टाफ़ सेवा इंतज़ार सफ़ाई कमरे खाना शोर जगह डिलीवरी गुणवत्ता रिफ़ंड क्रैश "
                      "लॉगिन बुकिंग पार्किंग वाई-फ़ाई सुविधाएँ विज्ञापन अपडेट सहायता",
    [RN_MSG_DONE] = "नियम {fired} बार चले, {tags} टैग {tags|लगा|लगे} और {drafts} {drafts|मसौदा लिखा "
                    "गया|मसौदे लिखे गए}।",
    [RN_MSG_DONE_NOTHING] = "कोई नियम नहीं चला।",
    [RN_MSG_HEAD_STARTER] = "शुरुआती नियम",
    [RN_MSG_STARTER_RULE] = "नियम {rule} {share} समीक्षाओं पर चलता।",
    [RN_MSG_STARTER_DONE] =
        "ये सब मिलकर {tags} टैग {tags|लगाते|लगाते} और {drafts} {drafts|मसौदा लिखते|मसौदे लिखते}।",
    [RN_MSG_HEAD_UNANSWERED] = "जिनका जवाब नहीं दिया गया",
    [RN_MSG_UNANSWERED] =
        "{share} समीक्षाओं का कोई सार्वजनिक जवाब नहीं; उनमें से {low} में एक या दो सितारे {low|हैं|हैं}।",
    [RN_MSG_UNANSWERED_ALL] =
        "फ़ाइल में कोई जवाब है ही नहीं: अगर जवाब उसमें शामिल नहीं किए गए, तो इस सूची में भी नहीं हैं।",
    [RN_MSG_COVER_GREEN] = "{n} स्रोत {when} तक {n|पूरा है|पूरे हैं}।",
    [RN_MSG_COVER_IMPORTS] = "कोई स्रोत तय नहीं है; {n} {n|फ़ाइल आयात हुई|फ़ाइलें आयात हुईं}, आख़िरी {when}।",
    [RN_MSG_COVER_EMPTY] = "कोई स्रोत तय नहीं है और कुछ आयात नहीं हुआ।",
    [RN_MSG_COVER_REST] = "{n} में से {k} स्रोत अद्यतन {k|है|हैं}।",
    [RN_MSG_COVER_NEVER] = "{source} ({listing}) कभी पूरा नहीं पढ़ा गया।",
    [RN_MSG_COVER_FAILED] =
        "{source} ({listing}) विफल है; पिछली बार पूरा {when} पर पढ़ा गया, {n} बार छूटा।",
    [RN_MSG_COVER_FAILED_NEVER] = "{source} ({listing}) विफल है और कभी पूरा नहीं पढ़ा गया।",
    [RN_MSG_COVER_CUT] = "{source} ({listing}) बीच में रुक गया; पिछली बार पूरा {when} पर पढ़ा गया।",
    [RN_MSG_COVER_LATE] =
        "{source} ({listing}) को देर हुई है; पिछली बार पूरा {when} पर पढ़ा गया, {n} बार छूटा।",
    [RN_MSG_COVER_SHORT] = "{source} ({listing}) {n} समीक्षाएँ बताता है, {k} सहेजी गई हैं।",
    [RN_MSG_COVER_MORE] = "{n} और {n|स्रोत|स्रोतों} में कमी है।",
    [RN_MSG_STRIP] = "8 सप्ताह की समीक्षाएँ",
    [RN_MSG_TABLE] = "लिस्टिंग के अनुसार",
    [RN_MSG_TABLE_LISTING] = "लिस्टिंग",
    [RN_MSG_TABLE_REVIEWS] = "समीक्षाएँ",
    [RN_MSG_TABLE_RATING] = "रेटिंग",
    [RN_MSG_TABLE_ANSWERED] = "उत्तर",
    [RN_MSG_FOOTER] = "दिन [{from}, {to})",
    [RN_MSG_CHAIN] = "शृंखला {id}",
    [RN_MSG_DATE] = "{weekday}, {day} {month}",
    [RN_MSG_TIME] = "{date}, {time}",
    [RN_MSG_MONTH_YEAR] = "{month} {year}",
    [RN_MSG_MINUTES] = "{m} मिनट",
    [RN_MSG_HOURS] = "{h} {h|घंटा|घंटे} {m} मिनट",
    [RN_MSG_HOURS_EVEN] = "{h} {h|घंटा|घंटे}",
    [RN_MSG_DAYS] = "{d} दिन {h} {h|घंटा|घंटे}",
    [RN_MSG_MONTHS] = "जन॰ फ़र॰ मार्च अप्रैल मई जून जुल॰ अग॰ सित॰ अक्तू॰ नव॰ दिस॰",
    [RN_MSG_WEEKDAYS] = "सोम मंगल बुध गुरु शुक्र शनि रवि",
    [RN_MSG_POINT] = ".",
    [RN_MSG_DIGITS] = "0 1 2 3 4 5 6 7 8 9",
    [RN_MSG_STARS] = "{n}★",
    [RN_MSG_COMMA] = ", ",
    [RN_MSG_QUOTE_OPEN] = "“",
    [RN_MSG_QUOTE_CLOSE] = "”",
    [RN_MSG_RUN_ON] = ": ",
};
