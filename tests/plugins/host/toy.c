/* SPDX-License-Identifier: MIT */
#include "plugins/host/host.h"

const struct rn_option toy_options[] = {
    RN_OPTION_TEXT(struct toy_config, shop, .flags = RN_OPT_REQUIRED, .doc = "Which shop."),
    RN_OPTION_INT(struct toy_config, size, .min = 1, .max = 9, .def = "3", .doc = "How many."),
    {0}};

const struct rn_limits toy_limits = {.size = sizeof toy_limits};

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

const struct rn_plugin toy = {.size = sizeof toy,
                              .name = "toy",
                              .title = "Toy",
                              .summary = "A test.",
                              .terms_url = "https://toy.example/terms",
                              .can = RN_CAN_FETCH,
                              .limits = &toy_limits,
                              .config_size = sizeof(struct toy_config),
                              .option_size = sizeof(struct rn_option),
                              .options = toy_options,
                              .identity = "shop size",
                              .plan = plan,
                              .parse = parse};
