# The official image of PostgreSQL with loanfin in it.
#
#   docker build -t loanfin .                         for PostgreSQL 17
#   docker build --build-arg PG=15 -t loanfin:15 .
#   docker run -e POSTGRES_PASSWORD=... loanfin
#
# A new database of the container has the extension.
ARG PG=17
FROM postgres:${PG} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /src
RUN make -C /src -j"$(nproc)" with_llvm=no PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config" \
    && make -C /src install DESTDIR=/out with_llvm=no PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config"

FROM postgres:${PG}
COPY --from=build /out /
RUN printf '%s\n' 'CREATE EXTENSION loanfin;' '\c template1' 'CREATE EXTENSION loanfin;' \
    > /docker-entrypoint-initdb.d/10-loanfin.sql
