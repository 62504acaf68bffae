/* SPDX-License-Identifier: MIT
 *
 * Columns: en, ur, hi, ne, ka. To add a language, add a column here and its code in msg.c.
 */
#include "report/msg_table.h"

#define EN(text)                                                                                   \
    {                                                                                              \
        text, NULL, NULL, NULL, NULL                                                               \
    }

const char *const rn_msg_table[RN_MSG_COUNT][RN_MSG_LANGS] = {
    [RN_MSG_HEAD_NEEDS] = EN("NEEDS YOU"),
    [RN_MSG_HEAD_NOTHING] = EN("Nothing needs you"),
    [RN_MSG_HEAD_NOTHING_SEEN] = EN("Nothing that was seen needs you"),
    [RN_MSG_HEAD_CHANGED] = EN("CHANGED"),
    [RN_MSG_HEAD_SCORE] = EN("SCORE"),
    [RN_MSG_HEAD_WHY] = EN("WHY"),
    [RN_MSG_HEAD_DONE] = EN("DONE"),
    [RN_MSG_HEAD_COVERAGE] = EN("COVERAGE"),
    [RN_MSG_VERDICT_NEEDS] = EN("{n} {n|needs|need} you"),
    [RN_MSG_VERDICT_NOTHING] = EN("Nothing needs you"),
    [RN_MSG_VERDICT_NOTHING_SEEN] = EN("Nothing seen needs you"),
    [RN_MSG_VERDICT_GAPS] = EN("{k} of {n} sources not up to date"),
    [RN_MSG_VERDICT_NO_RATING] = EN("no ratings"),
    [RN_MSG_VERDICT_VOLUME] = EN("many reviews for {listing}"),
    [RN_MSG_VERDICT_RATING_DOWN] = EN("rating of {listing} fell"),
    [RN_MSG_VERDICT_RATING_UP] = EN("rating of {listing} rose"),
    [RN_MSG_VERDICT_ANSWERED] = EN("{listing} answers less"),
    [RN_MSG_VERDICT_FIRST_REPLY] = EN("{listing} answers later"),
    [RN_MSG_VERDICT_REMOVED] = EN("{listing} lost reviews"),
    [RN_MSG_INTRO_DAY] = EN("{from}, {scope}, times {zone}"),
    [RN_MSG_INTRO_DAYS] = EN("{from} to {to}, {scope}, times {zone}"),
    [RN_MSG_INTRO_WEEK] = EN("Week {week}, {from} to {to}, {scope}, times {zone}"),
    [RN_MSG_INTRO_MONTH] = EN("{month}, {scope}, times {zone}"),
    [RN_MSG_SCOPE_NONE] = EN("no listings"),
    [RN_MSG_SCOPE_ONE] = EN("{listing}"),
    [RN_MSG_SCOPE_MANY] = EN("{n} listings"),
    [RN_MSG_NEED_ESCALATION] =
        EN("Acknowledge {who} ({stars}{listing}), {quote}: rule {rule} escalated it, due {when}."),
    [RN_MSG_NEED_OVERDUE] = EN("Answer {who} ({stars}{listing}), {quote}: it was due {when}."),
    [RN_MSG_NEED_OVERDUE_DRAFT] =
        EN("Answer {who} ({stars}{listing}), {quote}: it was due {when}. A draft is ready."),
    [RN_MSG_NEED_DUE] = EN("Answer {who} ({stars}{listing}), {quote}, before {when}."),
    [RN_MSG_NEED_DUE_DRAFT] =
        EN("Answer {who} ({stars}{listing}), {quote}, before {when}. A draft is ready."),
    [RN_MSG_NEED_DRAFTS] = EN("Read {n} waiting {n|draft|drafts}; the oldest answers {who} "
                              "({stars}{listing}) and waits since {when}."),
    [RN_MSG_NEED_SOURCE] = EN("Look at source {source} of {listing}: it failed {when}: {quote}."),
    [RN_MSG_NEED_MORE] = EN("and {n} more."),
    [RN_MSG_NOBODY] = EN("somebody without a name"),
    [RN_MSG_NO_CHANGE] = EN("No clear change."),
    [RN_MSG_CHANGE_VOLUME] = EN("{listing} received {n} {n|review|reviews} in {days} "
                                "{days|day|days} to {to}, {before} in the {base} days before."),
    [RN_MSG_CHANGE_RATING_DOWN] = EN("The rating of {listing} fell to {value} from {before} ({n} "
                                     "reviews; {before_n} in the {base} days before)."),
    [RN_MSG_CHANGE_RATING_UP] = EN("The rating of {listing} rose to {value} from {before} ({n} "
                                   "reviews; {before_n} in the {base} days before)."),
    [RN_MSG_CHANGE_ANSWERED] =
        EN("{listing} answered {value} within two days, {before} the time before."),
    [RN_MSG_CHANGE_FIRST_REPLY] =
        EN("{listing} took {value} to answer (median of {n}), {before} the time before."),
    [RN_MSG_CHANGE_REMOVED] =
        EN("{n} {n|review|reviews} of {listing} {n|is|are} no longer listed."),
    [RN_MSG_CHANGE_SWEEP] =
        EN("A sweep: {n} of {before} reviews of {listing} are no longer listed."),
    [RN_MSG_SCORE_DAY] = EN(", 7 days, the 7 days before in brackets"),
    [RN_MSG_SCORE_WEEK] = EN(", the week before in brackets"),
    [RN_MSG_SCORE_MONTH] = EN(", the month before in brackets"),
    [RN_MSG_SCORE_REVIEWS] = EN("reviews {value} ({before})"),
    [RN_MSG_SCORE_RATING] = EN("rating {value} ({before}{same})"),
    [RN_MSG_SCORE_RATING_NONE] = EN("rating none ({before})"),
    [RN_MSG_SCORE_ANSWERED] = EN("answered {value} ({before}{same})"),
    [RN_MSG_SCORE_ANSWERED_YOUNG] = EN("answered {value} so far ({before}{same})"),
    [RN_MSG_SCORE_FIRST] = EN("first reply, median {value} ({before}{same})"),
    [RN_MSG_SCORE_FIRST_NONE] = EN("first reply: none ({before})"),
    [RN_MSG_FRACTION] = EN("{k} of {n}"),
    [RN_MSG_FRACTION_PERCENT] = EN("{k} of {n}, {percent} %"),
    [RN_MSG_NONE] = EN("none"),
    [RN_MSG_WHY_LOW] = EN("{who} gave {stars}to {listing} on {when}: {quote}"),
    [RN_MSG_WHY_PRAISE] = EN("Praise from {who} for {listing} on {when}: {quote}"),
    [RN_MSG_DONE] = EN("Rules fired {fired} {fired|time|times}, set {tags} {tags|tag|tags} and "
                       "wrote {drafts} {drafts|draft|drafts}."),
    [RN_MSG_DONE_NOTHING] = EN("No rule fired."),
    [RN_MSG_COVER_GREEN] = EN("Complete: {n} {n|source|sources} to {when}."),
    [RN_MSG_COVER_IMPORTS] =
        EN("No source is configured; {n} {n|file was|files were} imported, the last {when}."),
    [RN_MSG_COVER_EMPTY] = EN("No source is configured and nothing was imported."),
    [RN_MSG_COVER_REST] = EN("{k} of {n} sources are up to date."),
    [RN_MSG_COVER_NEVER] = EN("{source} ({listing}) was never read completely."),
    [RN_MSG_COVER_FAILED] =
        EN("{source} ({listing}) fails; its last complete sweep was {when}, {n} missed."),
    [RN_MSG_COVER_FAILED_NEVER] = EN("{source} ({listing}) fails and was never read completely."),
    [RN_MSG_COVER_CUT] =
        EN("{source} ({listing}) was cut off; its last complete sweep was {when}."),
    [RN_MSG_COVER_LATE] =
        EN("{source} ({listing}) is late; its last complete sweep was {when}, {n} missed."),
    [RN_MSG_COVER_SHORT] = EN("{source} ({listing}) speaks of {n} reviews, {k} are stored."),
    [RN_MSG_COVER_MORE] = EN("{n} more {n|source has|sources have} gaps."),
    [RN_MSG_STRIP] = EN("8 weeks of reviews"),
    [RN_MSG_TABLE] = EN("By listing"),
    [RN_MSG_TABLE_LISTING] = EN("listing"),
    [RN_MSG_TABLE_REVIEWS] = EN("reviews"),
    [RN_MSG_TABLE_RATING] = EN("rating"),
    [RN_MSG_TABLE_ANSWERED] = EN("answered"),
    [RN_MSG_FOOTER] = EN("Days [{from}, {to})"),
    [RN_MSG_DATE] = EN("{weekday} {day} {month}"),
    [RN_MSG_TIME] = EN("{date} {time}"),
    [RN_MSG_MINUTES] = EN("{m} min"),
    [RN_MSG_HOURS] = EN("{h} h {m}"),
    [RN_MSG_DAYS] = EN("{d} d {h} h"),
    [RN_MSG_MONTHS] = EN("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    [RN_MSG_WEEKDAYS] = EN("Mon Tue Wed Thu Fri Sat Sun"),
    [RN_MSG_POINT] = EN("."),
};
