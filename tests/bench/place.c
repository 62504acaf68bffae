/* SPDX-License-Identifier: MIT
 *
 * place FILE PAGES BYTES: a place on 127.0.0.1 that is never the slow one. Prints its port and
 * answers `GET /…/N` with page N (from 0, round and round) of what bench/pages.h packs; ends when
 * its stdin does. One thread, epoll, connections stay open.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/pages.h"

enum { ASKED = 4096, EVENTS = 64 };

struct client {
    int fd;
    size_t page, sent; /* of the answer under way */
    int answering;
    size_t n;
    char asked[ASKED];
};

static struct bench_pages pages;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* The number at the end of the path of the request line. */
static size_t page_of(const char *asked)
{
    const char *end = strstr(asked, " HTTP/");
    const char *at = end;
    while (at != NULL && at > asked && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return at != NULL ? (size_t)strtoull(at, NULL, 10) % pages.count : 0;
}

static void close_client(struct client *c)
{
    (void)close(c->fd);
    free(c);
}

/* 1: all of it is out; 0: later; -1: the client is gone. */
static int send_more(struct client *c)
{
    while (c->sent < pages.size[c->page]) {
        const ssize_t n =
            send(c->fd, pages.text[c->page] + c->sent, pages.size[c->page] - c->sent, MSG_NOSIGNAL);
        if (n < 0)
            return errno == EAGAIN ? 0 : -1;
        c->sent += (size_t)n;
    }
    c->answering = 0;
    return 1;
}

/* Requests without bodies, one after another. */
static int take_request(struct client *c)
{
    const ssize_t n = recv(c->fd, c->asked + c->n, ASKED - 1 - c->n, 0);
    if (n <= 0)
        return n < 0 && errno == EAGAIN ? 0 : -1;
    c->n += (size_t)n;
    c->asked[c->n] = '\0';
    char *end = strstr(c->asked, "\r\n\r\n");
    if (end == NULL)
        return c->n == ASKED - 1 ? -1 : 0;
    c->page = page_of(c->asked);
    c->sent = 0;
    c->answering = 1;
    c->n = 0;
    return 1;
}

static void serve(struct client *c)
{
    int st = 1;
    while (st > 0)
        st = c->answering ? send_more(c) : take_request(c);
    if (st < 0)
        close_client(c);
}

static void welcome(int epoll, int listener)
{
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        const int one = 1;
        struct client *c = calloc(1, sizeof *c);
        if (c == NULL)
            fail("place");
        c->fd = fd;
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) != 0)
            close_client(c);
    }
}

static int open_listener(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, n) != 0 || listen(fd, 1024) != 0 ||
        getsockname(fd, (struct sockaddr *)&at, &n) != 0)
        fail("place");
    printf("%d\n", ntohs(at.sin_port));
    (void)fflush(stdout);
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    bench_pages_read(argv[1], strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), &pages);
    if (pages.count == 0)
        return 1;
    static int is_listener, is_stdin;
    const int listener = open_listener(), epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event on[] = {{.events = EPOLLIN, .data.ptr = &is_listener},
                               {.events = EPOLLIN, .data.ptr = &is_stdin}};
    struct epoll_event happened[EVENTS];
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &on[0]) != 0 ||
        epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &on[1]) != 0)
        fail("place");
    for (;;) {
        const int n = epoll_wait(epoll, happened, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            if (happened[i].data.ptr == &is_stdin)
                return 0;
            if (happened[i].data.ptr == &is_listener)
                welcome(epoll, listener);
            else
                serve(happened[i].data.ptr);
        }
    }
}
