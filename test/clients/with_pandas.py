"""pandas over SQLAlchemy: frames are read and written."""
import matrix
from loanfin_pandas import append, read_exactly
from with_sqlalchemy import SQLAlchemy


class Pandas(SQLAlchemy):
    lacks = {'reads an array': 'an array of a type unknown to psycopg 2 is one string: cast it to text[]',
             'copies out': 'pandas has no COPY', 'copies in': 'pandas has no COPY',
             'reads rows in binary': 'pandas has what the driver has, here text',
             'reads every type in binary': 'pandas has what the driver has, here text',
             'sends every type in binary': 'pandas has what the driver has, here text',
             'reflects the columns': 'pandas asks SQLAlchemy'}

    def rows(self, query, *parameters):
        if parameters or not query.startswith('SELECT') or 'terminate' in query:
            return super().rows(query, *parameters)
        frame = read_exactly(query.replace('%', '%%'), self.engine)
        return frame.astype(object).values.tolist()

    def insert(self):
        append(read_exactly('SELECT * FROM every_type', self.engine), 'kept', self.engine)


matrix.run(Pandas())
