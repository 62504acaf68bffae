/* SPDX-License-Identifier: MIT
 *
 * JSON: what is accepted can be written again, and reads back as the same tree.
 */
#include <stdlib.h>

#include <renown/json.h>
#include <renown/utf8.h>

static void write_value(struct rn_jsonw *w, const struct rn_json *n);

static void write_members(struct rn_jsonw *w, const struct rn_json *n)
{
    for (const struct rn_json *m = rn_json_first(n); m != NULL; m = rn_json_next(m)) {
        if (rn_json_is(n, RN_JSON_OBJECT))
            rn_jsonw_key(w, "k");
        write_value(w, m);
    }
    rn_jsonw_end(w);
}

static void write_value(struct rn_jsonw *w, const struct rn_json *n)
{
    double num;
    int64_t integer;
    (void)rn_json_int(n, &integer);
    switch (rn_json_type(n)) {
    case RN_JSON_OBJECT:
        rn_jsonw_object(w);
        write_members(w, n);
        break;
    case RN_JSON_ARRAY:
        rn_jsonw_array(w);
        write_members(w, n);
        break;
    case RN_JSON_STRING:
        if (!rn_utf8_valid(rn_json_str(n)))
            abort();
        rn_jsonw_str(w, rn_json_str(n));
        break;
    case RN_JSON_NUMBER:
        if (rn_json_num(n, &num))
            rn_jsonw_num(w, num);
        else
            rn_jsonw_raw(w, rn_json_str(n));
        break;
    default:
        rn_jsonw_bool(w, rn_json_true(n));
    }
}

static size_t nodes(const struct rn_json *n)
{
    size_t count = 1;
    for (const struct rn_json *m = rn_json_first(n); m != NULL; m = rn_json_next(m))
        count += nodes(m);
    return count;
}

static void write_again(const struct rn_json *root)
{
    struct rn_json_doc *again = NULL;
    struct rn_diag d;
    struct rn_jsonw w;
    struct rn_buf out;
    rn_buf_init(&out, 1 << 20);
    rn_jsonw_init(&w, &out);
    write_value(&w, root);
    if (!out.full && rn_json_parse(rn_buf_str(&out), 0, &again, &d) != RN_OK)
        abort();
    if (again != NULL && nodes(rn_json_root(again)) != nodes(root))
        abort();
    rn_json_free(again);
    rn_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct rn_json_doc *kept; /* reparse has to work after a failure as well */
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    struct rn_str text = rn_strn((const char *)data, size);
    enum rn_status st = rn_json_parse(text, 0, &doc, &d);
    if (st != rn_json_reparse(text, 0, &kept, &d))
        abort();
    if (st != RN_OK && d.text[0] == '\0')
        abort();
    if (st == RN_OK)
        write_again(rn_json_root(doc));
    rn_json_free(doc);
    return 0;
}
