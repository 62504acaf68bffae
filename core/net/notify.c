/* SPDX-License-Identifier: MIT */
#include "net/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A path, or "@name" in the abstract space. */
static bool address(const char *name, struct sockaddr_un *ret, socklen_t *ret_size)
{
    const size_t n = strlen(name);
    *ret = (struct sockaddr_un){.sun_family = AF_UNIX};
    if ((name[0] != '/' && name[0] != '@') || n < 2 || n >= sizeof ret->sun_path)
        return false;
    memcpy(ret->sun_path, name, n);
    if (name[0] == '@')
        ret->sun_path[0] = '\0';
    *ret_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
    return true;
}

bool rn_notify(const char *lines)
{
    struct sockaddr_un to;
    socklen_t size;
    const char *name = getenv("NOTIFY_SOCKET");
    if (name == NULL || !address(name, &to, &size))
        return false;
    const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    const ssize_t sent = sendto(fd, lines, strlen(lines), MSG_NOSIGNAL | MSG_DONTWAIT,
                                (const struct sockaddr *)&to, size);
    (void)close(fd);
    return sent >= 0;
}

int64_t rn_notify_watchdog(void)
{
    const char *every = getenv("WATCHDOG_USEC"), *whom = getenv("WATCHDOG_PID");
    char *end;
    if (every == NULL || (whom != NULL && strtol(whom, NULL, 10) != (long)getpid()))
        return 0;
    const long long us = strtoll(every, &end, 10);
    return *end == '\0' && end != every && us > 0 && us < INT64_MAX / 2 ? us : 0;
}
