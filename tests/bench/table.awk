# SPDX-License-Identifier: MIT
# "measure TAB renown TAB reference" a line and round -> the table: medians, and the median of the rounds' ratios.
BEGIN {
    FS = "\t"
    limit("import .*, wall s", 1.6, 1.15)
    limit("import .*, cpu s", 2.1, 1.6)
    limit("import .* again, wall s", 0.5, 0.3)
    limit("import .*, store bytes", 2.2, 1.6)
    limit(".*peak MiB", 150, 100)
    limit("fetch [0-9]+ pages, wall s", 1.5, 1.1)
    limit("fetch and read, wall s", 1.25, 1.05)
    limit("figures .*", 0.3, 0.1)
    limit("renown --version.*", 2, 1.5)
    limit("parse .*, cpu s", 1, 0.8)
}

function limit(pattern, bar, goal) {
    limits++
    of[limits] = "^" pattern "$"
    bars[limits] = bar
    goals[limits] = goal
}

function median(list,    v, n, i, j, x) {
    n = split(list, v, " ")
    for (i = 2; i <= n; i++) {
        x = v[i] + 0
        for (j = i - 1; j > 0 && v[j] + 0 > x; j--)
            v[j + 1] = v[j]
        v[j + 1] = x
    }
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

function shown(x) {
    return x >= 1e6 ? sprintf("%d", x) : sprintf("%.4g", x)
}

{
    if (!($1 in renown))
        order[++count] = $1
    renown[$1] = renown[$1] " " $2
    reference[$1] = reference[$1] " " $3
    ratio[$1] = ratio[$1] " " $2 / $3
}

END {
    printf "%-34s %12s %12s %8s %6s %6s\n", "measure", "renown", "reference", "ratio", "bar", "goal"
    for (i = 1; i <= count; i++) {
        m = order[i]
        r = median(ratio[m])
        bar = goal = 0
        for (k = 1; k <= limits; k++)
            if (m ~ of[k]) {
                bar = bars[k]
                goal = goals[k]
            }
        verdict = !bar ? "" : r > bar ? "MISSED" : r > goal ? "met" : "goal"
        failed = failed || verdict == "MISSED"
        printf "%-34s %12s %12s %8.3g %6s %6s %s\n", m, shown(median(renown[m])), \
            m ~ /peak/ ? "-" : shown(median(reference[m])), r, bar ? bar : "", goal ? goal : "", verdict
    }
    exit failed
}
