/* SPDX-License-Identifier: MIT
 *
 * English, the language every other is compared with.
 *
 * Every sentence of enum rn_msg stands here; tests/report/languages.c counts them and their slots.
 */
#include "report/msg_table.h"

const char *const rn_msg_en[RN_MSG_COUNT] = {
    [RN_MSG_HEAD_NEEDS] = "NEEDS YOU",
    [RN_MSG_HEAD_NOTHING] = "Nothing needs you",
    [RN_MSG_HEAD_NOTHING_SEEN] = "Nothing that was seen needs you",
    [RN_MSG_HEAD_CHANGED] = "CHANGED",
    [RN_MSG_HEAD_SCORE] = "SCORE",
    [RN_MSG_HEAD_WHY] = "WHY",
    [RN_MSG_HEAD_DONE] = "DONE",
    [RN_MSG_HEAD_COVERAGE] = "COVERAGE",
    [RN_MSG_VERDICT_NEEDS] = "{n} {n|needs|need} you",
    [RN_MSG_VERDICT_NOTHING] = "Nothing needs you",
    [RN_MSG_VERDICT_NOTHING_SEEN] = "Nothing seen needs you",
    [RN_MSG_VERDICT_GAPS] = "{k} of {n} sources not up to date",
    [RN_MSG_VERDICT_NO_RATING] = "no ratings",
    [RN_MSG_VERDICT_VOLUME] = "many reviews for {listing}",
    [RN_MSG_VERDICT_RATING_DOWN] = "rating of {listing} fell",
    [RN_MSG_VERDICT_RATING_UP] = "rating of {listing} rose",
    [RN_MSG_VERDICT_ANSWERED] = "{listing} answers less",
    [RN_MSG_VERDICT_FIRST_REPLY] = "{listing} answers later",
    [RN_MSG_VERDICT_REMOVED] = "{listing} lost reviews",
    [RN_MSG_INTRO_DAY] = "{from}, {scope}, times {zone}",
    [RN_MSG_INTRO_DAYS] = "{from} to {to}, {scope}, times {zone}",
    [RN_MSG_INTRO_WEEK] = "Week {week}, {from} to {to}, {scope}, times {zone}",
    [RN_MSG_INTRO_MONTH] = "{month}, {scope}, times {zone}",
    [RN_MSG_SCOPE_NONE] = "no listings",
    [RN_MSG_SCOPE_MANY] = "{n} listings",
    [RN_MSG_NEED_ESCALATION] =
        "Acknowledge {who} ({stars}{listing}), {quote}: rule {rule} escalated it, due {when}.",
    [RN_MSG_NEED_OVERDUE] = "Answer {who} ({stars}{listing}), {quote}: it was due {when}.",
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        "Answer {who} ({stars}{listing}), {quote}: it was due {when}. A draft is ready.",
    [RN_MSG_NEED_DUE] = "Answer {who} ({stars}{listing}), {quote}, before {when}.",
    [RN_MSG_NEED_DUE_DRAFT] =
        "Answer {who} ({stars}{listing}), {quote}, before {when}. A draft is ready.",
    [RN_MSG_NEED_DRAFTS] = "Read {n} waiting {n|draft|drafts}; the oldest answers {who} "
                           "({stars}{listing}) and waits since {when}.",
    [RN_MSG_NEED_SOURCE] = "Look at source {source} of {listing}: it failed {when}: {quote}.",
    [RN_MSG_NEED_MORE] = "and {n} more.",
    [RN_MSG_NOBODY] = "somebody without a name",
    [RN_MSG_NO_CHANGE] = "No clear change.",
    [RN_MSG_CHANGE_VOLUME] = "{listing} received {n} {n|review|reviews} in {days} {days|day|days} "
                             "to {to}, {before} in the {base} days before.",
    [RN_MSG_CHANGE_RATING_DOWN] = "The rating of {listing} fell to {value} from {before} ({n} "
                                  "reviews; {before_n} in the {base} days before).",
    [RN_MSG_CHANGE_RATING_UP] = "The rating of {listing} rose to {value} from {before} ({n} "
                                "reviews; {before_n} in the {base} days before).",
    [RN_MSG_CHANGE_ANSWERED] =
        "{listing} answered {value} within two days, {before} the time before.",
    [RN_MSG_CHANGE_FIRST_REPLY] =
        "{listing} took {value} to answer (median of {n}), {before} the time before.",
    [RN_MSG_CHANGE_REMOVED] = "{n} {n|review|reviews} of {listing} {n|is|are} no longer listed.",
    [RN_MSG_CHANGE_SWEEP] = "A sweep: {n} of {before} reviews of {listing} are no longer listed.",
    [RN_MSG_SCORE_DAY] = ", 7 days, the 7 days before in brackets",
    [RN_MSG_SCORE_WEEK] = ", the week before in brackets",
    [RN_MSG_SCORE_MONTH] = ", the month before in brackets",
    [RN_MSG_SCORE_REVIEWS] = "reviews {value} ({before})",
    [RN_MSG_SCORE_RATING] = "rating {value} ({before}{same})",
    [RN_MSG_SCORE_RATING_NONE] = "rating none ({before})",
    [RN_MSG_SCORE_ANSWERED] = "answered {value} ({before}{same})",
    [RN_MSG_SCORE_ANSWERED_YOUNG] = "answered {value} so far ({before}{same})",
    [RN_MSG_SCORE_FIRST] = "first reply, median {value} ({before}{same})",
    [RN_MSG_SCORE_FIRST_NONE] = "first reply: none ({before})",
    [RN_MSG_FRACTION] = "{k} of {n}",
    [RN_MSG_FRACTION_PERCENT] = "{k} of {n}, {percent}",
    [RN_MSG_PERCENT] = "{percent} %",
    [RN_MSG_NONE] = "none",
    [RN_MSG_WHY_LOW] = "{who} gave {stars}to {listing} on {when}: {quote}",
    [RN_MSG_WHY_PRAISE] = "Praise from {who} for {listing} on {when}: {quote}",
    [RN_MSG_WHY_RISING] = "{topic} comes up more: {n} of {total} reviews, {before} of "
                          "{before_total} in the {base} days before, {quote}",
    [RN_MSG_WHY_FALLING] = "{topic} comes up less: {n} of {total} reviews, {before} of "
                           "{before_total} in the {base} days before.",
    [RN_MSG_WHY_FRESH] =
        "{topic} is new: {n} of {total} reviews, none in half a year before, {quote}",
    [RN_MSG_TOPICS] =
        "Billing Price Staff Service Waiting Cleanliness Rooms Food Noise Location Delivery "
        "Quality Refunds Crashes Login Booking Parking Wi-Fi Facilities Ads Updates Support",
    [RN_MSG_DONE] = "Rules fired {fired} {fired|time|times}, set {tags} {tags|tag|tags} and wrote "
                    "{drafts} {drafts|draft|drafts}.",
    [RN_MSG_DONE_NOTHING] = "No rule fired.",
    [RN_MSG_HEAD_STARTER] = "STARTER RULES",
    [RN_MSG_STARTER_RULE] = "The rule {rule} would have fired for {share} reviews.",
    [RN_MSG_STARTER_DONE] = "Together they would have set {tags} {tags|tag|tags} and written "
                            "{drafts} {drafts|draft|drafts}.",
    [RN_MSG_HEAD_UNANSWERED] = "NEVER ANSWERED",
    [RN_MSG_UNANSWERED] =
        "{share} reviews have no public answer; {low} of them {low|gives|give} one or two stars.",
    [RN_MSG_UNANSWERED_ALL] =
        "The file holds no answer at all: if it leaves them out, so does this list.",
    [RN_MSG_COVER_GREEN] = "Complete: {n} {n|source|sources} to {when}.",
    [RN_MSG_COVER_IMPORTS] =
        "No source is configured; {n} {n|file was|files were} imported, the last {when}.",
    [RN_MSG_COVER_EMPTY] = "No source is configured and nothing was imported.",
    [RN_MSG_COVER_REST] = "{k} of {n} sources are up to date.",
    [RN_MSG_COVER_NEVER] = "{source} ({listing}) was never read completely.",
    [RN_MSG_COVER_FAILED] =
        "{source} ({listing}) fails; its last complete sweep was {when}, {n} missed.",
    [RN_MSG_COVER_FAILED_NEVER] = "{source} ({listing}) fails and was never read completely.",
    [RN_MSG_COVER_CUT] = "{source} ({listing}) was cut off; its last complete sweep was {when}.",
    [RN_MSG_COVER_LATE] =
        "{source} ({listing}) is late; its last complete sweep was {when}, {n} missed.",
    [RN_MSG_COVER_SHORT] = "{source} ({listing}) speaks of {n} reviews, {k} are stored.",
    [RN_MSG_COVER_MORE] = "{n} more {n|source has|sources have} gaps.",
    [RN_MSG_STRIP] = "8 weeks of reviews",
    [RN_MSG_TABLE] = "By listing",
    [RN_MSG_TABLE_LISTING] = "listing",
    [RN_MSG_TABLE_REVIEWS] = "reviews",
    [RN_MSG_TABLE_RATING] = "rating",
    [RN_MSG_TABLE_ANSWERED] = "answered",
    [RN_MSG_FOOTER] = "Days [{from}, {to})",
    [RN_MSG_CHAIN] = "chain {id}",
    [RN_MSG_DATE] = "{weekday} {day} {month}",
    [RN_MSG_TIME] = "{date} {time}",
    [RN_MSG_MONTH_YEAR] = "{month} {year}",
    [RN_MSG_MINUTES] = "{m} min",
    [RN_MSG_HOURS] = "{h} h {m}",
    [RN_MSG_HOURS_EVEN] = "{h} h 00",
    [RN_MSG_DAYS] = "{d} d {h} h",
    [RN_MSG_MONTHS] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    [RN_MSG_WEEKDAYS] = "Mon Tue Wed Thu Fri Sat Sun",
    [RN_MSG_POINT] = ".",
    [RN_MSG_DIGITS] = "0 1 2 3 4 5 6 7 8 9",
    [RN_MSG_STARS] = "{n}★",
    [RN_MSG_COMMA] = ", ",
    [RN_MSG_QUOTE_OPEN] = "“",
    [RN_MSG_QUOTE_CLOSE] = "”",
    [RN_MSG_RUN_ON] = " ",
};
