/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <poll.h>
#include <time.h>

static int64_t read_clock(clockid_t which)
{
    struct timespec ts = {0};
    (void)clock_gettime(which, &ts);
    return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t rn_clock_now(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t rn_clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t rn_clock_boot(void)
{
    return read_clock(CLOCK_BOOTTIME);
}

void rn_clock_sleep(int64_t us, const sigset_t *during)
{
    const struct timespec ts = {us / 1000000, us % 1000000 * 1000};
    if (us > 0)
        (void)ppoll(NULL, 0, &ts, during);
}
