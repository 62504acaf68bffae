/* SPDX-License-Identifier: MIT
 *
 * The digest as one mail: multipart/alternative of text and HTML. Bodies are base64, so no line of
 * theirs can end the message or be too long; headers are ASCII, other characters as RFC 2047 words.
 * The boundary and the id are made of the content: same digest, same bytes.
 */
#include "report/digest.h"

#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/zone.h"

enum { BODY_MAX = 512 * 1024, LINE = 76, WORD_BYTES = 42 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void put_triple(struct rn_buf *out, const unsigned char *p, size_t n)
{
    unsigned v = (unsigned)p[0] << 16 | (n > 1 ? (unsigned)p[1] << 8 : 0) | (n > 2 ? p[2] : 0U);
    rn_buf_addc(out, alphabet[v >> 18 & 63]);
    rn_buf_addc(out, alphabet[v >> 12 & 63]);
    rn_buf_addc(out, n > 1 ? alphabet[v >> 6 & 63] : '=');
    rn_buf_addc(out, n > 2 ? alphabet[v & 63] : '=');
}

static void put_base64(struct rn_buf *out, struct rn_str s, bool lines)
{
    size_t column = 0;
    for (size_t i = 0; i < s.n; i += 3) {
        put_triple(out, (const unsigned char *)s.p + i, s.n - i < 3 ? s.n - i : 3);
        column += 4;
        if (lines && (column >= LINE || i + 3 >= s.n)) {
            rn_buf_addz(out, "\r\n");
            column = 0;
        }
    }
}

static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < 0x20 || *text > 0x7e)
            return false;
    return true;
}

/* As it is when ASCII, else as encoded words of whole characters, at most 75 columns each. */
static void put_words(struct rn_buf *out, const char *text)
{
    struct rn_str left = rn_str(text);
    if (is_plain(text) && strstr(text, "=?") == NULL) {
        rn_buf_addz(out, text);
        return;
    }
    for (bool first = true; left.n > 0; first = false) {
        size_t end = 0, next = 0;
        while (next < left.n && next <= WORD_BYTES) {
            end = next;
            (void)rn_utf8_next(left, &next);
        }
        end = next <= WORD_BYTES ? next : end;
        rn_buf_addz(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        put_base64(out, rn_strn(left.p, end), false);
        rn_buf_addz(out, "?=");
        left = rn_strn(left.p + end, left.n - end);
    }
}

static void put_header(struct rn_buf *out, const char *name, const char *text)
{
    rn_buf_fmt(out, "%s: ", name);
    put_words(out, text);
    rn_buf_addz(out, "\r\n");
}

/* An address that could carry a second header is not written at all. */
static void put_address(struct rn_buf *out, const char *name, const char *address)
{
    if (address != NULL && address[0] != '\0' && is_plain(address))
        rn_buf_fmt(out, "%s: %s\r\n", name, address);
}

static void put_date(struct rn_buf *out, int64_t us)
{
    static const char days[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t day = us / RN_DAY - (us % RN_DAY < 0), seconds = (us - day * RN_DAY) / RN_SECOND;
    int year, month, date, week_year, week;
    rn_civil_from_days(day, &year, &month, &date);
    int weekday = (int)(day - rn_week_start((int32_t)day, &week_year, &week));
    rn_buf_fmt(out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n", days + 3 * weekday, date,
               months + 3 * (month - 1), year, (int)(seconds / 3600), (int)(seconds / 60 % 60),
               (int)(seconds % 60));
}

static void put_body(struct rn_buf *out, const char *boundary, const char *type, struct rn_str body)
{
    rn_buf_fmt(out, "--%s\r\nContent-Type: %s; charset=utf-8\r\n", boundary, type);
    rn_buf_addz(out, "Content-Transfer-Encoding: base64\r\n\r\n");
    put_base64(out, body, true);
}

static void put_message(const struct rn_digest *g, const char *from, const char *to,
                        struct rn_str text, struct rn_str html, struct rn_buf *out)
{
    char id[RN_ID_LEN + 1], boundary[RN_ID_LEN + 16];
    struct rn_str parts[] = {text, html};
    rn_id_make(parts, 2, id);
    (void)snprintf(boundary, sizeof boundary, "=_renown_%s", id);
    put_address(out, "From", from);
    put_address(out, "To", to);
    put_header(out, "Subject", g->verdict);
    put_date(out, g->now);
    rn_buf_fmt(out, "Message-ID: <digest.%s@renown.invalid>\r\n", id);
    rn_buf_fmt(out,
               "MIME-Version: 1.0\r\nContent-Language: %s\r\nAuto-Submitted: auto-generated\r\n",
               g->lang);
    rn_buf_fmt(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n", boundary);
    put_body(out, boundary, "text/plain", text);
    put_body(out, boundary, "text/html", html);
    rn_buf_fmt(out, "--%s--\r\n", boundary);
}

enum rn_status rn_digest_email(const struct rn_digest *g, const char *from, const char *to,
                               struct rn_buf *out)
{
    struct rn_buf text, html;
    rn_buf_init(&text, BODY_MAX);
    rn_buf_init(&html, BODY_MAX);
    enum rn_status status = rn_digest_text(g, &text);
    if (status == RN_OK)
        status = rn_digest_html(g, &html);
    if (status == RN_OK)
        put_message(g, from, to, rn_buf_str(&text), rn_buf_str(&html), out);
    rn_buf_free(&text);
    rn_buf_free(&html);
    return status == RN_OK && out->full ? RN_LIMIT : status;
}
