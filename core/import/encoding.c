/* SPDX-License-Identifier: MIT */
#include "import/encoding.h"

#include <renown/utf8.h>

/* ---- by the first bytes ---------------------------------------------------------------------- */

struct beginning {
    struct rn_str bytes;
    const char *what; /* for the sentence */
};

static const struct beginning foreign[] = {
    {RN_STR("\xFF\xFE\0\0"), "is UTF-32 text: save it as UTF-8"},
    {RN_STR("\0\0\xFE\xFF"), "is UTF-32 text: save it as UTF-8"},
    {RN_STR("PK\x03\x04"), "is a workbook or a zip archive: save the sheet as CSV, or unpack it"},
    {RN_STR("\xD0\xCF\x11\xE0"), "is an old workbook: save the sheet as CSV"},
    {RN_STR("\x1F\x8B"), "is compressed by gzip: unpack it (gzip -dc FILE | renown import -)"},
    {RN_STR("BZh"), "is compressed by bzip2: unpack it first"},
    {RN_STR("\xFD"
            "7zXZ"),
     "is compressed by xz: unpack it first"},
    {RN_STR("\x28\xB5\x2F\xFD"), "is compressed by zstd: unpack it first"},
    {RN_STR("%PDF-"), "is a PDF: ask the place for a CSV export"},
    {RN_STR("SQLite format 3"), "is a database, not an export"},
};

static bool begins(struct rn_str s, struct rn_str with)
{
    return s.n >= with.n && memcmp(s.p, with.p, with.n) == 0;
}

enum { LOOK = 64 };

/* UTF-16 without its mark: column names and brackets are mostly ASCII, which has a NUL in every
 * second byte and none in the others. */
static bool is_bare_utf16(struct rn_str head)
{
    size_t n = head.n < LOOK ? head.n & ~(size_t)1 : LOOK, zeros = 0;
    for (size_t i = 0; i < n; i += 2) {
        if (head.p[i] == '\0')
            return false;
        zeros += head.p[i + 1] == '\0';
    }
    return n >= 4 && zeros * 4 >= n / 2 * 3;
}

/* A stray NUL costs its row; a beginning full of them is no text. */
static bool is_binary(struct rn_str head)
{
    size_t n = head.n < LOOK ? head.n : LOOK, zeros = 0;
    for (size_t i = 0; i < n; i++)
        zeros += head.p[i] == '\0';
    return n > 0 && (head.p[0] == '\0' || zeros * 4 > n);
}

enum rn_status rn_encoding_sniff(const char *name, struct rn_str head, enum rn_encoding *ret,
                                 size_t *ret_mark, struct rn_diag *d)
{
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (begins(head, foreign[i].bytes))
            return rn_fail(d, RN_INVALID, "%s %s", name, foreign[i].what);
    static const struct rn_str mark8 = RN_STR("\xEF\xBB\xBF");
    static const struct rn_str little = RN_STR("\xFF\xFE"), big = RN_STR("\xFE\xFF");
    bool bare = is_bare_utf16(head);
    *ret = begins(head, big) ? RN_UTF16BE : begins(head, little) || bare ? RN_UTF16LE : RN_UTF8;
    *ret_mark = begins(head, mark8) ? 3 : *ret != RN_UTF8 && !bare ? 2 : 0;
    if (*ret == RN_UTF8 && is_binary(head))
        return rn_fail(d, RN_INVALID, "%s begins with NUL bytes: it holds no text", name);
    return RN_OK;
}

/* ---- UTF-16 ---------------------------------------------------------------------------------- */

static bool is_high(uint16_t u)
{
    return (u & 0xFC00) == 0xD800;
}

static bool is_low(uint16_t u)
{
    return (u & 0xFC00) == 0xDC00;
}

/* The three bytes a surrogate would have, which no reader of UTF-8 accepts. */
static size_t put_broken(char *out, uint16_t u)
{
    out[0] = (char)0xED;
    out[1] = (char)(0x80 | ((u >> 6) & 0x3F));
    out[2] = (char)(0x80 | (u & 0x3F));
    return 3;
}

static size_t put_unit(struct rn_decoder *dec, uint16_t u, char *out)
{
    size_t n = 0;
    if (dec->high != 0 && is_low(u)) {
        n = rn_utf8_put(out, 0x10000 + ((uint32_t)(dec->high & 0x3FF) << 10) + (u & 0x3FF));
        dec->high = 0;
        return n;
    }
    if (dec->high != 0)
        n = put_broken(out, dec->high);
    dec->high = is_high(u) ? u : 0;
    if (is_low(u))
        n += put_broken(out + n, u);
    else if (!is_high(u))
        n += rn_utf8_put(out + n, u);
    return n;
}

static uint16_t unit(const struct rn_decoder *dec, unsigned char first, unsigned char second)
{
    return dec->kind == RN_UTF16BE ? (uint16_t)(first << 8 | second)
                                   : (uint16_t)(second << 8 | first);
}

size_t rn_decode16(struct rn_decoder *dec, struct rn_str in, bool last, char *out)
{
    const unsigned char *p = (const unsigned char *)in.p;
    size_t i = 0, n = 0;
    if (dec->has_odd && in.n > 0) {
        n += put_unit(dec, unit(dec, dec->odd, p[i++]), out);
        dec->has_odd = false;
    }
    for (; i + 1 < in.n; i += 2) {
        uint16_t u = unit(dec, p[i], p[i + 1]);
        if (u < 0x80 && dec->high == 0)
            out[n++] = (char)u;
        else
            n += put_unit(dec, u, out + n);
    }
    if (i < in.n) {
        dec->odd = p[i];
        dec->has_odd = true;
    }
    if (last && dec->high != 0)
        n += put_broken(out + n, dec->high);
    if (last && dec->has_odd)
        out[n++] = (char)0xFF;
    if (last)
        dec->high = 0, dec->has_odd = false;
    return n;
}
