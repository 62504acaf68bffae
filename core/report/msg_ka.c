/* SPDX-License-Identifier: MIT
 *
 * Georgian, formal (თქვენ). Decimal comma, days and months as CLDR has them. After a number the
 * noun stays singular, so few sentences choose by number; names are not declined but stand beside a
 * noun that is.
 *
 * Every sentence of enum rn_msg stands here; tests/report/languages.c counts them and their slots.
 */
#include "report/msg_table.h"

const char *const rn_msg_ka[RN_MSG_COUNT] = {
    [RN_MSG_HEAD_NEEDS] = "თქვენ გელოდებათ",
    [RN_MSG_HEAD_NOTHING] = "თქვენ საქმე არ გელოდებათ",
    [RN_MSG_HEAD_NOTHING_SEEN] = "ნანახში თქვენ საქმე არ გელოდებათ",
    [RN_MSG_HEAD_CHANGED] = "რა შეიცვალა",
    [RN_MSG_HEAD_SCORE] = "მაჩვენებლები",
    [RN_MSG_HEAD_WHY] = "რატომ",
    [RN_MSG_HEAD_DONE] = "რა გაკეთდა",
    [RN_MSG_HEAD_COVERAGE] = "წყაროების მდგომარეობა",
    [RN_MSG_VERDICT_NEEDS] = "თქვენ გელოდებათ {n} საქმე",
    [RN_MSG_VERDICT_NOTHING] = "თქვენ საქმე არ გელოდებათ",
    [RN_MSG_VERDICT_NOTHING_SEEN] = "ნანახში საქმე არ გელოდებათ",
    [RN_MSG_VERDICT_GAPS] = "{n} წყაროდან {k} მოძველდა",
    [RN_MSG_VERDICT_NO_RATING] = "ურეიტინგო",
    [RN_MSG_VERDICT_VOLUME] = "{listing}: ბევრი მიმოხილვა",
    [RN_MSG_VERDICT_RATING_DOWN] = "{listing}: რეიტინგი დაეცა",
    [RN_MSG_VERDICT_RATING_UP] = "{listing}: რეიტინგი გაიზარდა",
    [RN_MSG_VERDICT_ANSWERED] = "{listing}: ნაკლები პასუხი",
    [RN_MSG_VERDICT_FIRST_REPLY] = "{listing}: უფრო გვიანი პასუხი",
    [RN_MSG_VERDICT_REMOVED] = "{listing}: მიმოხილვები შემცირდა",
    [RN_MSG_INTRO_DAY] = "{from}, {scope}, დრო {zone}",
    [RN_MSG_INTRO_DAYS] = "{from} – {to}, {scope}, დრო {zone}",
    [RN_MSG_INTRO_WEEK] = "კვირა {week}: {from} – {to}, {scope}, დრო {zone}",
    [RN_MSG_INTRO_MONTH] = "{month}, {scope}, დრო {zone}",
    [RN_MSG_SCOPE_NONE] = "ობიექტი არ არის",
    [RN_MSG_SCOPE_MANY] = "{n} ობიექტი",
    [RN_MSG_NEED_ESCALATION] = "დაადასტურეთ, რომ გაეცანით მიმოხილვას: {who} ({stars}{listing}), "
                               "{quote}: წესმა {rule} საკითხი ზემდგომს გადასცა, ვადაა {when}.",
    [RN_MSG_NEED_OVERDUE] = "უპასუხეთ ავტორს {who} ({stars}{listing}), {quote}: ვადა იყო {when}.",
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        "უპასუხეთ ავტორს {who} ({stars}{listing}), {quote}: ვადა იყო {when}. მონახაზი მზადაა.",
    [RN_MSG_NEED_DUE] = "უპასუხეთ ავტორს {who} ({stars}{listing}), {quote}: ვადაა {when}.",
    [RN_MSG_NEED_DUE_DRAFT] =
        "უპასუხეთ ავტორს {who} ({stars}{listing}), {quote}: ვადაა {when}. მონახაზი მზადაა.",
    [RN_MSG_NEED_DRAFTS] = "წაიკითხეთ {n} მომლოდინე მონახაზი; უძველესი პასუხობს ავტორს {who} "
                           "({stars}{listing}) და ელოდება ამ დროიდან: {when}.",
    [RN_MSG_NEED_SOURCE] =
        "შეამოწმეთ წყარო {source} ({listing}): წაკითხვა ვერ მოხერხდა {when}: {quote}.",
    [RN_MSG_NEED_MORE] = "და კიდევ {n}.",
    [RN_MSG_NOBODY] = "უსახელო",
    [RN_MSG_NO_CHANGE] = "მკაფიო ცვლილება არ არის.",
    [RN_MSG_CHANGE_VOLUME] =
        "{listing}: {days} დღეში მიიღო {n} მიმოხილვა, ბოლო დღეა {to}; წინა {base} დღეში {before}.",
    [RN_MSG_CHANGE_RATING_DOWN] = "{listing}: რეიტინგი დაეცა {before}-დან {value}-მდე ({n} "
                                  "მიმოხილვა; წინა {base} დღეში {before_n}).",
    [RN_MSG_CHANGE_RATING_UP] = "{listing}: რეიტინგი გაიზარდა {before}-დან {value}-მდე ({n} "
                                "მიმოხილვა; წინა {base} დღეში {before_n}).",
    [RN_MSG_CHANGE_ANSWERED] = "{listing}: ორ დღეში პასუხი გაეცა {value}; წინა ჯერზე {before}.",
    [RN_MSG_CHANGE_FIRST_REPLY] =
        "{listing}: პასუხს დასჭირდა {value} (მედიანა, {n} პასუხი), წინა ჯერზე {before}.",
    [RN_MSG_CHANGE_REMOVED] = "{listing}: {n} მიმოხილვა სიაში აღარ ჩანს.",
    [RN_MSG_CHANGE_SWEEP] = "მასობრივად: {listing}, {before} მიმოხილვიდან {n} სიაში აღარ ჩანს.",
    [RN_MSG_SCORE_DAY] = ", 7 დღე, ფრჩხილებში წინა 7 დღე",
    [RN_MSG_SCORE_WEEK] = ", ფრჩხილებში წინა კვირა",
    [RN_MSG_SCORE_MONTH] = ", ფრჩხილებში წინა თვე",
    [RN_MSG_SCORE_REVIEWS] = "მიმოხილვა {value} ({before})",
    [RN_MSG_SCORE_RATING] = "რეიტინგი {value} ({before}{same})",
    [RN_MSG_SCORE_RATING_NONE] = "რეიტინგი არ არის ({before})",
    [RN_MSG_SCORE_ANSWERED] = "პასუხი გაეცა {value} ({before}{same})",
    [RN_MSG_SCORE_ANSWERED_YOUNG] = "ჯერჯერობით პასუხი გაეცა {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST] = "პირველი პასუხი, მედიანა {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST_NONE] = "პირველი პასუხი: არ არის ({before})",
    [RN_MSG_FRACTION] = "{n}-დან {k}",
    [RN_MSG_FRACTION_PERCENT] = "{n}-დან {k}, {percent}",
    [RN_MSG_PERCENT] = "{percent}%",
    [RN_MSG_NONE] = "არ არის",
    [RN_MSG_WHY_LOW] = "ავტორმა {who} შეაფასა {listing}, {stars}({when}): {quote}",
    [RN_MSG_WHY_PRAISE] = "ავტორმა {who} შეაქო {listing} ({when}): {quote}",
    [RN_MSG_WHY_RISING] = "{topic} უფრო ხშირად ახსენეს: {total}-დან {n} შეფასებაში, წინა {base} "
                          "დღეში {before_total}-დან {before}-ში, {quote}",
    [RN_MSG_WHY_FALLING] = "{topic} უფრო იშვიათად ახსენეს: {total}-დან {n} შეფასებაში, წინა {base} "
                           "დღეში {before_total}-დან {before}-ში.",
    [RN_MSG_WHY_FRESH] =
        "{topic} ახალია: {total}-დან {n} შეფასებაში, წინა ნახევარ წელს არც ერთში, {quote}",
    [RN_MSG_TOPICS] = "ანგარიშსწორება ფასი პერსონალი მომსახურება ლოდინი სისუფთავე ოთახები საკვები "
                      "ხმაური მდებარეობა მიწოდება ხარისხი თანხის-დაბრუნება გათიშვა შესვლა დაჯავშნა "
                      "პარკინგი ვაიფაი პირობები რეკლამა განახლება მხარდაჭერა",
    [RN_MSG_DONE] =
        "წესები ამოქმედდა {fired}-ჯერ, დაიდო {tags} იარლიყი და დაიწერა {drafts} მონახაზი.",
    [RN_MSG_DONE_NOTHING] = "არც ერთი წესი არ ამოქმედებულა.",
    [RN_MSG_HEAD_STARTER] = "საწყისი წესები",
    [RN_MSG_STARTER_RULE] = "წესი {rule} ამოქმედდებოდა: {share} მიმოხილვა.",
    [RN_MSG_STARTER_DONE] = "სულ დაისმებოდა {tags} ჭდე და დაიწერებოდა {drafts} მონახაზი.",
    [RN_MSG_HEAD_UNANSWERED] = "უპასუხოდ დარჩენილი",
    [RN_MSG_UNANSWERED] =
        "{share} მიმოხილვას საჯარო პასუხი არ აქვს; მათგან {low} ერთ- ან ორვარსკვლავიანია.",
    [RN_MSG_UNANSWERED_ALL] =
        "ფაილში საერთოდ არ არის პასუხები: თუ ისინი გამოტოვებულია, ეს სიაც მათ გარეშეა.",
    [RN_MSG_COVER_GREEN] = "სრულად წაკითხულია {n} წყარო, ბოლო დროა {when}.",
    [RN_MSG_COVER_IMPORTS] = "წყარო მითითებული არ არის; იმპორტირებულია {n} ფაილი, ბოლო {when}.",
    [RN_MSG_COVER_EMPTY] = "წყარო მითითებული არ არის და იმპორტიც არ ყოფილა.",
    [RN_MSG_COVER_REST] = "{n} წყაროდან {k} განახლებულია.",
    [RN_MSG_COVER_NEVER] = "{source} ({listing}) სრულად არასოდეს წაკითხულა.",
    [RN_MSG_COVER_FAILED] =
        "{source} ({listing}) ვერ იკითხება; ბოლოს სრულად წაიკითხეს {when}, გამოტოვებულია {n}.",
    [RN_MSG_COVER_FAILED_NEVER] = "{source} ({listing}) ვერ იკითხება და სრულად არასოდეს წაკითხულა.",
    [RN_MSG_COVER_CUT] = "{source} ({listing}) შუა გზაზე შეწყდა; ბოლოს სრულად წაიკითხეს {when}.",
    [RN_MSG_COVER_LATE] =
        "{source} ({listing}) იგვიანებს; ბოლოს სრულად წაიკითხეს {when}, გამოტოვებულია {n}.",
    [RN_MSG_COVER_SHORT] = "{source} ({listing}) ასახელებს {n} მიმოხილვას, შენახულია {k}.",
    [RN_MSG_COVER_MORE] = "კიდევ {n} წყაროს აქვს ხარვეზი.",
    [RN_MSG_STRIP] = "8 კვირის მიმოხილვები",
    [RN_MSG_TABLE] = "ობიექტების მიხედვით",
    [RN_MSG_TABLE_LISTING] = "ობიექტი",
    [RN_MSG_TABLE_REVIEWS] = "მიმოხილვა",
    [RN_MSG_TABLE_RATING] = "რეიტინგი",
    [RN_MSG_TABLE_ANSWERED] = "პასუხი",
    [RN_MSG_FOOTER] = "დღეები [{from}, {to})",
    [RN_MSG_CHAIN] = "ჯაჭვი {id}",
    [RN_MSG_DATE] = "{weekday}, {day} {month}",
    [RN_MSG_TIME] = "{date}, {time}",
    [RN_MSG_MONTH_YEAR] = "{month}. {year}",
    [RN_MSG_MINUTES] = "{m} წთ",
    [RN_MSG_HOURS] = "{h} სთ {m} წთ",
    [RN_MSG_HOURS_EVEN] = "{h} სთ",
    [RN_MSG_DAYS] = "{d} დღე {h} სთ",
    [RN_MSG_MONTHS] = "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
    [RN_MSG_WEEKDAYS] = "ორშ სამ ოთხ ხუთ პარ შაბ კვი",
    [RN_MSG_POINT] = ",",
    [RN_MSG_DIGITS] = "0 1 2 3 4 5 6 7 8 9",
    [RN_MSG_STARS] = "{n}★",
    [RN_MSG_COMMA] = ", ",
    [RN_MSG_QUOTE_OPEN] = "„",
    [RN_MSG_QUOTE_CLOSE] = "“",
    [RN_MSG_RUN_ON] = ": ",
};
