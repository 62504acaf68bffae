/* SPDX-License-Identifier: MIT */
#include "fuzz/plugin.h"

FUZZ_PLUGIN(NULL, "https://places.googleapis.com/v1/places/ChIJx", "", "new", "legacy")
