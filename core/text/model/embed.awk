# SPDX-License-Identifier: MIT
# Makes C tables of the fitted figures: embed.awk blend.tsv linear-*.txt. Their forms are told in their first lines.
BEGIN {
    print "/* SPDX-License-Identifier: MIT\n * Made by embed.awk; the sources are core/text/model. */"
    print "#include \"text/blend.h\"\n#include \"text/linear.h\"\n"
    for (i = 0; i < 256; i++)
        byte[sprintf("%02x", i)] = i < 128 ? i : i - 256
}
/^#/ || NF == 0 { next }
FILENAME ~ /blend\.tsv$/ {
    row = "{\"" $1 "\", {"
    for (k = 0; k < 3; k++) {
        row = row "{"
        for (i = 0; i < inputs; i++)
            row = row $(2 + k * inputs + i) "f,"
        row = row "},"
    }
    if ($1 == "inputs") { inputs = $2; next }
    blends = blends row "}, {" $(2 + 3 * inputs) "f, " $(3 + 3 * inputs) "f}},\n"
    nblends++
    next
}
$1 == "model" {
    if (nmodels) print "};"
    nmodels++
    rows = rows "{\"" $2 "\", " $3 ", " $4 "f, model_" nmodels "},\n"
    print "static const int8_t model_" nmodels "[" 2 ^ $3 * 2 "] = {"
    next
}
{
    line = ""
    for (i = 1; i < length($1); i += 2)
        line = line byte[substr($1, i, 2)] ","
    print line
}
END {
    if (nmodels) print "};"
    print "const struct rn_linear rn_linears[] = {\n" (nmodels ? rows : "{0},") "};\nconst size_t rn_linears_n = " nmodels + 0 ";\n"
    print "const struct rn_blend rn_blends[] = {\n" blends "};\nconst size_t rn_blends_n = " nblends + 0 ";"
}
