# Joins the fragments of sql/extension into a script for CREATE EXTENSION, or,
# with -v after=VERSION, for ALTER EXTENSION UPDATE from that version.
#
#   awk [-v after=0.1.0 [-v head=FILE]] -f sql/extension/build.awk sql/extension/*.sql
#
# The head comes first as it is.  An update also sets the comments of what is not new.
# Lines that steer it, in a fragment or a template:
#   -- requires: a b               the fragments a.sql and b.sql come first
#   -- since: 0.2.0                what follows, to the end of the file, is new in 0.2.0
#   -- template: value TYPE=x LABEL='two words'
#                                  the text of template/value.sql, @TYPE@ replaced;
#                                  lines that begin with two blanks more go on with it
#   -- default: LABEL=x            in a template: the value where none is given
# Fragments that need no other come in the order of their names.
#
# The script is plain ASCII, for a database of any encoding: Chinese terms are
# left out of comments, and put into them at its end where the database can
# hold them.  Run it with LC_ALL=C: text is taken byte by byte.
BEGIN {
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
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
    if (statement != "")
        fail("a comment does not end: " statement)
    translate()
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

# Reads KEY=value and KEY='some values' into the array; a key is @KEY@ in the text.
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
        else if (line !~ /^-- requires: / && (after == "" || (since != "" && later(since, after)) \
            || statement != "" || line ~ /^COMMENT ON /))
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
        show_ascii(line)
    if (status < 0)
        fail("cannot read " path)
}

# Statements of two files are joined with an empty line in between.
function show(line) {
    if (!open)
        print ""
    open = 1
    show_ascii(line)
}

# Statements that comment on an object are gathered, to be printed without
# Chinese terms; no other may have any.
function show_ascii(line) {
    if (statement != "" || line ~ /^COMMENT ON /) {
        statement = statement line "\n"
        if (line ~ /;$/) {
            printf "%s", ascii(statement)
            remember(statement)
            statement = ""
        }
        return
    }
    if (line ~ /[\200-\377]/ && line !~ /^(\/\*| \*|--)/)
        fail("only comments may have words that are not ASCII: " line)
    print ascii(line)
}

function ascii(text) {
    gsub(/ ?[\200-\377]+/, "", text)
    return text
}

# COMMENT ON object IS 'words' 'words'; the last comment on an object counts.
function remember(text,    object, words_at) {
    object = text
    sub(/ IS[ \n]*'.*/, "", object)
    words_at = length(object) + 1
    sub(/^COMMENT ON /, "", object)
    if (!(object in place)) {
        place[object] = ++terms
        objects[terms] = object
    }
    words[place[object]] = ""
    if (text !~ /[\200-\377]/)
        return
    text = substr(text, words_at)
    sub(/^ IS[ \n]*'/, "", text)
    sub(/';\n$/, "", text)
    gsub(/'[ ]*\n[ ]*'/, "", text)
    gsub(/''/, "'", text)
    words[place[object]] = text
}

function hex(text,    k, out) {
    for (k = 1; k <= length(text); k++)
        out = out sprintf("%02x", code[substr(text, k, 1)])
    return out
}

# The comments in full, as bytes of UTF-8, each where it can be converted.
function translate(    k, separator, left) {
    for (k = 1; k <= terms; k++)
        left += words[k] != ""
    if (!left)
        return
    print "\n/* Comments with their Chinese terms, where the encoding of the database has them. */"
    print "DO $do$\nDECLARE\n    described text[];\nBEGIN"
    printf "    FOREACH described SLICE 1 IN ARRAY ARRAY["
    for (k = 1; k <= terms; k++)
        if (words[k] != "") {
            printf "%s\n        ['%s',\n         '%s']", separator, objects[k], hex(words[k])
            separator = ","
        }
    print "\n    ]::text[] LOOP\n        BEGIN"
    print "            EXECUTE pg_catalog.format('COMMENT ON %s IS %L', described[1],"
    print "                pg_catalog.convert_from(pg_catalog.decode(described[2], 'hex'), 'UTF8'));"
    print "        EXCEPTION WHEN untranslatable_character OR character_not_in_repertoire THEN"
    print "            NULL;"
    print "        END;\n    END LOOP;\nEND\n$do$;"
}
