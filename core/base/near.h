/* SPDX-License-Identifier: MIT
 *
 * "Did you mean": the nearest of several known names, for every error about an unknown one.
 */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include <stddef.h>

/* The nearest of `names` within a third of its length (edit distance with transpositions); NULL
 * when none is near. */
const char *rn_nearest(const char *word, const char *const *names, size_t count);

#endif
