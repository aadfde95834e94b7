# Joins the fragments of sql/extension into a script for CREATE EXTENSION, or,
# with -v after=VERSION, for ALTER EXTENSION UPDATE from that version.
#
#   awk [-v after=0.1.0 [-v head=FILE]] -f sql/extension/build.awk sql/extension/*.sql
#
# The head comes first as it stands.
# Lines that steer it, in a fragment or a template:
#   -- requires: a b               the fragments a.sql and b.sql come first
#   -- since: 0.2.0                what follows, to the end of the file, is new in 0.2.0
#   -- template: value TYPE=x LABEL='two words'
#                                  the text of template/value.sql, @TYPE@ replaced;
#                                  lines that begin with two blanks more go on with it
#   -- default: LABEL=x            in a template: the value where none is given
# Fragments that need no other come in the order of their names.
BEGIN {
    for (i = 1; i < ARGC; i++) {
        name[i] = ARGV[i]
        sub(/^.*\//, "", name[i])
        sub(/\.sql$/, "", name[i])
        file[name[i]] = ARGV[i]
        while ((status = (getline line < ARGV[i])) > 0)
            if (line ~ /^-- requires: /)
                requires[name[i]] = requires[name[i]] " " substr(line, 14)
        if (status < 0)
            fail("cannot read " ARGV[i])
        close(ARGV[i])
    }
    count = ARGC - 1
    folder = ARGV[1]
    sub(/[^\/]*$/, "", folder)
    print "\\echo Use \"" (after == "" ? "CREATE EXTENSION loanfin" : "ALTER EXTENSION loanfin UPDATE") \
        "\" to load this file. \\quit"
    if (head != "")
        copy(head)
    for (left = count; left > 0; left--) {
        for (i = 1; i <= count && (name[i] in placed || !ready(name[i])); i++)
            ;
        if (i > count)
            fail("fragments require each other, or one that is not there:" unplaced())
        placed[name[i]] = 1
        open = 0
        expand(file[name[i]], "", "")
    }
    exit 0
}

function fail(what) {
    print "build.awk: " what > "/dev/stderr"
    exit 1
}

function ready(n,    needed, k, all) {
    all = split(requires[n], needed, " ")
    for (k = 1; k <= all; k++)
        if (!(needed[k] in placed))
            return 0
    return 1
}

function unplaced(    k, names) {
    for (k = 1; k <= count; k++)
        if (!(name[k] in placed))
            names = names " " name[k]
    return names
}

# Whether version a is later than b, number by number.
function later(a, b,    x, y, k) {
    split(a, x, ".")
    split(b, y, ".")
    for (k = 1; k <= 3; k++)
        if (x[k] + 0 != y[k] + 0)
            return x[k] + 0 > y[k] + 0
    return 0
}

# Reads KEY=value and KEY='some values' into the array; a key stands as @KEY@ in the text.
function read_values(text, values,    key) {
    while (match(text, /[A-Z]+=/)) {
        key = substr(text, RSTART, RLENGTH - 1)
        text = substr(text, RSTART + RLENGTH)
        if (match(text, /^'[^']*'/))
            values[key] = substr(text, 2, RLENGTH - 2)
        else {
            match(text, /^[^ ]*/)
            values[key] = substr(text, 1, RLENGTH)
        }
        text = substr(text, RLENGTH + 1)
    }
}

function replace(line, values, path,    key, done) {
    while (match(line, /@[A-Z]+@/)) {
        key = substr(line, RSTART + 1, RLENGTH - 2)
        if (!(key in values))
            fail(path ": no value for @" key "@")
        done = done substr(line, 1, RSTART - 1) values[key]
        line = substr(line, RSTART + RLENGTH)
    }
    return done line
}

# Prints a file; `given` are the values for a template, which win over its defaults.
function expand(path, given, since,    line, status, values, call) {
    split("", values)
    read_values(given, values)
    while ((status = (getline line < path)) > 0) {
        if (line ~ /^-- default: /) {
            read_values(substr(line, 13) " " given, values)
            continue
        }
        line = replace(line, values, path)
        if (call != "" && line ~ /^--  /) {
            call = call substr(line, 3)
            continue
        }
        fill(call, since)
        call = ""
        if (line ~ /^-- template: /)
            call = substr(line, 14)
        else if (line ~ /^-- since: /)
            since = since == "" || later(substr(line, 11), since) ? substr(line, 11) : since
        else if (line !~ /^-- requires: / && (after == "" || (since != "" && later(since, after))))
            show(line)
    }
    fill(call, since)
    if (status < 0)
        fail("cannot read " path)
    close(path)
}

# Expands the template that a call names first.
function fill(call, since,    word) {
    if (call == "")
        return
    split(call, word, " ")
    expand(folder "template/" word[1] ".sql", substr(call, length(word[1]) + 1), since)
}

function copy(path,    line, status) {
    print ""
    while ((status = (getline line < path)) > 0)
        print line
    if (status < 0)
        fail("cannot read " path)
}

# Statements of two files are joined with an empty line in between.
function show(line) {
    if (!open)
        print ""
    open = 1
    print line
}
