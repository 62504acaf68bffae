/* SPDX-License-Identifier: MIT */
#include "base/zone.h"

#include <string.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/near.h"

enum { NAME_MAX_UNITS = 64, STRETCHES = 32 };

/* From one clock change to the next: `from` <= instant < `to`, microseconds. */
struct stretch {
    int64_t from, to, offset;
};

struct rn_zone {
    char *name;
    UCalendar *calendar;
    struct stretch now; /* the one last used */
    struct stretch
        known[STRETCHES]; /* found before; by half-year, so that any order of asking is fast */
};

/* The years 1..9999; instants outside of them are taken as the first or the last. */
#define FIRST_INSTANT (INT64_C(-719162) * RN_DAY)
#define LAST_INSTANT  (INT64_C(2932897) * RN_DAY - 1)

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* ---- opening --------------------------------------------------------------------------------- */

static int close_zone(struct rn_zone *z)
{
    if (z->calendar != NULL)
        ucal_close(z->calendar);
    return 0;
}

/* "karachi" for "Asia/Karachi": the place without its continent is the usual mistake. */
static bool is_last_part(const char *name, const char *word)
{
    const char *slash = strrchr(name, '/');
    return slash != NULL && strcasecmp(slash + 1, word) == 0;
}

static const char *nearest_zone(const void *ctx, const char *name)
{
    UErrorCode e = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZones(&e);
    int32_t count = U_SUCCESS(e) ? uenum_count(all, &e) : 0;
    const char **names = rn_new_array(ctx, const char *, (size_t)(count > 0 ? count : 1));
    const char *found = NULL;
    size_t n = 0;
    for (int32_t i = 0; i < count; i++) {
        const char *one = uenum_next(all, NULL, &e);
        if (U_FAILURE(e) || one == NULL)
            break;
        names[n++] = rn_dupz(names, one);
        if (found == NULL && is_last_part(one, name))
            found = names[n - 1];
    }
    uenum_close(all);
    return found != NULL ? found : rn_nearest(name, names, n);
}

static enum rn_status unknown(const char *name, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *near = nearest_zone(tmp, name);
    if (near != NULL)
        return rn_fail(d, RN_INVALID, "there is no time zone \"%.80s\"; did you mean \"%s\"?", name,
                       near);
    return rn_fail(d, RN_INVALID,
                   "there is no time zone \"%.80s\"; write one as \"Asia/Karachi\" or \"UTC\"",
                   name);
}

/* ICU takes any name and silently gives GMT for one that it does not know; so ask first. */
static bool is_known(const UChar *id)
{
    UChar canonical[NAME_MAX_UNITS];
    UBool system = 0;
    UErrorCode e = U_ZERO_ERROR;
    (void)ucal_getCanonicalTimeZoneID(id, -1, canonical, NAME_MAX_UNITS, &system, &e);
    return U_SUCCESS(e) && system;
}

static bool to_units(const char *name, UChar out[NAME_MAX_UNITS])
{
    size_t n = strlen(name);
    if (n == 0 || n >= NAME_MAX_UNITS || strcmp(name, "Etc/Unknown") == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] <= ' ' || (unsigned char)name[i] > '~')
            return false;
    (void)u_uastrcpy(out, name);
    return true;
}

enum rn_status rn_zone_open(const void *ctx, const char *name, struct rn_zone **ret,
                            struct rn_diag *d)
{
    UChar id[NAME_MAX_UNITS];
    UErrorCode e = U_ZERO_ERROR;
    if (!to_units(name, id) || !is_known(id))
        return unknown(name, d);
    struct rn_zone *z = rn_new(ctx, struct rn_zone);
    z->name = rn_dupz(z, name);
    z->calendar = ucal_open(id, -1, "en_US_POSIX", UCAL_GREGORIAN, &e);
    if (U_FAILURE(e)) {
        (void)talloc_free(z);
        return rn_fail(d, RN_IO, "the tables of the time zone %s cannot be read: %s", name,
                       u_errorName(e));
    }
    talloc_set_destructor(z, close_zone);
    *ret = z;
    return RN_OK;
}

const char *rn_zone_name(const struct rn_zone *z)
{
    return z->name;
}

/* ---- offsets --------------------------------------------------------------------------------- */

static int64_t change(struct rn_zone *z, UTimeZoneTransitionType which, int64_t otherwise)
{
    UErrorCode e = U_ZERO_ERROR;
    UDate at = 0;
    if (!ucal_getTimeZoneTransitionDate(z->calendar, which, &at, &e) || U_FAILURE(e))
        return otherwise;
    int64_t us = (int64_t)at * 1000;
    return us < FIRST_INSTANT || us > LAST_INSTANT ? otherwise : us;
}

static void look_up(struct rn_zone *z, int64_t us, struct stretch *out)
{
    UErrorCode e = U_ZERO_ERROR;
    ucal_setMillis(z->calendar, (UDate)floor_div(us, 1000), &e);
    int64_t ms = ucal_get(z->calendar, UCAL_ZONE_OFFSET, &e);
    ms += ucal_get(z->calendar, UCAL_DST_OFFSET, &e);
    out->offset = U_SUCCESS(e) ? ms * 1000 : 0;
    out->from = change(z, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, INT64_MIN);
    out->to = change(z, UCAL_TZ_TRANSITION_NEXT, INT64_MAX);
}

static bool holds(const struct stretch *s, int64_t us)
{
    return us >= s->from && us < s->to;
}

static const struct stretch *find(struct rn_zone *z, int64_t us)
{
    if (holds(&z->now, us))
        return &z->now;
    if (us < FIRST_INSTANT)
        us = FIRST_INSTANT;
    else if (us > LAST_INSTANT)
        us = LAST_INSTANT;
    struct stretch *slot = &z->known[(uint64_t)floor_div(us, 91 * RN_DAY) % STRETCHES];
    if (!holds(slot, us))
        look_up(z, us, slot);
    z->now = *slot;
    return &z->now;
}

int64_t rn_zone_offset(struct rn_zone *z, int64_t us)
{
    return find(z, us)->offset;
}

int32_t rn_zone_day(struct rn_zone *z, int64_t us)
{
    int64_t offset = find(z, us)->offset;
    int64_t low = FIRST_INSTANT - RN_DAY, high = LAST_INSTANT + RN_DAY;
    us = us < low ? low : us > high ? high : us;
    return (int32_t)floor_div(us + offset, RN_DAY);
}

/* The first instant at which a clock on the wall shows `local` or later. No zone is a day away from
 * UTC, so the search begins before that and walks over the changes in between. */
static int64_t first_at(struct rn_zone *z, int64_t local)
{
    int64_t from = local - RN_DAY - 2 * RN_HOUR;
    for (;;) {
        const struct stretch *s = find(z, from);
        int64_t at = local - s->offset;
        if (at < s->to)
            return at > from ? at : from;
        from = s->to;
    }
}

int64_t rn_zone_day_start(struct rn_zone *z, int32_t day)
{
    return rn_zone_at(z, day, 0);
}

int64_t rn_zone_at(struct rn_zone *z, int32_t day, int minute)
{
    int64_t first = FIRST_INSTANT / RN_DAY, last = LAST_INSTANT / RN_DAY;
    int64_t within = day < first ? first : day > last ? last : day;
    return first_at(z, within * RN_DAY + minute * RN_MINUTE);
}

int32_t rn_week_start(int32_t day, int *ret_year, int *ret_week)
{
    int year, month, date;
    int32_t monday = day - (int32_t)(((int64_t)day + 3) % 7 + 7) % 7; /* day 0 was a Thursday */
    rn_civil_from_days(monday + 3, &year, &month,
                       &date); /* the week belongs to its Thursday's year */
    *ret_year = year;
    *ret_week = (int)((monday + 3 - rn_days_from_civil(year, 1, 1)) / 7) + 1;
    return monday;
}
