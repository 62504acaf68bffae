/* SPDX-License-Identifier: MIT
 *
 * A program that does nothing, linked like renown: what starting costs before the first line runs.
 */
int main(void)
{
    return 0;
}
