/* SPDX-License-Identifier: MIT
 *
 * What a service tells the manager that started it (sd_notify(3), without its library): a datagram
 * to the socket that $NOTIFY_SOCKET names. Without one, nothing happens.
 */
#ifndef NET_NOTIFY_H
#define NET_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

/* "READY=1", "STATUS=…", "WATCHDOG=1", "STOPPING=1"; several lines in one. False when it did not
 * arrive, which nobody can mend from here. */
bool rn_notify(const char *lines);
/* How often the manager wants to hear WATCHDOG=1, in microseconds; 0: it does not. */
int64_t rn_notify_watchdog(void);

#endif
