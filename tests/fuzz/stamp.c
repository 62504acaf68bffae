/* SPDX-License-Identifier: MIT
 *
 * Times and durations: what is read lies in the years 1..9999 and reads back from its written form.
 */
#include <stdlib.h>

#include <renown/stamp.h>

static void check_time(struct rn_time t)
{
    char text[32];
    struct rn_time again;
    if (!rn_stamp_parse(rn_str(rn_stamp_text(t.us, text)), &again))
        abort();
    if (again.us > t.us || t.us - again.us >= RN_SECOND || t.precision == RN_TIME_NONE)
        abort();
}

/* The first line is a pattern, the second the text that is read by it. */
static void check_pattern(struct rn_str in)
{
    char pattern[200];
    struct rn_time t;
    const char *end = memchr(in.p, '\n', in.n);
    size_t n = end != NULL ? (size_t)(end - in.p) : 0;
    if (end == NULL || n >= sizeof pattern)
        return;
    memcpy(pattern, in.p, n);
    pattern[n] = '\0';
    if (rn_stamp_parse_as(rn_strn(end + 1, in.n - n - 1), pattern, &t))
        check_time(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rn_str in = rn_strn((const char *)data, size);
    struct rn_time t;
    struct rn_duration duration;
    char text[48];
    if (rn_stamp_parse(in, &t))
        check_time(t);
    if (rn_duration_parse(in, &duration) && duration.us < 0)
        abort();
    if (size >= sizeof t.us) {
        memcpy(&t.us, data, sizeof t.us);
        (void)rn_stamp_text(t.us, text);
        (void)rn_duration_text(t.us, text);
    }
    if (size > 0)
        check_pattern(in);
    return 0;
}
