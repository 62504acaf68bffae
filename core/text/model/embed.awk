# SPDX-License-Identifier: MIT
# Makes C tables of the fitted figures: embed.awk blend.tsv linear-*.txt. Their forms are told in their first lines.
BEGIN {
    print "/* SPDX-License-Identifier: MIT\n * Made by embed.awk; the sources are core/text/model. */"
    print "#include \"text/blend.h\"\n#include \"text/linear.h\"\n"
}
/^#/ || NF == 0 { next }
$1 == "inputs" { inputs = $2; next }
FILENAME ~ /blend\.tsv$/ {
    blends = blends "{\"" $1 "\", {"
    for (k = 0; k < 3; k++) {
        blends = blends "{"
        for (i = 0; i < inputs; i++)
            blends = blends $(2 + k * inputs + i) "f,"
        blends = blends "},"
    }
    blends = blends "}, {" $(2 + 3 * inputs) "f, " $(3 + 3 * inputs) "f}},\n"
    nblends++
    next
}
$1 == "model" {
    if (nmodels) print ";"
    nmodels++
    models = models "{\"" $2 "\", " $3 ", " $4 "f, model_" nmodels "},\n"
    print "static const int8_t model_" nmodels "[" 2 ^ $3 * 2 "] ="
    next
}
{
    gsub(/../, "\\x&", $1)
    print "\"" $1 "\""
}
END {
    if (nmodels) print ";"
    print "const struct rn_linear rn_linears[] = {\n" (nmodels ? models : "{0},") "};\nconst size_t rn_linears_n = " nmodels + 0 ";\n"
    print "const struct rn_blend rn_blends[] = {\n" blends "};\nconst size_t rn_blends_n = " nblends + 0 ";"
}
