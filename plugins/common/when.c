/* SPDX-License-Identifier: MIT */
#include "when.h"

#include <renown/stamp.h>

enum { LOOK = 300, NUMBERS = 6 };

struct number {
    int value, digits;
    size_t place; /* counted in words, short connecting words left out */
    char after;   /* the byte behind it */
};

struct scan {
    struct rn_str rest;
    struct number numbers[NUMBERS];
    size_t count, place;
    int month;
    size_t month_place;
    bool clock, pm, am;
    int hour, minute, second;
    int64_t offset_us;
};

/* ---- words ----------------------------------------------------------------------------------- */

/* Beginnings of month names, in small letters, longer before shorter where one holds the other. */
static const struct {
    const char *begin;
    int month;
} months[] = {
    {"jan", 1},  {"ene", 1},  {"gen", 1},  {"янв", 1},  {"sty", 1},  {"oca", 1},  {"feb", 2},
    {"fév", 2},  {"fev", 2},  {"фев", 2},  {"lut", 2},  {"şub", 2},  {"mar", 3},  {"mär", 3},
    {"maa", 3},  {"mrt", 3},  {"мар", 3},  {"apr", 4},  {"avr", 4},  {"abr", 4},  {"апр", 4},
    {"kwi", 4},  {"nis", 4},  {"may", 5},  {"mai", 5},  {"mei", 5},  {"maj", 5},  {"mag", 5},
    {"май", 5},  {"мая", 5},  {"juil", 7}, {"jun", 6},  {"jui", 6},  {"giu", 6},  {"июн", 6},
    {"cze", 6},  {"haz", 6},  {"jul", 7},  {"lug", 7},  {"июл", 7},  {"lip", 7},  {"tem", 7},
    {"aug", 8},  {"aoû", 8},  {"aou", 8},  {"ago", 8},  {"авг", 8},  {"sie", 8},  {"ağu", 8},
    {"sep", 9},  {"set", 9},  {"сен", 9},  {"wrz", 9},  {"eyl", 9},  {"oct", 10}, {"okt", 10},
    {"ott", 10}, {"out", 10}, {"окт", 10}, {"paź", 10}, {"eki", 10}, {"nov", 11}, {"ноя", 11},
    {"lis", 11}, {"kas", 11}, {"dec", 12}, {"dez", 12}, {"déc", 12}, {"dic", 12}, {"des", 12},
    {"дек", 12}, {"gru", 12}, {"ara", 12}};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int month_of(struct rn_str word)
{
    char low[32];
    size_t n = word.n < sizeof low ? word.n : sizeof low;

    for (size_t i = 0; i < n; i++)
        low[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] | 0x20) : word.p[i];
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
        if (rn_str_starts(rn_strn(low, n), months[i].begin))
            return months[i].month;
    return 0;
}

/* A month's name counts beside a number only: "Martinique" is no March. */
static void take_word(struct scan *s, struct rn_str word)
{
    int month = month_of(word);
    bool beside = s->count > 0 && s->numbers[s->count - 1].place == s->place;

    if (month == 0 && word.n <= 3)
        return;
    s->place++;
    if (month > 0 && (s->month == 0 || beside)) {
        s->month = month;
        s->month_place = s->place;
    }
}

/* ---- the clock ------------------------------------------------------------------------------- */

static int two_digits(struct rn_str *s)
{
    int v;

    if (s->n < 2 || !is_digit(s->p[0]) || !is_digit(s->p[1]))
        return -1;
    v = (s->p[0] - '0') * 10 + (s->p[1] - '0');
    *s = rn_strn(s->p + 2, s->n - 2);
    return v;
}

static bool take_char(struct rn_str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = rn_strn(s->p + 1, s->n - 1);
    return true;
}

/* "+0130", "-05:00" behind its sign. */
static int64_t numeric_zone(struct rn_str *s)
{
    int hours = two_digits(s), minutes;

    (void)take_char(s, ':');
    minutes = two_digits(s);
    if (hours < 0 || hours > 23 || minutes > 59)
        return 0;
    return hours * RN_HOUR + (minutes < 0 ? 0 : minutes) * RN_MINUTE;
}

/* The names that mail knows; any other counts as UTC. */
static int64_t named_zone(struct rn_str *s)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},  {"MST", -7},
                 {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"CEST", 2},  {"CET", 1},
                 {"BST", 1},  {"JST", 9},  {"MSK", 3},  {"AEDT", 11}, {"AEST", 10}};

    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (rn_str_starts(*s, zones[i].name)) {
            size_t n = strlen(zones[i].name);
            *s = rn_strn(s->p + n, s->n - n);
            return zones[i].hours * RN_HOUR;
        }
    return 0;
}

static void take_zone(struct scan *s)
{
    struct rn_str *r = &s->rest;

    while (take_char(r, ' '))
        ;
    s->am = rn_str_starts(*r, "AM") || rn_str_starts(*r, "am") || rn_str_starts(*r, "a.m");
    s->pm = rn_str_starts(*r, "PM") || rn_str_starts(*r, "pm") || rn_str_starts(*r, "p.m");
    if (s->am || s->pm)
        *r = rn_strn(r->p + 2, r->n - 2);
    while (take_char(r, ' '))
        ;
    if (rn_str_starts(*r, "GMT") || rn_str_starts(*r, "UTC"))
        *r = rn_strn(r->p + 3, r->n - 3);
    if (take_char(r, '+'))
        s->offset_us = numeric_zone(r);
    else if (take_char(r, '-'))
        s->offset_us = -numeric_zone(r);
    else
        s->offset_us = named_zone(r);
}

/* Behind the hour and its colon. */
static void take_clock(struct scan *s, int hour)
{
    int minute = two_digits(&s->rest), second = 0;

    if (minute < 0 || minute > 59 || hour > 24 || s->clock)
        return;
    if (take_char(&s->rest, ':'))
        second = two_digits(&s->rest);
    if (take_char(&s->rest, '.'))
        while (s->rest.n > 0 && is_digit(s->rest.p[0]))
            s->rest = rn_strn(s->rest.p + 1, s->rest.n - 1);
    s->clock = true;
    s->hour = hour;
    s->minute = minute;
    s->second = second < 0 || second > 59 ? 0 : second;
    take_zone(s);
}

static void take_number(struct scan *s)
{
    struct number n = {.place = 0};

    while (s->rest.n > 0 && is_digit(s->rest.p[0])) {
        if (n.digits < 6)
            n.value = n.value * 10 + (s->rest.p[0] - '0');
        n.digits++;
        s->rest = rn_strn(s->rest.p + 1, s->rest.n - 1);
    }
    if (n.digits <= 2 && take_char(&s->rest, ':')) {
        take_clock(s, n.value);
        return;
    }
    n.after = s->rest.n > 0 ? s->rest.p[0] : '\0';
    n.place = ++s->place;
    if (s->count < NUMBERS)
        s->numbers[s->count++] = n;
}

/* ---- what it means --------------------------------------------------------------------------- */

struct date {
    int year, month, day;
};

static int full_year(struct number n)
{
    if (n.digits == 4)
        return n.value;
    return n.digits == 2 ? n.value + (n.value < 70 ? 2000 : 1900) : 0;
}

/* A month by its name: the day stands before or behind it, the year behind or at the front. */
static bool by_name(const struct scan *s, struct date *ret)
{
    const struct number *day = NULL, *year = NULL;

    for (size_t i = 0; i < s->count; i++) {
        const struct number *n = &s->numbers[i];
        bool beside = n->place + 1 == s->month_place || n->place == s->month_place + 1;
        if (beside && day == NULL && n->digits <= 2 && n->value >= 1 && n->value <= 31)
            day = n;
        else if (year == NULL && (n->digits == 4 || (day != NULL && n->digits == 2)))
            year = n;
    }
    if (year == NULL)
        return false;
    *ret = (struct date){full_year(*year), s->month, day != NULL ? day->value : 0};
    return true;
}

/* Three numbers. Which of two small ones is the day must be certain. */
static bool by_numbers(const struct scan *s, struct date *ret)
{
    const struct number *n = s->numbers;
    int a = n[0].value, b = n[1].value;

    if (s->count < 3)
        return false;
    if (n[0].digits == 4 && n[1].digits <= 2 && n[2].digits <= 2) {
        *ret = (struct date){a, b, n[2].value};
        return true;
    }
    if (n[0].digits > 2 || n[1].digits > 2 || n[2].digits != 4)
        return false;
    if (n[0].after != '.' && a <= 12 && b <= 12 && a != b)
        return false;
    bool month_first = n[0].after != '.' && b > 12;
    *ret = (struct date){n[2].value, month_first ? a : b, month_first ? b : a};
    return true;
}

/* Seconds or milliseconds since 1970 in digits alone. */
static bool by_count(struct rn_str s, struct rn_time *ret)
{
    int64_t v = 0;

    if (s.n != 10 && s.n != 13)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]))
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret = (struct rn_time){s.n == 10 ? v * RN_SECOND : v * 1000, RN_TIME_SECOND};
    return true;
}

static bool finish(const struct scan *s, struct date d, struct rn_time *ret)
{
    bool clock = s->clock && d.day > 0;
    int hour = clock ? s->hour % 24 : 0;
    int64_t us;

    if (clock && s->pm && hour < 12)
        hour += 12;
    if (clock && s->am && hour == 12)
        hour = 0;
    if (!rn_stamp_make(d.year, d.month, d.day > 0 ? d.day : 1, hour, clock ? s->minute : 0,
                       clock ? s->second : 0, &us))
        return false;
    if (clock && s->hour == 24)
        us += RN_DAY;
    ret->us = us - (clock ? s->offset_us : 0);
    ret->precision = clock ? RN_TIME_SECOND : d.day > 0 ? RN_TIME_DAY : RN_TIME_MONTH;
    return true;
}

static void read_all(struct scan *s)
{
    while (s->rest.n > 0) {
        size_t n = 0;
        if (is_digit(s->rest.p[0])) {
            take_number(s);
            continue;
        }
        while (n < s->rest.n && is_letter(s->rest.p[n]))
            n++;
        if (n > 0)
            take_word(s, rn_strn(s->rest.p, n));
        else
            n = 1;
        s->rest = rn_strn(s->rest.p + n, s->rest.n - n);
    }
}

bool rn_when(struct rn_str text, struct rn_time *ret)
{
    struct rn_str all = rn_str_trim(text);
    struct scan s = {.rest = all};
    struct date d;

    *ret = (struct rn_time){0, RN_TIME_NONE};
    if (all.n == 0 || all.n > LOOK)
        return false;
    if (rn_stamp_parse(all, ret) || by_count(all, ret))
        return true;
    *ret = (struct rn_time){0, RN_TIME_NONE};
    read_all(&s);
    if (!(s.month > 0 && by_name(&s, &d)) && !by_numbers(&s, &d))
        return false;
    if (finish(&s, d, ret))
        return true;
    *ret = (struct rn_time){0, RN_TIME_NONE};
    return false;
}
