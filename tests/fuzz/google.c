/* SPDX-License-Identifier: MIT */
#include "../../plugins/google/google.h"

#include "fuzz/plugin.h"

static const struct google_config config = {.account = "1", .location = "2"};

FUZZ_PLUGIN(&config, "https://mybusiness.googleapis.com/v4/a/l/reviews?pageSize=50&pageToken=t2",
            "")
