/* SPDX-License-Identifier: MIT */
#include "text/mail.h"

#include <string.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/zone.h"

enum { LINE = 76, WORD_BYTES = 42 };

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

/* Line breaks and other controls become blanks. */
static char *one_line(const void *ctx, const char *text)
{
    char *line = rn_dupz(ctx, text);
    for (char *p = line; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = ' ';
    return line;
}

enum rn_status rn_mail_write(const struct rn_mail *m, struct rn_buf *out)
{
    RN_SCOPE(tmp);
    char id[RN_ID_LEN + 1], boundary[RN_ID_LEN + 16];
    const struct rn_str parts[] = {m->text, m->html};
    rn_id_make(parts, 2, id);
    (void)snprintf(boundary, sizeof boundary, "=_renown_%s", id);
    put_address(out, "From", m->from);
    put_address(out, "To", m->to);
    put_header(out, "Subject", one_line(tmp, m->subject));
    put_date(out, m->at);
    rn_buf_fmt(out, "Message-ID: <%s@renown.invalid>\r\n", m->id);
    if (m->thread != NULL)
        rn_buf_fmt(out, "In-Reply-To: <%s@renown.invalid>\r\nReferences: <%s@renown.invalid>\r\n",
                   m->thread, m->thread);
    rn_buf_addz(out, "MIME-Version: 1.0\r\n");
    if (m->lang != NULL)
        rn_buf_fmt(out, "Content-Language: %s\r\n", m->lang);
    rn_buf_fmt(out,
               "Auto-Submitted: auto-generated\r\n"
               "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n",
               boundary);
    put_body(out, boundary, "text/plain", m->text);
    put_body(out, boundary, "text/html", m->html);
    rn_buf_fmt(out, "--%s--\r\n", boundary);
    return out->full ? RN_LIMIT : RN_OK;
}
