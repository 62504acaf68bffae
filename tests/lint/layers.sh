#!/bin/sh
# SPDX-License-Identifier: MIT
# Who may include whom, and what belongs to one room only. docs/architecture.md tells why.
. "$(dirname "$0")/files.sh"

# folder: folders it may include beside itself and <renown/…>
allowed() {
    case $1 in
    renown) echo "" ;;
    kit) echo "" ;;
    base) echo "" ;;
    text) echo "base" ;;
    config) echo "base" ;;
    net) echo "base" ;;
    store) echo "base text" ;;
    import) echo "base text config" ;;
    rules) echo "base text" ;;
    plugin) echo "base text config net" ;;
    collect) echo "base text config net store import rules plugin" ;;
    insight) echo "base text config store" ;;
    work) echo "base text config net store rules plugin collect" ;;
    report) echo "base text config store insight work" ;;
    cli) echo "base text config net store import rules plugin collect insight work report cli" ;;
    *) echo "?" ;;
    esac
}

bad=0
complain() { printf '%s\n' "$*"; bad=1; }

for file in $(tracked 'core/*.c' 'core/*.h'); do
    folder=${file#core/}
    folder=${folder%%/*}
    may=$(allowed "$folder")
    [ "$may" != "?" ] || complain "$file: the folder $folder has no row in tests/lint/layers.sh"
    for other in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
        case " $folder $may " in
        *" $other "*) ;;
        *) complain "$file: $folder may not include $other" ;;
        esac
    done
done

# A plugin sees the contract and libxml2, nothing of the core.
for file in $(tracked 'plugins/*.c' 'plugins/*.h'); do
    for other in $(sed -n 's/^#include "\(.*\)"/\1/p' "$file" | grep -E '^(base|text|config|net|store|import|rules|plugin|collect|insight|work|report|cli)/'); do
        complain "$file: a plugin may not include $other"
    done
done

# pattern, the only place for it, what it is
only() {
    hits=$(tracked 'core/*.c' 'core/*.h' 'plugins/*.c' | grep -v -E "$2" | xargs grep -n -E "$1" /dev/null | grep -v -E '^[^:]*:[0-9]+: *(\*|/\*|//)')
    [ -z "$hits" ] || complain "$3 belongs to $2:
$hits"
}
only '\b(clock_gettime|gettimeofday|time\(NULL\)|time\(0\))' '^core/base/clock\.c$' 'reading the clock'
only '\b(localtime|localtime_r|mktime|strftime|setlocale|gmtime)\(' '^$' 'the zone or locale of the machine'
only '\bsqlite3_|<sqlite3\.h>' '^core/store/' 'SQLite'
only '"(select|insert into|update|delete from|create table) ' '^core/store/' 'SQL'
only '\b(socket|connect|bind|listen|accept)\(|<sys/socket\.h>|curl_easy|curl_multi|<curl/' '^core/(net|web)/' 'the network'
only '<lua\.h>|<lauxlib\.h>|\blua_' '^core/rules/' 'Lua'
only '\b(yaml_parser|yaml_event)|<yaml\.h>' '^core/config/' 'libyaml'
only '\b(system|popen|execv|execl|execlp|execvp)\(' '^$' 'starting other programs'
only '<openssl/' '^core/net/jwt\.c$' 'signing'
only '<sodium\.h>|\brandombytes' '^core/(base/id|net/seal)\.c$' 'hashes, seals and randomness'

exit $bad
