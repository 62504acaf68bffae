/* SPDX-License-Identifier: MIT
 *
 * Pages of accounts and of locations.
 */
#include "../../plugins/google/google.h"

#include "fuzz/plugin.h"

FUZZ_PLUGIN(
    NULL,
    "https://mybusinessbusinessinformation.googleapis.com/v1/accounts/1/locations?pageSize=100",
    "accounts", "locations", "")
