/* SPDX-License-Identifier: MIT
 *
 * What no plugin may be: plugin-symbols.sh proves with it that it would notice.
 */
#include <stdlib.h>
#include <time.h>

#include <renown/plugin.h>

__attribute__((visibility("default"))) const char *rn_another_door(void);

const char *rn_another_door(void)
{
    return time(NULL) > 0 ? getenv("HOME") : NULL;
}

const struct rn_plugin *rn_plugin_v1(void)
{
    return NULL;
}
