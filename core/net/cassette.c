/* SPDX-License-Identifier: MIT
 *
 * Two transports: one that answers from a folder, one that passes calls on and writes down what
 * came. What is written has passed the redaction. A body is in place before the block that names
 * it; a block is appended by one write, and taken back when the disk took only half of it.
 */
#include "net/cassette.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/utf8.h>

#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"
#include "net/redact.h"
#include "net/replay.h"

enum { BODY_MAX = 32 << 20, LINE_ROOM = 1 << 20 };

static bool good_source(const char *name)
{
    return name != NULL && name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL;
}

/* ---- replay
 * -------------------------------------------------------------------------------------- */

struct tape {
    char *source;
    enum rn_status status; /* of reading it: a bad recording is said at every call */
    struct rn_diag diag;
    struct rn_exchanges x;
    struct tape *next;
};

struct waiting {
    const struct rn_call *call;
    struct waiting *next;
};

struct replay {
    struct rn_transport t; /* first */
    char *folder;
    struct tape *tapes;
    struct waiting *first, **end;
    void *answer_ctx; /* of the answer that is out */
    struct rn_answer answer;
};

static struct tape *tape_of(struct replay *r, const char *source)
{
    struct tape *t;

    for (t = r->tapes; t != NULL; t = t->next)
        if (strcmp(t->source, source) == 0)
            return t;
    t = rn_new(r, struct tape);
    t->source = rn_dupz(t, source);
    t->next = r->tapes;
    r->tapes = t;
    if (!good_source(source))
        t->status =
            rn_fail(&t->diag, RN_INVALID, "\"%.60s\" is no name of a source's recording", source);
    else
        t->status = rn_exchanges_read(t, rn_path_join(t, r->folder, source), &t->x, &t->diag);
    return t;
}

/* A recorded failure may begin with the word of its kind; without one it is a network that did not
 * answer. */
static const struct {
    const char *word;
    enum rn_status status;
} kinds[] = {{"login: ", RN_LOGIN}, {"limit: ", RN_LIMIT}, {"gone: ", RN_GONE}};

static enum rn_status failure(const char *text, struct rn_diag *d)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(text, kinds[i].word, strlen(kinds[i].word)) == 0)
            return rn_fail(d, kinds[i].status, "%s", text + strlen(kinds[i].word));
    return rn_fail(d, RN_AGAIN, "%s", text);
}

static enum rn_status answer_from(struct replay *r, struct tape *t, const struct rn_request *q,
                                  struct rn_response *ret, struct rn_diag *d)
{
    const struct rn_exchange *e;

    if (t->status != RN_OK)
        return rn_fail(d, t->status, "%s", t->diag.text);
    e = rn_exchanges_find(&t->x, q->method, q->url);
    if (e == NULL) {
        RN_SCOPE(tmp);
        struct rn_buf b;
        char *shown;
        rn_buf_init(&b, LINE_ROOM);
        (void)rn_redact_url(&b, q->url);
        shown = rn_dup(tmp, rn_utf8_cut(rn_buf_str(&b), 400));
        rn_buf_free(&b);
        return rn_fail(d, RN_GONE, "%s %s was never recorded in %s", q->method, shown, t->x.folder);
    }
    if (e->failure != NULL)
        return failure(e->failure, d);
    *ret = (struct rn_response){.size = sizeof *ret,
                                .url = e->from.n > 0 ? e->from : q->url,
                                .status = e->status,
                                .headers = e->headers,
                                .header_count = e->header_count,
                                .step = q->step != NULL ? q->step : "",
                                .note = q->note};
    if (e->file == NULL)
        return RN_OK;
    return rn_file_read(r->answer_ctx, rn_path_join(r->answer_ctx, t->x.folder, e->file), BODY_MAX,
                        &ret->body, d);
}

static enum rn_status replay_send(struct rn_transport *t, const struct rn_call *c,
                                  struct rn_diag *d)
{
    struct replay *r = (struct replay *)t;
    struct waiting *w = rn_new(r, struct waiting);

    (void)d;
    w->call = c;
    *r->end = w;
    r->end = &w->next;
    return RN_OK;
}

static enum rn_status replay_next(struct rn_transport *t, int64_t wait_us,
                                  const struct rn_answer **ret, struct rn_diag *d)
{
    struct replay *r = (struct replay *)t;
    struct waiting *w = r->first;

    (void)wait_us;
    if (w == NULL)
        return rn_fail(d, RN_GONE, "no request is under way");
    r->first = w->next;
    if (r->first == NULL)
        r->end = &r->first;
    talloc_free(r->answer_ctx);
    r->answer_ctx = rn_mem_check(talloc_new(r));
    r->answer = (struct rn_answer){.call = w->call, .attempts = 1};
    r->answer.status = answer_from(r, tape_of(r, w->call->source), w->call->request,
                                   &r->answer.response, &r->answer.diag);
    talloc_free(w);
    *ret = &r->answer;
    return RN_OK;
}

static void replay_drop(struct rn_transport *t, void *tag)
{
    struct replay *r = (struct replay *)t;
    struct waiting **at = &r->first;

    while (*at != NULL) {
        struct waiting *w = *at;
        if (w->call->tag != tag) {
            at = &w->next;
            continue;
        }
        *at = w->next;
        talloc_free(w);
    }
    r->end = at;
}

static const struct rn_transport_ops replay_ops = {
    .send = replay_send, .next = replay_next, .drop = replay_drop};

enum rn_status rn_replay_open(const void *ctx, const char *folder, struct rn_transport **ret,
                              struct rn_diag *d)
{
    struct replay *r;
    struct stat st;

    if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
        return rn_fail(d, RN_IO, "there is no folder %s to replay; record one with --record",
                       folder);
    r = rn_new(ctx, struct replay);
    r->t.ops = &replay_ops;
    r->folder = rn_dupz(r, folder);
    r->end = &r->first;
    *ret = &r->t;
    return RN_OK;
}

/* ---- writing one exchange
 * ------------------------------------------------------------------------ */

/* A value for one line: redacted, and with its line breaks taken out. */
static void add_line(struct rn_buf *b, enum rn_status (*redact)(struct rn_buf *, struct rn_str),
                     struct rn_str s)
{
    struct rn_buf one;

    rn_buf_init(&one, 12 * s.n + 64);
    (void)redact(&one, s);
    for (size_t i = 0; i < one.n; i++)
        if ((unsigned char)one.p[i] < 0x20 || one.p[i] == 0x7f)
            one.p[i] = ' ';
    (void)rn_utf8_clean(b, rn_buf_str(&one));
    rn_buf_free(&one);
}

static void add_header(struct rn_buf *b, const struct rn_header *h)
{
    struct rn_buf value;

    rn_buf_init(&value, 12 * h->value.n + 64);
    (void)rn_redact_header(&value, h->name, h->value);
    (void)rn_buf_fmt(b, "< %.*s: ", RN_STR_ARG(h->name));
    add_line(b, rn_redact_text, rn_buf_str(&value));
    (void)rn_buf_addc(b, '\n');
    rn_buf_free(&value);
}

/* Plugins compare links with the address that answered: it is a part of the answer. */
static void add_origin(struct rn_buf *b, const struct rn_request *q, const struct rn_response *a)
{
    if (a->url.n == 0 || rn_str_eq(a->url, q->url))
        return;
    (void)rn_buf_addz(b, "< from ");
    add_line(b, rn_redact_url, a->url);
    (void)rn_buf_addc(b, '\n');
}

static const char *extension(struct rn_str body)
{
    struct rn_str s = rn_str_trim(body);

    if (s.n > 0 && (s.p[0] == '{' || s.p[0] == '['))
        return "json";
    if (rn_str_starts(s, "<?xml") || rn_str_starts(s, "<feed") || rn_str_starts(s, "<rss"))
        return "xml";
    return s.n > 0 && s.p[0] == '<' ? "html" : "txt";
}

static void add_failure(struct rn_buf *b, enum rn_status status, const struct rn_diag *why)
{
    const char *word = "";

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].status == status)
            word = kinds[i].word;
    (void)rn_buf_fmt(b, "! %s", word);
    add_line(b, rn_redact_body, rn_str(why->text[0] != '\0' ? why->text : "no answer"));
    (void)rn_buf_addz(b, "\n\n");
}

static enum rn_status write_body(const char *folder, const char *name, struct rn_str body,
                                 struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_buf b;
    enum rn_status s;

    rn_buf_init(&b, 12 * body.n + 64);
    (void)rn_redact_body(&b, body);
    s = rn_file_write(rn_path_join(tmp, folder, name), rn_buf_str(&b), 0600, d);
    rn_buf_free(&b);
    return s;
}

/* The block of one exchange into `b`; its body is a file by then. */
static enum rn_status make_block(const char *folder, unsigned number, const struct rn_request *q,
                                 const struct rn_response *a, enum rn_status status,
                                 const struct rn_diag *why, struct rn_buf *b, struct rn_diag *d)
{
    char name[40];

    (void)rn_buf_fmt(b, "> %s ", q->method);
    add_line(b, rn_redact_url, q->url);
    (void)rn_buf_addc(b, '\n');
    if (q->body.n > 0) {
        (void)rn_buf_addz(b, "> body ");
        add_line(b, rn_redact_body, rn_utf8_cut(q->body, LINE_ROOM / 16));
        (void)rn_buf_addc(b, '\n');
    }
    if (status != RN_OK) {
        add_failure(b, status, why);
        return RN_OK;
    }
    (void)rn_buf_fmt(b, "< %d\n", a->status);
    add_origin(b, q, a);
    for (size_t i = 0; i < a->header_count; i++)
        add_header(b, &a->headers[i]);
    if (a->body.n == 0)
        return rn_buf_addc(b, '\n');
    (void)snprintf(name, sizeof name, "body-%04u.%s", number, extension(a->body));
    (void)rn_buf_fmt(b, "< file %s\n\n", name);
    return write_body(folder, name, a->body, d);
}

static enum rn_status append(const char *path, struct rn_str block, bool fresh, struct rn_diag *d)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (fresh ? O_TRUNC : 0), 0600);
    struct stat st;
    ssize_t n;

    if (fd < 0 || fstat(fd, &st) != 0) {
        int why = errno;
        if (fd >= 0)
            (void)close(fd);
        return rn_fail(d, RN_IO, "the recording %s cannot be written: %s", path, strerror(why));
    }
    n = write(fd, block.p, block.n);
    if (n == (ssize_t)block.n && fsync(fd) == 0) {
        (void)close(fd);
        return RN_OK;
    }
    (void)rn_fail(d, RN_IO, "the recording %s cannot be written: %s", path,
                  n < 0 ? strerror(errno) : "the disk took only a part");
    if (ftruncate(fd, st.st_size) != 0)
        (void)rn_fail(d, RN_IO, "the recording %s holds half a block at its end", path);
    (void)close(fd);
    return RN_IO;
}

/* ---- record
 * -------------------------------------------------------------------------------------- */

struct reel {
    char *source, *folder;
    unsigned count;
    struct reel *next;
};

struct record {
    struct rn_transport t; /* first */
    struct rn_transport *inner;
    char *folder;
    struct reel *reels;
};

static struct reel *reel_of(struct record *r, const char *source)
{
    struct reel *one;

    for (one = r->reels; one != NULL; one = one->next)
        if (strcmp(one->source, source) == 0)
            return one;
    one = rn_new(r, struct reel);
    one->source = rn_dupz(one, source);
    one->folder = rn_path_join(one, r->folder, source);
    one->next = r->reels;
    r->reels = one;
    return one;
}

static enum rn_status write_exchange(struct record *r, const struct rn_answer *a, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct reel *reel = reel_of(r, a->call->source);
    struct rn_buf block;
    enum rn_status s;

    if (!good_source(reel->source))
        return rn_fail(d, RN_INVALID, "\"%.60s\" is no name of a source to record", reel->source);
    s = rn_dir_make(reel->folder, d);
    if (s != RN_OK)
        return s;
    rn_buf_init(&block, 4 * LINE_ROOM);
    s = make_block(reel->folder, ++reel->count, a->call->request, &a->response, a->status, &a->diag,
                   &block, d);
    if (s == RN_OK)
        s = append(rn_path_join(tmp, reel->folder, "exchange.txt"), rn_buf_str(&block),
                   reel->count == 1, d);
    rn_buf_free(&block);
    return s;
}

static enum rn_status record_send(struct rn_transport *t, const struct rn_call *c,
                                  struct rn_diag *d)
{
    return rn_send(((struct record *)t)->inner, c, d);
}

static enum rn_status record_next(struct rn_transport *t, int64_t wait_us,
                                  const struct rn_answer **ret, struct rn_diag *d)
{
    struct record *r = (struct record *)t;
    const struct rn_answer *a;
    enum rn_status s = rn_next(r->inner, wait_us, &a, d);

    if (s == RN_OK)
        s = write_exchange(r, a, d);
    if (s == RN_OK)
        *ret = a;
    return s;
}

static void record_drop(struct rn_transport *t, void *tag)
{
    rn_drop(((struct record *)t)->inner, tag);
}

static void record_fresh(struct rn_transport *t, const char *source)
{
    rn_fresh(((struct record *)t)->inner, source);
}

static void record_wake(struct rn_transport *t)
{
    rn_wake(((struct record *)t)->inner);
}

static const struct rn_transport_ops record_ops = {record_send, record_next, record_drop,
                                                   record_fresh, record_wake};

enum rn_status rn_record_open(const void *ctx, const char *folder, struct rn_transport *inner,
                              struct rn_transport **ret, struct rn_diag *d)
{
    struct record *r;
    enum rn_status s = rn_dir_make(folder, d);

    if (s != RN_OK)
        return s;
    r = rn_new(ctx, struct record);
    r->t.ops = &record_ops;
    r->inner = inner;
    r->folder = rn_dupz(r, folder);
    *ret = &r->t;
    return RN_OK;
}

/* The same page kept again lands in the same folder: its name is made from address and body. */
enum rn_status rn_cassette_keep(const void *ctx, const char *folder, const char *source,
                                const struct rn_request *q, const struct rn_response *a,
                                char **ret_path, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_str parts[] = {q->url, a->body};
    char id[RN_ID_LEN + 1];
    struct rn_buf block;
    char *path;
    enum rn_status s;

    if (!good_source(source))
        return rn_fail(d, RN_INVALID, "\"%.60s\" is no name of a source", source);
    rn_id_make(parts, 2, id);
    path = rn_fmt(tmp, "%s/%s/%s", folder, id, source);
    s = rn_dir_make(path, d);
    if (s != RN_OK)
        return s;
    rn_buf_init(&block, 4 * LINE_ROOM);
    s = make_block(path, 1, q, a, RN_OK, NULL, &block, d);
    if (s == RN_OK)
        s = rn_file_write(rn_path_join(tmp, path, "exchange.txt"), rn_buf_str(&block), 0600, d);
    rn_buf_free(&block);
    if (s == RN_OK)
        *ret_path = rn_dupz(ctx, path);
    return s;
}
