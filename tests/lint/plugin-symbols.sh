#!/bin/sh
# SPDX-License-Identifier: MIT
# A plugin is a pure function: it imports no symbol through which it could reach the network, files, the
# clock, the environment or another program, and exports nothing but rn_plugin_v1.
set -u
: "${builddir:=.}"

# Whole names. A name with a version (open@GLIBC_2.2.5) is cut first.
forbidden='socket|socketpair|connect|bind|listen|accept4?|send|sendto|sendmsg|recv|recvfrom|recvmsg|getaddrinfo|gethostby.*'
forbidden="$forbidden|curl_.*|xmlNano.*|(xml|html)(ReadFile|ParseFile|ReadFd|ReadIO|CtxtReadFile|CtxtReadFd|CreateFileParserCtxt|NewTextReaderFilename|ReaderForFile|SaveFile.*)"
forbidden="$forbidden|open(at)?(64)?|__open.*|creat(64)?|fopen(64)?|fdopen|freopen(64)?|opendir|readdir.*|unlink(at)?|rename(at)?|mkdir(at)?|rmdir|remove|stat(64)?|l?stat.*|readlink|realpath|tmpfile|mkstemp.*|mmap(64)?"
forbidden="$forbidden|time|gettimeofday|clock|clock_gettime|clock_nanosleep|ftime|localtime(_r)?|gmtime(_r)?|mktime|strftime|sleep|usleep|nanosleep|alarm|setitimer"
forbidden="$forbidden|(secure_)?getenv|setenv|putenv|environ|__environ|setlocale|newlocale|uselocale"
forbidden="$forbidden|exec.*|fork|vfork|clone|posix_spawn.*|system|popen|kill|raise|signal|sigaction|_?exit|_Exit|syscall|dlopen|dlsym|pthread_create|ptrace"
forbidden="$forbidden|rand|srand|random|srandom|rand_r|drand48|getrandom|getentropy|arc4random.*|read|pread.*|write|pwrite.*"

imports() { nm -D --undefined-only "$1" | awk '{ sub(/@.*/, "", $NF); print $NF }'; }
exports() { nm -D --defined-only "$1" | awk '{ sub(/@.*/, "", $NF); print $NF }'; }

# Prints what is wrong with a module; nothing when it is fine.
faults() {
    imports "$1" | grep -Ex "$forbidden" | sed 's/^/imports /'
    exports "$1" | grep -vx 'rn_plugin_v1' | sed 's/^/exports /'
    exports "$1" | grep -qx 'rn_plugin_v1' || echo 'lacks rn_plugin_v1'
}

n=0
bad=0
say() { # ok|not ok, description
    n=$((n + 1))
    echo "$1 $n - $2"
    [ "$1" = ok ] || bad=1
}

# The check itself must see what it is for.
seen=$(faults "$builddir/tests/lint/.libs/forbidden.so" | sort | tr '\n' ',')
if [ "$seen" = 'exports rn_another_door,imports getenv,imports time,' ]; then
    say ok 'a module that reads clock and environment is seen'
else
    echo "# saw: $seen"
    say 'not ok' 'a module that reads clock and environment is seen'
fi

for module in "$builddir"/plugins/.libs/*.so; do
    [ -f "$module" ] || continue
    found=$(faults "$module")
    if [ -z "$found" ]; then
        say ok "$(basename "$module" .so)"
    else
        echo "$found" | sed 's/^/# /'
        say 'not ok' "$(basename "$module" .so)"
    fi
done
[ "$n" -gt 1 ] || say 'not ok' 'there are plugins to look at'
echo "1..$n"
exit $bad
