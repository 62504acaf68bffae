/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <renown/utf8.h>

#include "base/clock.h"

enum { LINE_MAX_BYTES = 16384, PROGRESS_EVERY_US = 100000 };

static bool progress_shown;
static int64_t progress_at;

/* One write a line, so that lines of several processes do not mix. */
static void emit(struct rn_buf *line)
{
    const char *p = line->p;
    for (size_t left = line->n; left > 0;) {
        ssize_t n = write(STDERR_FILENO, p, left);
        if (n <= 0)
            return; /* nobody to tell */
        p += n;
        left -= (size_t)n;
    }
}

static void begin(struct rn_buf *line)
{
    rn_buf_init(line, LINE_MAX_BYTES);
    if (progress_shown)
        (void)rn_buf_addz(line, "\r\033[K");
    progress_shown = false;
}

RN_PRINTF(2, 0) static void say(const char *prefix, const char *fmt, va_list ap)
{
    char text[4000];
    struct rn_buf line;
    (void)vsnprintf(text, sizeof text, fmt, ap);
    begin(&line);
    (void)rn_buf_addz(&line, prefix);
    rn_term_add(&line, rn_str_trim(rn_str(text)), false);
    (void)rn_buf_addc(&line, '\n');
    emit(&line);
    rn_buf_free(&line);
}

void rn_say(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say("renown: ", fmt, ap);
    va_end(ap);
}

void rn_warn(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say("renown: warning: ", fmt, ap);
    va_end(ap);
}

static bool is_terminal(int fd)
{
    const char *term = getenv("TERM");
    return isatty(fd) == 1 && (term == NULL || strcmp(term, "dumb") != 0);
}

bool rn_color(int fd)
{
    const char *no = getenv("NO_COLOR");
    return (no == NULL || no[0] == '\0') && is_terminal(fd);
}

static size_t terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
        return 80;
    return size.ws_col;
}

/* The beginning that fits into one row; a longer line could not be taken back. */
static struct rn_str fitting(struct rn_str s, size_t columns)
{
    size_t at = 0, width = 0;
    while (at < s.n) {
        size_t before = at;
        (void)rn_utf8_next(s, &at);
        width += rn_term_width(rn_strn(s.p + before, at - before));
        if (width >= columns)
            return rn_strn(s.p, before);
    }
    return s;
}

void rn_progress(const char *text)
{
    struct rn_buf line, clean;
    int64_t now = rn_clock_monotonic();
    if ((text == NULL && !progress_shown) || !is_terminal(STDERR_FILENO))
        return;
    if (text != NULL && progress_shown && now - progress_at < PROGRESS_EVERY_US)
        return;
    begin(&line);
    rn_buf_init(&clean, LINE_MAX_BYTES);
    if (text != NULL) {
        rn_term_add(&clean, rn_utf8_cut(rn_str(text), 1000), false);
        (void)rn_buf_addz(&line, line.n > 0 ? "" : "\r\033[K");
        (void)rn_buf_add(&line, fitting(rn_buf_str(&clean), terminal_columns()));
        progress_shown = true;
        progress_at = now;
    }
    emit(&line);
    rn_buf_free(&clean);
    rn_buf_free(&line);
}
