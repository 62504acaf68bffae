/* SPDX-License-Identifier: MIT */
#include "text/entity.h"

#include <stdlib.h>

enum { NAME_MOST = 8 };

static const struct name {
    char name[NAME_MOST + 1];
    uint16_t cp;
} names[] = {
    /* sorted by bytes */
    {"AElig", 0xC6},    {"AMP", '&'},       {"Aacute", 0xC1},   {"Acirc", 0xC2},
    {"Agrave", 0xC0},   {"Aring", 0xC5},    {"Atilde", 0xC3},   {"Auml", 0xC4},
    {"Ccedil", 0xC7},   {"ETH", 0xD0},      {"Eacute", 0xC9},   {"Ecirc", 0xCA},
    {"Egrave", 0xC8},   {"Euml", 0xCB},     {"GT", '>'},        {"Iacute", 0xCD},
    {"Icirc", 0xCE},    {"Igrave", 0xCC},   {"Iuml", 0xCF},     {"LT", '<'},
    {"Ntilde", 0xD1},   {"OElig", 0x152},   {"Oacute", 0xD3},   {"Ocirc", 0xD4},
    {"Ograve", 0xD2},   {"Oslash", 0xD8},   {"Otilde", 0xD5},   {"Ouml", 0xD6},
    {"QUOT", '"'},      {"Scaron", 0x160},  {"THORN", 0xDE},    {"Uacute", 0xDA},
    {"Ucirc", 0xDB},    {"Ugrave", 0xD9},   {"Uuml", 0xDC},     {"Yacute", 0xDD},
    {"Yuml", 0x178},    {"aacute", 0xE1},   {"acirc", 0xE2},    {"acute", 0xB4},
    {"aelig", 0xE6},    {"agrave", 0xE0},   {"amp", '&'},       {"apos", '\''},
    {"aring", 0xE5},    {"atilde", 0xE3},   {"auml", 0xE4},     {"bdquo", 0x201E},
    {"bull", 0x2022},   {"ccedil", 0xE7},   {"cent", 0xA2},     {"check", 0x2713},
    {"copy", 0xA9},     {"darr", 0x2193},   {"deg", 0xB0},      {"divide", 0xF7},
    {"eacute", 0xE9},   {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", 0x2003},
    {"ensp", 0x2002},   {"eth", 0xF0},      {"euml", 0xEB},     {"euro", 0x20AC},
    {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},   {"gt", '>'},
    {"hearts", 0x2665}, {"hellip", 0x2026}, {"iacute", 0xED},   {"icirc", 0xEE},
    {"iexcl", 0xA1},    {"igrave", 0xEC},   {"infin", 0x221E},  {"iquest", 0xBF},
    {"iuml", 0xEF},     {"laquo", 0xAB},    {"larr", 0x2190},   {"ldquo", 0x201C},
    {"le", 0x2264},     {"lrm", 0x200E},    {"lsaquo", 0x2039}, {"lsquo", 0x2018},
    {"lt", '<'},        {"mdash", 0x2014},  {"micro", 0xB5},    {"middot", 0xB7},
    {"nbsp", 0xA0},     {"ndash", 0x2013},  {"ne", 0x2260},     {"not", 0xAC},
    {"ntilde", 0xF1},   {"oacute", 0xF3},   {"ocirc", 0xF4},    {"oelig", 0x153},
    {"ograve", 0xF2},   {"ordf", 0xAA},     {"ordm", 0xBA},     {"oslash", 0xF8},
    {"otilde", 0xF5},   {"ouml", 0xF6},     {"para", 0xB6},     {"permil", 0x2030},
    {"plusmn", 0xB1},   {"pound", 0xA3},    {"quot", '"'},      {"raquo", 0xBB},
    {"rarr", 0x2192},   {"rdquo", 0x201D},  {"reg", 0xAE},      {"rlm", 0x200F},
    {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"scaron", 0x161},
    {"sect", 0xA7},     {"shy", 0xAD},      {"star", 0x2606},   {"starf", 0x2605},
    {"sup1", 0xB9},     {"sup2", 0xB2},     {"sup3", 0xB3},     {"szlig", 0xDF},
    {"thinsp", 0x2009}, {"thorn", 0xFE},    {"tilde", 0x2DC},   {"times", 0xD7},
    {"trade", 0x2122},  {"uacute", 0xFA},   {"uarr", 0x2191},   {"ucirc", 0xFB},
    {"ugrave", 0xF9},   {"uml", 0xA8},      {"uuml", 0xFC},     {"yacute", 0xFD},
    {"yen", 0xA5},      {"yuml", 0xFF},     {"zwj", 0x200D},    {"zwnj", 0x200C},
};

/* Numbers 128..159 mean what they meant in Windows-1252, as in every browser. */
static const uint16_t windows[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                     0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static int digit(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "&#233;" and "&#xE9;"; the semicolon may be missing. */
static size_t numeric(struct rn_str s, uint32_t *ret_cp)
{
    size_t i = 2, first;
    unsigned base = 10;
    uint32_t v = 0;
    if (i < s.n && (s.p[i] | 0x20) == 'x') {
        base = 16;
        i++;
    }
    for (first = i; i < s.n && digit(s.p[i], base) >= 0; i++)
        v = v > 0x10FFFF ? v : v * base + (uint32_t)digit(s.p[i], base);
    if (i == first)
        return 0;
    if (v >= 128 && v < 160)
        v = windows[v - 128];
    bool none = v == 0 || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF);
    *ret_cp = none ? 0xFFFD : v;
    return i + (i < s.n && s.p[i] == ';');
}

static int by_name(const void *key, const void *row)
{
    return strcmp(key, ((const struct name *)row)->name);
}

size_t rn_entity(struct rn_str s, uint32_t *ret_cp)
{
    char key[NAME_MOST + 1];
    size_t n = 0;
    if (s.n > 2 && s.p[1] == '#')
        return numeric(s, ret_cp);
    for (size_t i = 1; i < s.n && n < NAME_MOST; i++, n++) {
        char lower = (char)(s.p[i] | 0x20);
        if (!(lower >= 'a' && lower <= 'z') && digit(s.p[i], 10) < 0)
            break;
        key[n] = s.p[i];
    }
    key[n] = '\0';
    if (n + 1 >= s.n || s.p[n + 1] != ';')
        return 0;
    const struct name *row = bsearch(key, names, sizeof names / sizeof *row, sizeof *row, by_name);
    if (row == NULL)
        return 0;
    *ret_cp = row->cp;
    return n + 2;
}
