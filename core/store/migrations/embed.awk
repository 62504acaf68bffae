# SPDX-License-Identifier: MIT
# Turns the numbered scripts into a table of C strings, in the order they are given.
BEGIN {
    print "/* Made from core/store/migrations; do not edit. */"
    print "#include \"store/private.h\""
    print "const struct rn_migration rn_migrations[] = {"
}
FNR == 1 {
    if (open) print "    },"
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    print "    {" (name + 0) ", \"" name "\","
    open = 1
}
{
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    print "     \"" $0 "\\n\""
}
END {
    if (open) print "    },"
    print "    {0, NULL, NULL}};"
}
