/* SPDX-License-Identifier: MIT */
#include "cli/history.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/reading.h"
#include "plugin/shape.h"
#include "store/decisions.h"
#include "store/events.h"
#include "store/reviews.h"

static void time_member(struct rn_jsonw *w, const char *key, int64_t us)
{
    char stamp[32];
    if (us != 0)
        rn_jsonw_kstr(w, key, rn_str(rn_stamp_text(us, stamp)));
}

/* JSON that we wrote ourselves stands as it is; what no longer reads as JSON stands as text. */
static void json_member(struct rn_jsonw *w, const char *key, const char *json)
{
    struct rn_json_doc *doc;
    if (json == NULL || json[0] == '\0')
        return;
    rn_jsonw_key(w, key);
    if (rn_json_parse(rn_str(json), 0, &doc, NULL) == RN_OK) {
        rn_jsonw_raw(w, rn_str(json));
        rn_json_free(doc);
    } else {
        rn_jsonw_str(w, rn_str(json));
    }
}

static void open_list(struct rn_jsonw *w, const char *key, size_t count)
{
    if (count == 0)
        return;
    rn_jsonw_key(w, key);
    rn_jsonw_array(w);
}

static void close_list(struct rn_jsonw *w, size_t count)
{
    if (count > 0)
        rn_jsonw_end(w);
}

static enum rn_status put_versions(struct rn_store *s, int64_t n, struct rn_jsonw *w,
                                   struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_version *v;
    size_t count;
    enum rn_status status = rn_versions_list(s, n, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "versions", count);
    for (size_t i = 0; i < count && status == RN_OK; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "version", v[i].version);
        rn_shape_review(w, &v[i].r, NULL, NULL);
        status = rn_cli_judgement_json(w, v[i].judgement, &v[i].r, d);
        time_member(w, "seen_at", v[i].seen_at);
        time_member(w, "replaced_at", v[i].replaced_at);
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return status;
}

static enum rn_status put_decisions(struct rn_store *s, int64_t n, struct rn_jsonw *w,
                                    struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_decision_row *v;
    size_t count;
    enum rn_status status = rn_decisions_list(s, n, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "decisions", count);
    for (size_t i = 0; i < count; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "rule", rn_str(v[i].rule));
        rn_jsonw_kint(w, "version", v[i].version);
        rn_jsonw_kopt(w, "event", rn_str(v[i].event));
        time_member(w, "at", v[i].at);
        if (v[i].historic)
            rn_jsonw_kbool(w, "historic", true);
        json_member(w, "conditions", v[i].matched);
        json_member(w, "actions", v[i].actions);
        rn_jsonw_kopt(w, "script", rn_str(v[i].script));
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return RN_OK;
}

static enum rn_status put_escalations(struct rn_store *s, int64_t n, struct rn_jsonw *w,
                                      struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_escalation_row *v;
    size_t count;
    enum rn_status status = rn_escalations_list(s, NULL, n, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "escalations", count);
    for (size_t i = 0; i < count; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "id", rn_str(v[i].id));
        rn_jsonw_kstr(w, "kind", rn_str(v[i].kind));
        rn_jsonw_kstr(w, "rule", rn_str(v[i].rule));
        rn_jsonw_kopt(w, "key", rn_str(v[i].key));
        rn_jsonw_kstr(w, "state", rn_str(v[i].state));
        rn_jsonw_kint(w, "step", v[i].step);
        rn_jsonw_kint(w, "version", v[i].version);
        time_member(w, "opened_at", v[i].opened);
        time_member(w, "due", v[i].due);
        rn_jsonw_kopt(w, "actor", rn_str(v[i].actor));
        json_member(w, "steps", v[i].steps);
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return RN_OK;
}

static enum rn_status put_drafts(struct rn_store *s, int64_t n, struct rn_jsonw *w,
                                 struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_reply_row *v;
    size_t count;
    enum rn_status status = rn_replies_list(s, NULL, n, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "replies", count);
    for (size_t i = 0; i < count; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "state", rn_str(v[i].state));
        rn_jsonw_kint(w, "version", v[i].version);
        time_member(w, "at", v[i].at);
        rn_jsonw_kstr(w, "actor", rn_str(v[i].actor));
        rn_jsonw_kopt(w, "template", rn_str(v[i].template_name));
        if (v[i].variant > 0)
            rn_jsonw_kint(w, "variant", v[i].variant);
        rn_jsonw_kopt(w, "lang", rn_str(v[i].lang));
        rn_jsonw_kopt(w, "text", rn_str(v[i].text));
        rn_jsonw_kopt(w, "note", rn_str(v[i].note));
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return RN_OK;
}

static enum rn_status put_notes(struct rn_store *s, int64_t n, struct rn_jsonw *w,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_note_row *v;
    size_t count;
    enum rn_status status = rn_notes_list(s, n, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "notes", count);
    for (size_t i = 0; i < count; i++) {
        rn_jsonw_object(w);
        time_member(w, "at", v[i].at);
        rn_jsonw_kstr(w, "actor", rn_str(v[i].actor));
        rn_jsonw_kopt(w, "text", rn_str(v[i].text));
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return RN_OK;
}

enum rn_status rn_history_json(struct rn_store *s, const struct rn_stored *r, struct rn_jsonw *w,
                               struct rn_diag *d)
{
    enum rn_status status = RN_OK;
    if (r->version > 1)
        status = put_versions(s, r->n, w, d);
    if (status == RN_OK)
        status = put_decisions(s, r->n, w, d);
    if (status == RN_OK)
        status = put_escalations(s, r->n, w, d);
    if (status == RN_OK)
        status = put_drafts(s, r->n, w, d);
    return status == RN_OK ? put_notes(s, r->n, w, d) : status;
}

enum rn_status rn_history_events_json(struct rn_store *s, const char *review, struct rn_jsonw *w,
                                      struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_event *v;
    size_t count;
    enum rn_status status = rn_events_list(s, review, 0, tmp, &v, &count, d);
    if (status != RN_OK)
        return status;
    open_list(w, "events", count);
    for (size_t i = 0; i < count; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "n", v[i].n);
        time_member(w, "at", v[i].at);
        rn_jsonw_kstr(w, "kind", rn_str(v[i].kind));
        rn_jsonw_kopt(w, "actor", rn_str(v[i].actor));
        rn_jsonw_kopt(w, "body", rn_str(v[i].body));
        rn_jsonw_kopt(w, "hash", rn_str(v[i].hash));
        rn_jsonw_end(w);
    }
    close_list(w, count);
    return RN_OK;
}
