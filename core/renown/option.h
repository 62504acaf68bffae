/* SPDX-License-Identifier: MIT
 *
 * Option tables. One row says all there is to say about one option: the core parses, defaults and
 * checks the value into a struct of the plugin's (or of its own), names the line and the nearest
 * known key when something is wrong, and makes the manual page and the sample config from the
 * same rows. A table ends with a row without a name.
 *
 *     struct config { const char *app; struct rn_list country; };
 *     static const struct rn_option options[] = {
 *         RN_OPTION_TEXT(struct config, app, .flags = RN_OPT_REQUIRED,
 *                        .doc = "The number in the address of the app's page.", .example =
 * "1446075923"), RN_OPTION_LIST(struct config, country, .def = "us", .doc = "Storefronts to
 * read."), {0}};
 *
 * The macros fail to compile when the field has another type than the option.
 */
#ifndef RENOWN_OPTION_H
#define RENOWN_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rn_option_type {
    RN_OPT_TEXT = 1, /* const char *: NULL when absent and without default */
    RN_OPT_LIST,     /* struct rn_list: a word or a list of words */
    RN_OPT_INT,      /* int64_t, within min..max when these differ */
    RN_OPT_BOOL,     /* bool */
    RN_OPT_DURATION, /* struct rn_duration: 90s 15m 4h 2d, "4h business" */
    RN_OPT_CHOICE,   /* int: index into `choices` */
    RN_OPT_FILE      /* const char *: the content of the file that the config names, UTF-8 text of
                      * at most 256 KiB; the core reads it. NULL when absent; has no default */
};

enum {
    RN_OPT_REQUIRED = 1,
    RN_OPT_SECRET = 2
}; /* secret: only ${env:…} or ${file:…}, never shown */

struct rn_list {
    const char *const *v;
    size_t n;
};

struct rn_duration {
    int64_t us;
    bool business;
    bool set;
};

struct rn_option {
    const char *name;
    enum rn_option_type type;
    size_t offset; /* of the field in the config struct */
    unsigned flags;
    int64_t min, max;           /* RN_OPT_INT only */
    const char *const *choices; /* RN_OPT_CHOICE only: ends with NULL */
    const char *def;            /* written as in the config file; list items separated by commas */
    const char *unit;
    const char *doc;     /* one or two whole sentences */
    const char *example; /* written as in the config file */
};

#define RN_OPTION_(kind, type_, st, field, ...)                                                    \
    {                                                                                              \
        .name = #field, .type = kind,                                                              \
        .offset =                                                                                  \
            offsetof(st, field) +                                                                  \
            0 * sizeof(                                                                            \
                    char[__builtin_types_compatible_p(__typeof__(((st *)0)->field), type_) ? 1     \
                                                                                           : -1]), \
        __VA_ARGS__                                                                                \
    }
#define RN_OPTION_TEXT(st, field, ...) RN_OPTION_(RN_OPT_TEXT, const char *, st, field, __VA_ARGS__)
#define RN_OPTION_LIST(st, field, ...)                                                             \
    RN_OPTION_(RN_OPT_LIST, struct rn_list, st, field, __VA_ARGS__)
#define RN_OPTION_INT(st, field, ...)  RN_OPTION_(RN_OPT_INT, int64_t, st, field, __VA_ARGS__)
#define RN_OPTION_BOOL(st, field, ...) RN_OPTION_(RN_OPT_BOOL, bool, st, field, __VA_ARGS__)
#define RN_OPTION_DURATION(st, field, ...)                                                         \
    RN_OPTION_(RN_OPT_DURATION, struct rn_duration, st, field, __VA_ARGS__)
#define RN_OPTION_CHOICE(st, field, ...) RN_OPTION_(RN_OPT_CHOICE, int, st, field, __VA_ARGS__)
#define RN_OPTION_FILE(st, field, ...)   RN_OPTION_(RN_OPT_FILE, const char *, st, field, __VA_ARGS__)

#endif
