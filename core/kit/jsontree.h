/* SPDX-License-Identifier: MIT
 *
 * The node of the JSON tree, shared by the parser (json.c) and the readers (jsonread.c) only.
 */
#ifndef KIT_JSONTREE_H
#define KIT_JSONTREE_H

#include <renown/json.h>

struct rn_json {
    struct rn_str key;
    struct rn_json *next;
    union {
        struct rn_str text; /* strings and numbers */
        struct {
            struct rn_json *first, *last;
        };
    };
    size_t count;
    enum rn_json_type type;
};

#endif
