/* SPDX-License-Identifier: MIT
 *
 * A file into the store on two cores: one thread reads rows and works out all that the text alone
 * tells, the other writes. Between them a short queue of batches that are used again and again, so
 * memory is the same for a thousand rows and for ten million. Results do not depend on where
 * batches end.
 */
#ifndef COLLECT_PIPELINE_H
#define COLLECT_PIPELINE_H

#include "collect/intake.h"
#include "import/import.h"

struct rn_pipeline_hooks {
    /* A row that was passed over or about which something is to be said; in the order of the file.
     */
    void (*said)(void *arg, const char *sentence, bool passed_over);
    void (*progress)(void *arg, int64_t rows, int64_t bytes, int64_t size);
    /* First in each transaction: anything but RN_OK ends it all there. May be NULL. */
    enum rn_status (*begun)(void *arg, struct rn_diag *d);
    void *arg;
};

struct rn_pipeline_result {
    int64_t rows, passed_over;
};

/* Runs `im` to its end into `in`: transactions of 10,000 rows or a second. What was committed stays
 * when it fails. Called outside a transaction. */
RN_MUST enum rn_status rn_pipeline_run(struct rn_import *im, struct rn_intake *in,
                                       const struct rn_pipeline_hooks *hooks,
                                       struct rn_pipeline_result *ret, struct rn_diag *d);

#endif
