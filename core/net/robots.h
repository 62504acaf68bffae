/* SPDX-License-Identifier: MIT
 *
 * robots.txt (RFC 9309): what the owner of a site asks of programs that read its pages. Pure: bytes
 * in, a verdict out. net/gate.h fetches the files and asks here.
 *
 * How it reads what the standard leaves open:
 *
 *     groups       all that name us count together; only without one those for "*" do. Only Allow
 *                  and Disallow end a list of user agents.
 *     names        our product token, letters in any case, alone or before a "/version"
 *     patterns     the longest that matches decides, Allow when two are equally long; "*" is any
 *                  run, "$" at the end is the end
 *     encoding     both sides are brought into one form: what need not be encoded is not ("%62" is
 *                  "b"), what must be is ("é" is "%C3%A9"), all else stays as written ("%2F" is
 *                  not "/")
 *     mistakes     misspelt Disallow lines and missing colons are read as what was meant
 *     Crawl-delay  no part of the standard, honoured up to a minute
 *
 * Reading takes time in proportion to the file. A question looks at the patterns from the longest
 * on and ends at the first that fits; each takes time in proportion to the address, however many
 * stars it holds.
 */
#ifndef NET_ROBOTS_H
#define NET_ROBOTS_H

#include <stdint.h>

#include <renown/buf.h>

enum {
    RN_ROBOTS_BYTES = 500 << 10 /* of a file that are read; what lies behind is ignored */
};

struct rn_robots;

/* Under ctx; never fails: what cannot be read says nothing. A line that is cut off by the limit is
 * left out. `token` is our name there: letters, "-" and "_". */
struct rn_robots *rn_robots_parse(const void *ctx, struct rn_str text, const char *token);
/* Whether an address may be read: a whole one, or only path and query. /robots.txt itself always
 * may. */
bool rn_robots_allow(const struct rn_robots *r, struct rn_str url);
/* Between two requests, microseconds; 0 when nothing is asked for. */
int64_t rn_robots_delay(const struct rn_robots *r);
/* The part of the file that concerns us, as a file that reads the same for everybody: to keep it
 * for a day. RN_LIMIT when it is longer than would be read. */
RN_MUST enum rn_status rn_robots_write(const struct rn_robots *r, struct rn_buf *b);

#endif
