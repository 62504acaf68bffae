/* SPDX-License-Identifier: MIT
 *
 * The digest as one mail. The id is made of the content: same digest, same bytes.
 */
#include "report/digest.h"

#include <string.h>

#include "base/id.h"
#include "text/mail.h"

enum { BODY_MAX = 512 * 1024 };

static enum rn_status put_message(const struct rn_digest *g, const char *from, const char *to,
                                  struct rn_str text, struct rn_str html, struct rn_buf *out)
{
    char id[RN_ID_LEN + 1], name[RN_ID_LEN + 16];
    const struct rn_str parts[] = {text, html};
    rn_id_make(parts, 2, id);
    (void)snprintf(name, sizeof name, "digest.%s", id);
    const struct rn_mail mail = {.from = from,
                                 .to = to,
                                 .subject = g->verdict,
                                 .id = name,
                                 .lang = g->lang,
                                 .at = g->now,
                                 .text = text,
                                 .html = html};
    return rn_mail_write(&mail, out);
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
        status = put_message(g, from, to, rn_buf_str(&text), rn_buf_str(&html), out);
    rn_buf_free(&text);
    rn_buf_free(&html);
    return status;
}
