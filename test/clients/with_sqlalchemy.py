"""SQLAlchemy over psycopg 2: tables with columns of loanfin are reflected, read and filled."""
import matrix
import sqlalchemy as sa
from loanfin_sqlalchemy import connect


class SQLAlchemy:
    lacks = {'reads an array': 'an array of a type unknown to psycopg 2 is one string: cast it to text[]',
             'copies out': 'SQLAlchemy has no COPY: ask its raw connection',
             'copies in': 'SQLAlchemy has no COPY: ask its raw connection',
             'reads rows in binary': 'psycopg 2 has the text format only',
             'reads every type in binary': 'psycopg 2 has the text format only',
             'sends every type in binary': 'psycopg 2 has the text format only'}

    def __init__(self):
        self.engine = connect('postgresql+psycopg2://')

    def reconnect(self):
        """The pool has another connection."""

    def rows(self, query, *parameters):
        names = [f'p{number}' for number in range(len(parameters))]
        for name in names:
            query = query.replace('?', f':{name}', 1)
        query = query if parameters else query.replace(':', '\\:')
        with self.engine.begin() as connection:
            result = connection.execute(sa.text(query), dict(zip(names, parameters)))
            return [list(row) for row in result] if result.returns_rows else []

    def table(self, name):
        return sa.Table(name, sa.MetaData(), autoload_with=self.engine)

    def insert(self):
        source = self.table('every_type')
        with self.engine.begin() as connection:
            rows = [dict(row._mapping) for row in connection.execute(sa.select(source))]
            connection.execute(sa.insert(self.table('kept')), rows)

    def reflect(self):
        return [(column.name, column.type.compile(self.engine.dialect)) for column in self.table('every_type').columns]


if __name__ == '__main__':
    matrix.run(SQLAlchemy())
