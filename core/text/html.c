/* SPDX-License-Identifier: MIT
 *
 * HTML to text: a scanner over tags and text, without a tree. Blanks collapse as a browser shows
 * them; breaks are remembered and written only before the next visible character, so that none
 * stand at the beginning or the end.
 */
#include "text/html.h"

#include <renown/utf8.h>

#include "text/entity.h"

struct reader {
    struct rn_buf *out;
    struct rn_str in;
    size_t at;
    unsigned breaks; /* line breaks owed: at most two */
    bool blank;      /* a blank owed */
    bool begun;      /* something visible was written */
    unsigned pre;    /* depth of <pre> */
};

enum effect { LINE = 1, PARAGRAPH, CELL, RAW, PRE };

static const struct tag {
    char name[12];
    enum effect effect;
} tags[] = {
    {"br", LINE},
    {"p", PARAGRAPH},
    {"div", LINE},
    {"li", LINE},
    {"ul", LINE},
    {"ol", LINE},
    {"tr", LINE},
    {"td", CELL},
    {"th", CELL},
    {"table", PARAGRAPH},
    {"h1", PARAGRAPH},
    {"h2", PARAGRAPH},
    {"h3", PARAGRAPH},
    {"h4", PARAGRAPH},
    {"h5", PARAGRAPH},
    {"h6", PARAGRAPH},
    {"hr", LINE},
    {"dl", LINE},
    {"dt", LINE},
    {"dd", LINE},
    {"pre", PRE},
    {"section", LINE},
    {"blockquote", PARAGRAPH},
    {"article", LINE},
    {"header", LINE},
    {"footer", LINE},
    {"aside", LINE},
    {"nav", LINE},
    {"figure", LINE},
    {"figcaption", LINE},
    {"address", LINE},
    {"form", LINE},
    {"option", LINE},
    {"title", PARAGRAPH},
    {"script", RAW},
    {"style", RAW},
    {"template", RAW},
    {"noscript", RAW},
    {"iframe", RAW},
    {"textarea", LINE},
};

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f';
}

static void owe_breaks(struct reader *r, unsigned n)
{
    if (r->breaks < n)
        r->breaks = n;
    r->blank = false;
}

static void write_cp(struct reader *r, uint32_t cp)
{
    char bytes[4];
    for (; r->breaks > 0; r->breaks--)
        if (r->begun)
            (void)rn_buf_addc(r->out, '\n');
    if (r->blank && r->begun)
        (void)rn_buf_addc(r->out, ' ');
    r->blank = false;
    r->begun = true;
    (void)rn_buf_add(r->out, rn_strn(bytes, rn_utf8_put(bytes, cp)));
}

static void show(struct reader *r, uint32_t cp)
{
    if (r->pre > 0 && cp == '\n')
        r->breaks += r->breaks < 2;
    else if (is_blank(cp) && r->pre > 0 && cp != '\r')
        write_cp(r, cp);
    else if (is_blank(cp))
        r->blank = r->breaks == 0;
    else if (cp == 0xA0)
        write_cp(r, ' ');
    else if (cp >= 0x20 && (cp < 0x7F || cp > 0x9F) && cp != 0xAD)
        write_cp(r, cp);
}

static bool same_name(struct rn_str s, const char *name)
{
    size_t i = 0;
    for (; i < s.n && name[i] != '\0'; i++) {
        char c = s.p[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name[i])
            return false;
    }
    return i == s.n && name[i] == '\0';
}

static struct rn_str rest(const struct reader *r)
{
    return rn_strn(r->in.p + r->at, r->in.n - r->at);
}

static bool is_letter(char c)
{
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'z';
}

/* Letters, digits and dashes at the front of s. */
static struct rn_str name_of(struct rn_str s)
{
    size_t n = 0;
    while (n < s.n && (is_letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '-'))
        n++;
    return rn_strn(s.p, n);
}

/* Behind the '>' that ends a tag; one inside a quoted attribute value does not. */
static void skip_tag(struct reader *r)
{
    char quote = 0, before = 0;
    for (; r->at < r->in.n; r->at++) {
        char c = r->in.p[r->at];
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>') {
            r->at++;
            return;
        } else if ((c == '"' || c == '\'') && before == '=') {
            quote = c;
        }
        before = is_blank((unsigned char)c) ? before : c;
    }
}

/* Passes over the content of <script> and the like, up to its end tag. */
static void skip_raw(struct reader *r, struct rn_str name)
{
    char lower[12] = "";
    for (size_t i = 0; i < name.n && i + 1 < sizeof lower; i++)
        lower[i] = (char)(name.p[i] | 0x20);
    while (r->at < r->in.n) {
        struct rn_str s = rest(r);
        const char *p = memchr(s.p, '<', s.n);
        if (p == NULL) {
            r->at = r->in.n;
            return;
        }
        r->at += (size_t)(p - s.p) + 1;
        s = rest(r);
        if (s.n > 0 && s.p[0] == '/' && same_name(name_of(rn_strn(s.p + 1, s.n - 1)), lower)) {
            skip_tag(r);
            return;
        }
    }
}

static void act(struct reader *r, const struct tag *t, struct rn_str name, bool closing)
{
    switch (t->effect) {
    case LINE:
        if (t->name[0] == 'b' && t->name[1] == 'r' && !closing)
            owe_breaks(r, r->breaks < 2 ? r->breaks + 1 : 2);
        else
            owe_breaks(r, 1);
        break;
    case PARAGRAPH:
        owe_breaks(r, 2);
        break;
    case CELL:
        r->blank = r->breaks == 0;
        break;
    case RAW:
        if (!closing)
            skip_raw(r, name);
        break;
    case PRE:
        owe_breaks(r, 2);
        r->pre = closing ? 0 : 1;
        break;
    }
}

static void read_tag(struct reader *r, bool closing)
{
    r->at += closing ? 2 : 1;
    struct rn_str name = name_of(rest(r));
    skip_tag(r);
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (same_name(name, tags[i].name)) {
            act(r, &tags[i], name, closing);
            return;
        }
}

/* <!-- … -->, <!doctype …>, <?xml …>, </ 3>: nothing of them is shown. */
static void read_comment(struct reader *r)
{
    struct rn_str s = rest(r);
    if (!rn_str_starts(s, "<!--")) {
        const char *end = memchr(s.p, '>', s.n);
        r->at = end != NULL ? r->at + (size_t)(end - s.p) + 1 : r->in.n;
        return;
    }
    for (size_t i = 4; i + 2 < s.n; i++)
        if (memcmp(s.p + i, "-->", 3) == 0) {
            r->at += i + 3;
            return;
        }
    r->at = r->in.n;
}

/* What a '<' begins; false when it is a plain character, as in "a < b". */
static bool read_markup(struct reader *r)
{
    struct rn_str s = rest(r);
    if (s.n > 1 && is_letter(s.p[1]))
        read_tag(r, false);
    else if (s.n > 2 && s.p[1] == '/' && is_letter(s.p[2]))
        read_tag(r, true);
    else if (s.n > 1 && (s.p[1] == '!' || s.p[1] == '?' || s.p[1] == '/'))
        read_comment(r);
    else
        return false;
    return true;
}

enum rn_status rn_html_to_text(struct rn_buf *b, struct rn_str html)
{
    struct reader r = {.out = b, .in = html};
    while (r.at < html.n && !b->full) {
        uint32_t cp;
        char c = html.p[r.at];
        if (c == '<' && read_markup(&r))
            continue;
        size_t n = c == '&' ? rn_entity(rest(&r), &cp) : 0;
        if (n == 0)
            cp = rn_utf8_next(html, &r.at);
        r.at += n;
        show(&r, cp);
    }
    return b->full ? RN_LIMIT : RN_OK;
}
