/* SPDX-License-Identifier: MIT
 *
 * Hashes and names made from them (libsodium's BLAKE2b). Same input, same id, on every machine.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

enum { RN_ID_LEN = 16, RN_HASH_LEN = 43, RN_KEY_LEN = 22 };

/* 16 letters and digits (80 bits, Crockford base32, lower case) from several parts; the parts are
 * hashed with their lengths, so ("ab","c") and ("a","bc") differ. Used for review ids. */
void rn_id_make(const struct rn_str *parts, size_t count, char out[RN_ID_LEN + 1]);
/* 256 bits as 43 characters of base64url. `key` may be empty. */
void rn_hash_text(struct rn_str key, const struct rn_str *parts, size_t count,
                  char out[RN_HASH_LEN + 1]);
/* The same over the bytes of a file of any size. */
RN_MUST enum rn_status rn_hash_file(const char *path, char out[RN_HASH_LEN + 1], struct rn_diag *d);
/* HMAC-SHA256 of `text` in base64 with padding: what webhooks are signed with. */
void rn_hmac_base64(struct rn_str key, struct rn_str text, char out[45]);
/* Bytes out of base64 (standard letters, padding or not), under ctx; false when it is none. */
bool rn_base64_bytes(const void *ctx, struct rn_str text, struct rn_str *ret);
uint64_t rn_hash64(struct rn_str s); /* fast, not for names that are stored */
/* 128 random bits as 22 characters of base64url: keys that are destroyed when a person is
 * forgotten, engine identity. The one place that reads randomness. */
void rn_random_key(char out[RN_KEY_LEN + 1]);

#endif
