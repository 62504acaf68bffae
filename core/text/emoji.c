/* SPDX-License-Identifier: MIT */
#include "text/emoji.h"

/* Ascending: looked up by halving. Weights are ours: what people put behind praise and blame. */
static const struct {
    uint32_t first, last;
    float value;
} emoji[] = {
    {0x2605, 0x2605, 0.5f},     {0x2620, 0x2620, -1.5f},   {0x2639, 0x2639, -2},
    {0x263A, 0x263A, 2},        {0x2661, 0x2661, 2},       {0x2665, 0x2665, 2.5f},
    {0x2705, 0x2705, 1.5f},     {0x270C, 0x270C, 1.5f},    {0x2714, 0x2714, 1},
    {0x274C, 0x274C, -1.5f},    {0x2763, 0x2764, 2.5f},    {0x2B50, 0x2B50, 1},
    {0x1F308, 0x1F308, 1},      {0x1F31F, 0x1F31F, 1.5f},  {0x1F337, 0x1F33A, 1.5f},
    {0x1F382, 0x1F382, 1},      {0x1F389, 0x1F38A, 2},     {0x1F3C6, 0x1F3C6, 2},
    {0x1F44A, 0x1F44A, 0.5f},   {0x1F44C, 0x1F44C, 2},     {0x1F44D, 0x1F44D, 2},
    {0x1F44E, 0x1F44E, -2.5f},  {0x1F44F, 0x1F44F, 2},     {0x1F480, 0x1F480, -0.5f},
    {0x1F48B, 0x1F48B, 2},      {0x1F490, 0x1F490, 2},     {0x1F493, 0x1F493, 2.5f},
    {0x1F494, 0x1F494, -2.5f},  {0x1F495, 0x1F49F, 2.5f},  {0x1F4A9, 0x1F4A9, -2.5f},
    {0x1F4AA, 0x1F4AA, 1.5f},   {0x1F4AF, 0x1F4AF, 2.5f},  {0x1F525, 0x1F525, 1.5f},
    {0x1F595, 0x1F595, -3},     {0x1F5A4, 0x1F5A4, 2},     {0x1F600, 0x1F606, 2},
    {0x1F607, 0x1F60B, 2},      {0x1F60C, 0x1F60C, 1.5f},  {0x1F60D, 0x1F60D, 3},
    {0x1F60E, 0x1F60E, 2},      {0x1F60F, 0x1F60F, 0.5f},  {0x1F610, 0x1F611, -0.75f},
    {0x1F612, 0x1F612, -1.5f},  {0x1F613, 0x1F614, -1.5f}, {0x1F615, 0x1F616, -1.5f},
    {0x1F617, 0x1F61D, 2},      {0x1F61E, 0x1F61F, -2},    {0x1F620, 0x1F622, -2.5f},
    {0x1F623, 0x1F623, -2},     {0x1F624, 0x1F624, -1.5f}, {0x1F625, 0x1F628, -1.5f},
    {0x1F629, 0x1F62B, -1.5f},  {0x1F62C, 0x1F62C, -0.5f}, {0x1F62D, 0x1F62D, -1.5f},
    {0x1F62E, 0x1F62F, -0.5f},  {0x1F630, 0x1F631, -1},    {0x1F633, 0x1F633, -0.5f},
    {0x1F634, 0x1F635, -0.75f}, {0x1F637, 0x1F637, -1},    {0x1F638, 0x1F63B, 2},
    {0x1F63E, 0x1F63F, -2},     {0x1F641, 0x1F641, -2},    {0x1F642, 0x1F643, 1},
    {0x1F644, 0x1F644, -1.5f},  {0x1F64B, 0x1F64C, 2},     {0x1F64F, 0x1F64F, 1.5f},
    {0x1F90D, 0x1F90E, 2},      {0x1F914, 0x1F914, -0.5f}, {0x1F917, 0x1F917, 2},
    {0x1F91D, 0x1F91D, 1},      {0x1F922, 0x1F922, -3},    {0x1F923, 0x1F923, 1},
    {0x1F925, 0x1F925, -1.5f},  {0x1F929, 0x1F929, 3},     {0x1F92C, 0x1F92C, -3.5f},
    {0x1F92E, 0x1F92E, -3},     {0x1F970, 0x1F970, 3},     {0x1F973, 0x1F973, 2.5f},
    {0x1F97A, 0x1F97A, -0.5f},  {0x1F9E1, 0x1F9E1, 2},     {0x1FAF6, 0x1FAF6, 2.5f},
};

double rn_emoji_value(uint32_t cp)
{
    size_t lo = 0, hi = sizeof emoji / sizeof emoji[0];
    if (cp < emoji[0].first)
        return 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (cp > emoji[mid].last)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < sizeof emoji / sizeof emoji[0] && cp >= emoji[lo].first ? (double)emoji[lo].value
                                                                        : 0;
}

/* Longer ones first where one begins with another. */
static const struct {
    const char *face;
    double value;
} faces[] = {
    {":'(", -2},   {":-(", -2}, {":-)", 2},   {";-)", 1.5}, {":-D", 2.5},  {":-P", 1}, {":-/", -1},
    {":-|", -0.5}, {":-*", 2},  {"^_^", 2},   {"^^", 1.5},  {":(", -2},    {"=(", -2}, {":)", 2},
    {"=)", 2},     {";)", 1.5}, {":D", 2.5},  {":P", 1},    {":p", 1},     {":/", -1}, {":|", -0.5},
    {":*", 2},     {"<3", 2.5}, {")))", 1.5}, {"))", 1.5},  {"(((", -1.5}, {"((", -1},
};

size_t rn_emoticon(struct rn_str text, size_t at, double *ret_value)
{
    if (text.p[at] == '\0' || strchr(":;=^<()", text.p[at]) == NULL)
        return 0;
    struct rn_str rest = rn_strn(text.p + at, text.n - at);
    if (at > 0 && text.p[at] == ':' && rest.n > 1 && rest.p[1] == '/')
        return 0; /* the colon of an address */
    for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++) {
        if (rn_str_starts(rest, faces[i].face)) {
            *ret_value = faces[i].value;
            return strlen(faces[i].face);
        }
    }
    return 0;
}
