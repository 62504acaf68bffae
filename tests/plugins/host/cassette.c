/* SPDX-License-Identifier: MIT
 *
 * Record and replay: a recording plays back what was recorded, says where it is wrong, and holds no
 * secret.
 */
#include "plugins/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "net/cassette.h"

struct home {
    void *ctx;
    char *folder;
};

static int setup(void **state)
{
    char folder[] = "/tmp/rn-cassette-XXXXXX";
    struct home *h = rn_new(NULL, struct home);

    if (mkdtemp(folder) == NULL)
        return -1;
    h->ctx = h;
    h->folder = rn_dupz(h, folder);
    *state = h;
    return 0;
}

static void remove_tree(const char *path)
{
    RN_SCOPE(tmp);
    struct rn_diag d;
    char **names = NULL;
    size_t n = 0;

    if (rn_dir_list(tmp, path, &names, &n, &d) == RN_OK)
        for (size_t i = 0; i < n; i++)
            remove_tree(rn_path_join(tmp, path, names[i]));
    (void)remove(path);
}

static int teardown(void **state)
{
    struct home *h = *state;

    remove_tree(h->folder);
    talloc_free(h);
    return 0;
}

static void put(struct home *h, const char *name, const char *bytes)
{
    struct rn_diag d = {0};
    char *folder = rn_path_join(h->ctx, h->folder, "shop");

    assert_int_equal(rn_dir_make(folder, &d), RN_OK);
    assert_int_equal(rn_file_write(rn_path_join(h->ctx, folder, name), rn_str(bytes), 0600, &d),
                     RN_OK);
}

static struct rn_transport *replay(struct home *h)
{
    struct rn_transport *t = NULL;
    struct rn_diag d = {0};

    assert_int_equal(rn_replay_open(h->ctx, h->folder, &t, &d), RN_OK);
    return t;
}

static struct rn_request get(const char *url)
{
    return (struct rn_request){
        .size = sizeof(struct rn_request), .method = "GET", .url = rn_str(url), .step = "list"};
}

/* One call to its end; the answer lives until the next one. */
static const struct rn_answer *ask(struct rn_transport *t, const char *url)
{
    static struct rn_request q;
    static struct rn_call c;
    const struct rn_answer *a = NULL;
    struct rn_diag d = {0};

    q = get(url);
    c = (struct rn_call){.request = &q, .source = "shop", .tag = &q};
    assert_int_equal(rn_send(t, &c, &d), RN_OK);
    assert_int_equal(rn_next(t, 0, &a, &d), RN_OK);
    assert_ptr_equal(a->call, &c);
    return a;
}

/* ---- replay
 * -------------------------------------------------------------------------------------- */

static const char twice[] = "# a comment\n"
                            "> GET https://A.example/list?p=1\n> body {}\n< 200\n< retry-after: 3\n"
                            "< file one.json\n\n\n"
                            "> GET https://a.example/list?p=1\r\n< 200\r\n< file two.json\r\n\r\n"
                            "> GET https://a.example/other\n! timed out\n\n"
                            "> GET https://a.example/door\n! login: the door is shut\n\n"
                            "> DELETE https://a.example/other\n< 204";

static void exchanges_come_in_order(void **state)
{
    struct home *h = *state;
    struct rn_transport *t;
    const struct rn_answer *a;

    put(h, "exchange.txt", twice);
    put(h, "one.json", "{\"n\":1}");
    put(h, "two.json", "{\"n\":2}");
    t = replay(h);
    a = ask(t, "https://a.example/list?p=1");
    assert_int_equal(a->status, RN_OK);
    assert_int_equal(a->response.status, 200);
    assert_str(a->response.body, "{\"n\":1}");
    assert_str(a->response.headers[0].name, "retry-after");
    assert_str(a->response.headers[0].value, "3");
    assert_string_equal(a->response.step, "list");
    assert_str(ask(t, "HTTPS://a.EXAMPLE/list?p=1")->response.body, "{\"n\":2}");
    assert_str(ask(t, "https://a.example/list?p=1")->response.body, "{\"n\":2}");
}

static void failures_are_played(void **state)
{
    struct home *h = *state;
    struct rn_transport *t;
    const struct rn_answer *a;

    put(h, "exchange.txt", twice);
    t = replay(h);
    a = ask(t, "https://a.example/other");
    assert_fails(a->status, RN_AGAIN, &a->diag, "timed out");
    a = ask(t, "https://a.example/door");
    assert_fails(a->status, RN_LOGIN, &a->diag, "the door is shut");
    a = ask(t, "https://a.example/nowhere?key=abcdef");
    assert_fails(a->status, RN_GONE, &a->diag, "https://a.example/nowhere");
    assert_null(strstr(a->diag.text, "abcdef"));
    a = ask(t, "https://a.example/list?p=1");
    assert_fails(a->status, RN_IO, &a->diag, "one.json");
    a = ask(t, "https://a.example/LIST?p=1");
    assert_int_equal(a->status, RN_GONE);
}

static const struct {
    const char *text, *words;
} wrong[] = {
    {"> GET https://a.example/\n", "no answer"},
    {"> GET https://a.example/\n> GET https://a.example/\n< 200\n", ":2:"},
    {"> GET nowhere\n< 200\n", ":1:"},
    {">\n< 200\n", ":1:"},
    {"> GET\n< 200\n", ":1:"},
    {"< 200\n", "without a request"},
    {"> GET https://a.example/\n< ok\n", ":2:"},
    {"> GET https://a.example/\n< 2000\n", ":2:"},
    {"> GET https://a.example/\n< 200\n< 200\n", "second status"},
    {"> GET https://a.example/\n< 200\n< nocolon\n", ":3:"},
    {"> GET https://a.example/\n< 200\n< X-Upper: 1\n", "small letters"},
    {"> GET https://a.example/\n< file a.json\n< 200\n", ":2:"},
    {"> GET https://a.example/\n< 200\n< file ../../etc/passwd\n", "in this folder"},
    {"> GET https://a.example/\n< 200\n< file .hidden\n", "in this folder"},
    {"> GET https://a.example/\n< 200\n< file a\n< file b\n", "second"},
    {"> GET https://a.example/\n< 200\n! late\n", ":3:"},
    {"> GET https://a.example/\n!\n", ":2:"},
    {"whatever\n", "begins with"},
    {"> GET https://a.example/\xff\n< 200\n", "UTF-8"},
};

static void faults_are_told_with_their_line(void **state)
{
    struct home *h = *state;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        const struct rn_answer *a;
        put(h, "exchange.txt", wrong[i].text);
        a = ask(replay(h), "https://a.example/");
        assert_fails(a->status, RN_INVALID, &a->diag, wrong[i].words);
        assert_non_null(strstr(a->diag.text, "exchange.txt:"));
    }
}

static void missing_recordings_are_told(void **state)
{
    struct home *h = *state;
    struct rn_transport *t = replay(h);
    const struct rn_answer *a = ask(t, "https://a.example/");
    struct rn_request q = get("https://a.example/");
    struct rn_call c = {.request = &q, .source = "../shop"};
    struct rn_diag d = {0};

    assert_fails(a->status, RN_GONE, &a->diag, "exchange.txt");
    assert_int_equal(rn_send(t, &c, &d), RN_OK);
    assert_int_equal(rn_next(t, 0, &a, &d), RN_OK);
    assert_fails(a->status, RN_INVALID, &a->diag, "../shop");
    assert_fails(rn_next(t, 0, &a, &d), RN_GONE, &d, "under way");
    assert_fails(rn_replay_open(h->ctx, "/nowhere/at/all", &t, &d), RN_IO, &d, "/nowhere/at/all");
}

static void dropped_calls_do_not_come(void **state)
{
    struct home *h = *state;
    struct rn_transport *t;
    struct rn_request q = get("https://a.example/other");
    struct rn_call one = {.request = &q, .source = "shop", .tag = &one};
    struct rn_call two = {.request = &q, .source = "shop", .tag = &two};
    const struct rn_answer *a = NULL;
    struct rn_diag d = {0};

    put(h, "exchange.txt", twice);
    t = replay(h);
    (void)rn_send(t, &one, &d);
    (void)rn_send(t, &two, &d);
    (void)rn_send(t, &one, &d);
    rn_drop(t, &one);
    assert_int_equal(rn_next(t, 0, &a, &d), RN_OK);
    assert_ptr_equal(a->call, &two);
    assert_int_equal(rn_next(t, 0, &a, &d), RN_GONE);
    (void)rn_send(t, &one, &d);
    assert_int_equal(rn_next(t, 0, &a, &d), RN_OK);
}

/* ---- record
 * -------------------------------------------------------------------------------------- */

static struct rn_str read_back(struct home *h, const char *path)
{
    struct rn_str bytes = {0};
    struct rn_diag d = {0};

    if (rn_file_read(h->ctx, rn_path_join(h->ctx, h->folder, path), 1 << 20, &bytes, &d) != RN_OK)
        fail_msg("%s", d.text);
    return bytes;
}

static void a_recording_plays_again_without_secrets(void **state)
{
    struct home *h = *state;
    char *copy = rn_path_join(h->ctx, h->folder, "copy");
    struct rn_transport *t = NULL, *again = NULL;
    const char url[] = "https://a.example/list?access_token=SECRETSECRET";
    const struct rn_answer *a;
    struct rn_diag d = {0};
    struct rn_str text;

    put(h, "exchange.txt",
        "> GET https://a.example/list?access_token=SECRETSECRET\n< 200\n< set-cookie: "
        "SECRETSECRET\n"
        "< file one.json\n\n> GET https://a.example/late\n! timed out\n");
    put(h, "one.json", "{\"rows\":[1],\"access_token\":\"SECRETSECRET\"}");
    assert_int_equal(rn_record_open(h->ctx, copy, replay(h), &t, &d), RN_OK);
    assert_int_equal(ask(t, url)->response.status, 200);
    assert_int_equal(ask(t, url)->response.status, 200);
    assert_int_equal(ask(t, "https://a.example/late")->status, RN_AGAIN);
    text = read_back(h, "copy/shop/exchange.txt");
    assert_non_null(strstr(text.p, "body-0002.json"));
    assert_null(strstr(text.p, "SECRETSECRET"));
    text = read_back(h, "copy/shop/body-0001.json");
    assert_str(text, "{\"rows\":[1],\"access_token\":\"REDACTED\"}");
    assert_int_equal(rn_replay_open(h->ctx, copy, &again, &d), RN_OK);
    a = ask(again, url);
    assert_int_equal(a->status, RN_OK);
    assert_str(a->response.body, "{\"rows\":[1],\"access_token\":\"REDACTED\"}");
    a = ask(again, "https://a.example/late");
    assert_fails(a->status, RN_AGAIN, &a->diag, "timed out");
}

static void a_new_recording_replaces_the_old(void **state)
{
    struct home *h = *state;
    char *copy = rn_path_join(h->ctx, h->folder, "copy");
    struct rn_transport *t = NULL;
    struct rn_diag d = {0};
    struct rn_str once, twice_text;

    put(h, "exchange.txt", "> GET https://a.example/\n< 200\n");
    assert_int_equal(rn_record_open(h->ctx, copy, replay(h), &t, &d), RN_OK);
    (void)ask(t, "https://a.example/");
    once = read_back(h, "copy/shop/exchange.txt");
    assert_int_equal(rn_record_open(h->ctx, copy, replay(h), &t, &d), RN_OK);
    (void)ask(t, "https://a.example/");
    twice_text = read_back(h, "copy/shop/exchange.txt");
    assert_true(rn_str_eq(once, twice_text));
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    struct home *h = *state;
    struct rn_transport *t = NULL;
    struct rn_diag d = {0};

    put(h, "file", "x");
    assert_int_not_equal(
        rn_record_open(h->ctx, rn_path_join(h->ctx, h->folder, "shop/file/x"), replay(h), &t, &d),
        RN_OK);
    assert_non_null(strstr(d.text, "shop/file"));
}

static void pages_are_kept(void **state)
{
    struct home *h = *state;
    struct rn_request q = get("https://a.example/list?key=SECRETSECRET");
    const struct rn_response a = {
        .size = sizeof a, .status = 200, .body = rn_str("<html>odd\r\n</html>")};
    struct rn_transport *t = NULL;
    struct rn_diag d = {0};
    char *path = NULL, *same = NULL;
    struct stat st;

    assert_int_equal(rn_cassette_keep(h->ctx, h->folder, "shop", &q, &a, &path, &d), RN_OK);
    assert_int_equal(rn_cassette_keep(h->ctx, h->folder, "shop", &q, &a, &same, &d), RN_OK);
    assert_string_equal(path, same);
    assert_int_equal(stat(rn_path_join(h->ctx, path, "body-0001.html"), &st), 0);
    assert_int_equal(st.st_mode & 0077, 0);
    *strrchr(same, '/') = '\0';
    assert_int_equal(rn_replay_open(h->ctx, same, &t, &d), RN_OK);
    assert_str(ask(t, "https://a.example/list?key=another")->response.body, "<html>odd\r\n</html>");
    assert_fails(rn_cassette_keep(h->ctx, h->folder, "../x", &q, &a, &path, &d), RN_INVALID, &d,
                 "../x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(exchanges_come_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(failures_are_played, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_are_told_with_their_line, setup, teardown),
        cmocka_unit_test_setup_teardown(missing_recordings_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(dropped_calls_do_not_come, setup, teardown),
        cmocka_unit_test_setup_teardown(a_recording_plays_again_without_secrets, setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_recording_replaces_the_old, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_made_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(pages_are_kept, setup, teardown),
    };
    return cmocka_run_group_tests_name("cassette", tests, NULL, NULL);
}
