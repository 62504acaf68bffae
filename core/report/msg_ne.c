/* SPDX-License-Identifier: MIT
 *
 * Nepali, formal (तपाईं). Devanagari digits, days and months as CLDR has them.
 *
 * Every sentence of enum rn_msg stands here; tests/report/languages.c counts them and their slots.
 */
#include "report/msg_table.h"

const char *const rn_msg_ne[RN_MSG_COUNT] = {
    [RN_MSG_HEAD_NEEDS] = "तपाईंले गर्नुपर्ने काम",
    [RN_MSG_HEAD_NOTHING] = "तपाईंले गर्नुपर्ने केही छैन",
    [RN_MSG_HEAD_NOTHING_SEEN] = "हेरिएकामा तपाईंले गर्नुपर्ने केही छैन",
    [RN_MSG_HEAD_CHANGED] = "के बदलियो",
    [RN_MSG_HEAD_SCORE] = "तथ्याङ्क",
    [RN_MSG_HEAD_WHY] = "किन",
    [RN_MSG_HEAD_DONE] = "गरिएका काम",
    [RN_MSG_HEAD_COVERAGE] = "स्रोतहरूको अवस्था",
    [RN_MSG_VERDICT_NEEDS] = "तपाईंले गर्नुपर्ने {n} काम {n|छ|छन्}",
    [RN_MSG_VERDICT_NOTHING] = "तपाईंले गर्नुपर्ने केही छैन",
    [RN_MSG_VERDICT_NOTHING_SEEN] = "हेरिएकामा गर्नुपर्ने केही छैन",
    [RN_MSG_VERDICT_GAPS] = "{n} मध्ये {k} स्रोत पुराना",
    [RN_MSG_VERDICT_NO_RATING] = "रेटिङ छैन",
    [RN_MSG_VERDICT_VOLUME] = "{listing}मा धेरै समीक्षा",
    [RN_MSG_VERDICT_RATING_DOWN] = "{listing}को रेटिङ घट्यो",
    [RN_MSG_VERDICT_RATING_UP] = "{listing}को रेटिङ बढ्यो",
    [RN_MSG_VERDICT_ANSWERED] = "{listing}बाट कम जवाफ",
    [RN_MSG_VERDICT_FIRST_REPLY] = "{listing}बाट ढिलो जवाफ",
    [RN_MSG_VERDICT_REMOVED] = "{listing}का समीक्षा घटे",
    [RN_MSG_INTRO_DAY] = "{from}, {scope}, समय {zone}",
    [RN_MSG_INTRO_DAYS] = "{from} देखि {to} सम्म, {scope}, समय {zone}",
    [RN_MSG_INTRO_WEEK] = "हप्ता {week}, {from} देखि {to} सम्म, {scope}, समय {zone}",
    [RN_MSG_INTRO_MONTH] = "{month}, {scope}, समय {zone}",
    [RN_MSG_SCOPE_NONE] = "कुनै लिस्टिङ छैन",
    [RN_MSG_SCOPE_MANY] = "{n} लिस्टिङ",
    [RN_MSG_NEED_ESCALATION] = "{who} ({stars}{listing}) को समीक्षा हेरेको पुष्टि गर्नुहोस्, {quote}: नियम "
                               "{rule} ले यसलाई माथि पठायो, म्याद {when} हो।",
    [RN_MSG_NEED_OVERDUE] = "{who} ({stars}{listing}) लाई जवाफ दिनुहोस्, {quote}: म्याद {when} थियो।",
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        "{who} ({stars}{listing}) लाई जवाफ दिनुहोस्, {quote}: म्याद {when} थियो। मस्यौदा तयार छ।",
    [RN_MSG_NEED_DUE] = "{who} ({stars}{listing}) लाई {when} अघि जवाफ दिनुहोस्, {quote}।",
    [RN_MSG_NEED_DUE_DRAFT] =
        "{who} ({stars}{listing}) लाई {when} अघि जवाफ दिनुहोस्, {quote}। मस्यौदा तयार छ।",
    [RN_MSG_NEED_DRAFTS] = "{n|पर्खिरहेको|पर्खिरहेका} {n} मस्यौदा पढ्नुहोस्; सबैभन्दा पुरानो {who} "
                           "({stars}{listing}) का लागि हो र {when} देखि पर्खिरहेको छ।",
    [RN_MSG_NEED_SOURCE] = "{listing}को स्रोत {source} हेर्नुहोस्: त्यो {when} मा असफल भयो: {quote}।",
    [RN_MSG_NEED_MORE] = "र अरू {n}।",
    [RN_MSG_NOBODY] = "नाम नभएको व्यक्ति",
    [RN_MSG_NO_CHANGE] = "कुनै स्पष्ट परिवर्तन छैन।",
    [RN_MSG_CHANGE_VOLUME] =
        "{listing}ले {to} सम्मका {days} दिनमा {n} समीक्षा पायो, त्यसअघिका {base} दिनमा {before}।",
    [RN_MSG_CHANGE_RATING_DOWN] = "{listing}को रेटिङ {before} बाट घटेर {value} भयो ({n} समीक्षा; "
                                  "त्यसअघिका {base} दिनमा {before_n})।",
    [RN_MSG_CHANGE_RATING_UP] = "{listing}को रेटिङ {before} बाट बढेर {value} भयो ({n} समीक्षा; "
                                "त्यसअघिका {base} दिनमा {before_n})।",
    [RN_MSG_CHANGE_ANSWERED] = "{listing}ले दुई दिनभित्र जवाफ दियो: {value}; अघिल्लो पटक {before}।",
    [RN_MSG_CHANGE_FIRST_REPLY] =
        "{listing}ले जवाफ दिन {value} लगायो ({n} को मध्यिका), अघिल्लो पटक {before}।",
    [RN_MSG_CHANGE_REMOVED] = "{listing}{n|को|का} {n} समीक्षा अब सूचीमा {n|छैन|छैनन्}।",
    [RN_MSG_CHANGE_SWEEP] = "एकैपटक धेरै: {listing}का {before} मध्ये {n} समीक्षा अब सूचीमा छैनन्।",
    [RN_MSG_SCORE_DAY] = ", ७ दिन, कोष्ठकमा त्यसअघिका ७ दिन",
    [RN_MSG_SCORE_WEEK] = ", कोष्ठकमा अघिल्लो हप्ता",
    [RN_MSG_SCORE_MONTH] = ", कोष्ठकमा अघिल्लो महिना",
    [RN_MSG_SCORE_REVIEWS] = "समीक्षा {value} ({before})",
    [RN_MSG_SCORE_RATING] = "रेटिङ {value} ({before}{same})",
    [RN_MSG_SCORE_RATING_NONE] = "रेटिङ छैन ({before})",
    [RN_MSG_SCORE_ANSWERED] = "जवाफ दिइएका {value} ({before}{same})",
    [RN_MSG_SCORE_ANSWERED_YOUNG] = "अहिलेसम्म जवाफ दिइएका {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST] = "पहिलो जवाफ, मध्यिका {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST_NONE] = "पहिलो जवाफ: छैन ({before})",
    [RN_MSG_FRACTION] = "{n} मध्ये {k}",
    [RN_MSG_FRACTION_PERCENT] = "{n} मध्ये {k}, {percent}",
    [RN_MSG_PERCENT] = "{percent}%",
    [RN_MSG_NONE] = "छैन",
    [RN_MSG_WHY_LOW] = "{who}ले {listing}लाई {stars}रेटिङ दिनुभयो ({when}): {quote}",
    [RN_MSG_WHY_PRAISE] = "{who}ले {listing}को प्रशंसा गर्नुभयो ({when}): {quote}",
    [RN_MSG_WHY_RISING] = "{topic}को चर्चा बढेको छ: {total} मध्ये {n} समीक्षा, त्यसअघिका {base} दिनमा "
                          "{before_total} मध्ये {before}, {quote}",
    [RN_MSG_WHY_FALLING] = "{topic}को चर्चा घटेको छ: {total} मध्ये {n} समीक्षा, त्यसअघिका {base} दिनमा "
                           "{before_total} मध्ये {before}।",
    [RN_MSG_WHY_FRESH] =
        "{topic} नयाँ कुरा हो: {total} मध्ये {n} समीक्षा, त्यसअघि छ महिनामा एउटा पनि होइन, {quote}",
    [RN_MSG_TOPICS] = "बिल मूल्य कर्मचारी सेवा पर्खाइ सरसफाइ कोठा खाना हल्ला स्थान डेलिभरी गुणस्तर रिफन्ड "
                      "क्र्यास लगइन बुकिङ पार्किङ वाइफाइ सुविधा विज्ञापन अपडेट सहायता",
    [RN_MSG_DONE] =
        "नियम {fired} पटक चले, {tags} ट्याग {tags|लाग्यो|लागे} र {drafts} मस्यौदा {drafts|लेखियो|लेखिए}।",
    [RN_MSG_DONE_NOTHING] = "कुनै नियम चलेन।",
    [RN_MSG_HEAD_STARTER] = "सुरुका नियम",
    [RN_MSG_STARTER_RULE] = "नियम {rule} {share} समीक्षामा चल्ने थियो।",
    [RN_MSG_STARTER_DONE] =
        "यी सबले {tags} {tags|ट्याग|ट्यागहरू} लगाउने र {drafts} {drafts|मस्यौदा|मस्यौदाहरू} लेख्ने थिए।",
    [RN_MSG_HEAD_UNANSWERED] = "जवाफ नदिइएका",
    [RN_MSG_UNANSWERED] =
        "{share} समीक्षाको सार्वजनिक जवाफ छैन; तीमध्ये {low} {low|मा|वटामा} एक वा दुई तारा छ।",
    [RN_MSG_UNANSWERED_ALL] = "फाइलमा कुनै जवाफ नै छैन: त्यसमा जवाफ नराखिएको भए यो सूचीमा पनि छैन।",
    [RN_MSG_COVER_GREEN] = "{n} स्रोत {when} सम्म पूर्ण {n|छ|छन्}।",
    [RN_MSG_COVER_IMPORTS] = "कुनै स्रोत तोकिएको छैन; {n} फाइल आयात {n|भयो|भए}, पछिल्लो {when} मा।",
    [RN_MSG_COVER_EMPTY] = "कुनै स्रोत तोकिएको छैन र केही आयात भएको छैन।",
    [RN_MSG_COVER_REST] = "{n} मध्ये {k} स्रोत अद्यावधिक {k|छ|छन्}।",
    [RN_MSG_COVER_NEVER] = "{source} ({listing}) कहिल्यै पूरा पढिएको छैन।",
    [RN_MSG_COVER_FAILED] =
        "{source} ({listing}) असफल छ; पछिल्लो पटक {when} मा पूरा पढियो, {n} पटक छुट्यो।",
    [RN_MSG_COVER_FAILED_NEVER] = "{source} ({listing}) असफल छ र कहिल्यै पूरा पढिएको छैन।",
    [RN_MSG_COVER_CUT] = "{source} ({listing}) बीचमै रोकियो; पछिल्लो पटक {when} मा पूरा पढियो।",
    [RN_MSG_COVER_LATE] =
        "{source} ({listing}) ढिलो छ; पछिल्लो पटक {when} मा पूरा पढियो, {n} पटक छुट्यो।",
    [RN_MSG_COVER_SHORT] = "{source} ({listing}) ले {n} समीक्षा देखाउँछ, {k} भण्डारमा छन्।",
    [RN_MSG_COVER_MORE] = "अरू {n} स्रोतमा कमी छ।",
    [RN_MSG_STRIP] = "८ हप्ताका समीक्षा",
    [RN_MSG_TABLE] = "लिस्टिङअनुसार",
    [RN_MSG_TABLE_LISTING] = "लिस्टिङ",
    [RN_MSG_TABLE_REVIEWS] = "समीक्षा",
    [RN_MSG_TABLE_RATING] = "रेटिङ",
    [RN_MSG_TABLE_ANSWERED] = "जवाफ",
    [RN_MSG_FOOTER] = "दिन [{from}, {to})",
    [RN_MSG_CHAIN] = "शृङ्खला {id}",
    [RN_MSG_DATE] = "{month} {day}, {weekday}",
    [RN_MSG_TIME] = "{date}, {time}",
    [RN_MSG_MONTH_YEAR] = "{year} {month}",
    [RN_MSG_MINUTES] = "{m} मिनेट",
    [RN_MSG_HOURS] = "{h} घण्टा {m} मिनेट",
    [RN_MSG_HOURS_EVEN] = "{h} घण्टा",
    [RN_MSG_DAYS] = "{d} दिन {h} घण्टा",
    [RN_MSG_MONTHS] = "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    [RN_MSG_WEEKDAYS] = "सोम मङ्गल बुध बिहि शुक्र शनि आइत",
    [RN_MSG_POINT] = ".",
    [RN_MSG_DIGITS] = "० १ २ ३ ४ ५ ६ ७ ८ ९",
    [RN_MSG_STARS] = "{n}★",
    [RN_MSG_COMMA] = ", ",
    [RN_MSG_QUOTE_OPEN] = "“",
    [RN_MSG_QUOTE_CLOSE] = "”",
    [RN_MSG_RUN_ON] = ": ",
};
