# RPostgreSQL: numbers are doubles, everything unknown is text; parameters are text without a type.
suppressPackageStartupMessages(source(file.path(Sys.getenv("SNIPPETS"), "loanfin_r.R")))

lacks <- c("reads numeric" = "R has doubles only: ask for text", "reads bigint" = "R has doubles only: ask for text",
    "reads an array" = "RPostgreSQL has no arrays: unnest them",
    "copies in" = "RPostgreSQL copies data frames only", "copies out" = "RPostgreSQL has no COPY out",
    "reads rows in binary" = "RPostgreSQL has the text format only",
    "reads every type in binary" = "RPostgreSQL has the text format only",
    "sends every type in binary" = "RPostgreSQL has the text format only",
    "reflects the columns" = "RPostgreSQL tells the names of columns only")

again <- function() connect(host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"), user = Sys.getenv("PGUSER"),
    dbname = Sys.getenv("PGDATABASE"))
connection <- again()

# The rows of a query; a question mark is a parameter.
rows <- function(query, parameters = NULL) {
    for (number in seq_along(parameters)) query <- sub("?", paste0("$", number), query, fixed = TRUE)
    if (is.null(parameters)) ask(connection, query) else ask(connection, query, parameters)
}

# Rows as questions.sql writes them; amounts have two decimals.
shown <- function(table) {
    text <- lapply(table, function(column) {
        written <- if (is.double(column) && !inherits(column, "Date")) sprintf("%.2f", column)
            else if (is.logical(column)) tolower(as.character(column)) else as.character(column)
        ifelse(is.na(column), "NULL", written)
    })
    paste(do.call(paste, c(unname(text), sep = "|")), collapse = "\n")
}

# Says whether a piece of work gives what is expected.
cell <- function(name, work, expected) {
    got <- tryCatch(work, error = conditionMessage)
    good <- identical(enc2utf8(got), enc2utf8(expected))
    cat(if (good) "ok" else "not ok", " - ", name, "\n", sep = "")
    if (!good) cat(gsub("(^|\n)", "\\1# ", paste(c(got, "instead of", expected), collapse = "\n")), "\n", sep = "")
}

questions <- rows("SELECT cell, query, answer FROM question")
put <- function(name, parameters = NULL) {
    question <- questions[questions$cell == name, ]
    cell(name, shown(rows(question$query, parameters)), question$answer)
}
kept <- function(fill) {
    rows("TRUNCATE kept")
    fill()
    rows("SELECT columns FROM difference")$columns
}

for (name in setdiff(grep("^reads ", questions$cell, value = TRUE), names(lacks))) put(name)
types <- rows("SELECT type FROM type_of_loanfin ORDER BY type")$type
for (type in types) {
    texts <- rows("SELECT text FROM sample_value WHERE type = ? ORDER BY id", type)$text
    cell(paste("sends", type), vapply(texts, function(text)
        rows(sprintf("SELECT CAST(? AS %s)::text AS text", type), text)$text, "", USE.NAMES = FALSE), texts)
}
put("sends numbers and dates", c("123456.78", "0.0475", 36, "2024-01-31"))
put("sends a double", format(0.1 * 0.7, digits = 17))
put("sends a grade", "doubtful")
cell("inserts every type", kept(function() dbWriteTable(connection, "kept", rows("SELECT * FROM every_type"),
    append = TRUE, row.names = FALSE)), "")
cell("survives a reconnect", {
    query <- "SELECT money_schedule FROM every_type WHERE id = 1"
    before <- rows(query)
    alive <- tryCatch(!is.null(rows("SELECT pg_terminate_backend(pg_backend_pid())")), error = function(e) FALSE)
    connection <- again()
    if (alive) "the connection is alive" else if (identical(rows(query), before)) "the same" else "another"
}, "the same")
for (name in names(lacks)) cat("ok - ", name, " # SKIP ", lacks[[name]], "\n", sep = "")
