/* SPDX-License-Identifier: MIT
 *
 * Modules that must be refused, one for each BAD_… of the build: local.mk says which is which.
 */
#include <renown/plugin.h>

struct config {
    const char *shop;
};

static const struct rn_limits limits = {.size = sizeof limits};
#ifndef BAD_OPTIONS
static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, shop, .doc = "Which shop."), {0}};
#else
static const struct rn_option *const options = NULL;
#endif

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)config;
    (void)cursor;
    (void)sink;
    return RN_OK;
}

static enum rn_status parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    (void)config;
    (void)r;
    (void)sink;
    return RN_OK;
}

#ifdef BAD_SIZE
#define SIZE 16
#else
#define SIZE sizeof(struct rn_plugin)
#endif
#ifdef BAD_SYMBOL
#define rn_plugin_v1 rn_plugin_v0
__attribute__((visibility("default"))) const struct rn_plugin *rn_plugin_v0(void);
#endif

const struct rn_plugin *rn_plugin_v1(void)
{
    static struct rn_plugin p = {.size = SIZE,
                                 .name = BAD_NAME,
                                 .title = "Bad",
                                 .summary = "A test.",
                                 .terms_url = "https://bad.example/terms",
                                 .can = RN_CAN_FETCH,
                                 .limits = &limits,
                                 .config_size = sizeof(struct config),
                                 .option_size = sizeof(struct rn_option),
                                 .identity = "shop",
                                 .plan = plan,
                                 .parse = parse};
    p.options = options;
    return &p;
}
