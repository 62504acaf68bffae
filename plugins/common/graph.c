/* SPDX-License-Identifier: MIT */
#include "graph.h"

#include <renown/url.h>

#include "answer.h"

enum { CURSOR_MAX = 2000 };

#define BASE "https://graph.facebook.com/"

bool rn_graph_is_version(const char *z)
{
    static const char digits[] = "0123456789";
    size_t n = z[0] == 'v' ? strspn(z + 1, digits) : 0;

    if (n == 0 || z[1 + n] != '.')
        return false;
    const char *minor = z + 1 + n + 1;
    return minor[0] != '\0' && strspn(minor, digits) == strlen(minor);
}

void rn_graph_begin(struct rn_buf *url, const char *version, struct rn_str object)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_addz(url, BASE);
    rn_url_encode(url, rn_str(version));
    rn_buf_addc(url, '/');
    rn_url_encode(url, object);
}

enum rn_status rn_graph_post(struct rn_sink *sink, const char *version, struct rn_str object,
                             const char *edge, struct rn_str message)
{
    struct rn_buf url, body;

    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_addz(&body, "message=");
    rn_url_encode(&body, message);
    rn_graph_begin(&url, version, object);
    rn_buf_fmt(&url, "/%s", edge);
    return rn_answer_post(sink, "page", "application/x-www-form-urlencoded", &url, &body);
}

enum rn_status rn_graph_next(struct rn_sink *sink, const struct rn_json *edge, struct rn_str before,
                             const char *place, struct rn_str *ret_after)
{
    const struct rn_json *paging = rn_json_get(edge, "paging");
    struct rn_str after = rn_json_str(rn_json_path(paging, "cursors.after"));

    if (rn_json_str(rn_json_get(paging, "next")).n == 0 || after.n == 0) {
        *ret_after = (struct rn_str){NULL, 0};
        return RN_OK;
    }
    if (after.n > CURSOR_MAX)
        return rn_answer_fail(sink, RN_LIMIT, "%s sent a cursor of more than %d bytes", place,
                              CURSOR_MAX);
    if (rn_str_eq(after, before))
        return rn_answer_fail(
            sink, RN_CHANGED,
            "%s names the same page as the next one again: reading in a loop was stopped", place);
    *ret_after = after;
    return RN_OK;
}

/* The last segment of a path, which is cut off from it. */
static struct rn_str last_segment(struct rn_str *path)
{
    size_t end = path->n;

    while (path->n > 0 && path->p[path->n - 1] != '/')
        path->n--;
    struct rn_str s = rn_strn(path->p + path->n, end - path->n);
    path->n -= path->n > 0;
    return s;
}

void rn_graph_address(struct rn_str url, struct rn_str *ret_object, struct rn_str *ret_edge)
{
    struct rn_url parts;

    *ret_object = *ret_edge = (struct rn_str){NULL, 0};
    if (!rn_url_split(url, &parts))
        return;
    struct rn_str path = parts.path, edge = last_segment(&path), object = last_segment(&path);
    if (!rn_graph_is_id(object))
        return;
    *ret_object = object;
    *ret_edge = edge;
}

bool rn_graph_is_id(struct rn_str s)
{
    size_t joints = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool joint = s.p[i] == '_' && i > 0 && i + 1 < s.n;
        joints += joint;
        if (!joint && (s.p[i] < '0' || s.p[i] > '9'))
            return false;
    }
    return s.n > 0 && s.n <= 200 && joints <= 1;
}
