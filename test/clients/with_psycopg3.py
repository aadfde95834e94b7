"""psycopg 3: parameters are bound by the server; text is the default, binary is asked for."""
import matrix
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.types import TypeInfo
from loanfin_psycopg3 import connect


def of_type(connection, name):
    """A class of bytes that are sent as the binary form of a type."""
    kind = type(name, (bytes,), {})
    dumper = type('Dumper', (Dumper,), {'format': Format.BINARY, 'oid': TypeInfo.fetch(connection, name).oid,
                                        'dump': lambda self, value: bytes(value)})
    connection.adapters.register_dumper(kind, dumper)
    return kind


class Psycopg3:
    lacks = {'reflects the columns': 'psycopg 3 has no reflection'}

    def __init__(self):
        self.reconnect()

    def reconnect(self):
        self.connection = connect('')

    def rows(self, query, *parameters, binary=False):
        with self.connection.cursor(binary=binary) as cursor:
            cursor.execute(query.replace('?', '%s') if parameters else query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def copy_out(self, query):
        with self.connection.cursor() as cursor, cursor.copy(query) as copy:
            return b''.join(copy).decode()

    def copy_in(self, query, text):
        with self.connection.cursor() as cursor, cursor.copy(query) as copy:
            copy.write(text)

    def rows_in_binary(self, query):
        return self.rows(query, binary=True)

    def read_binary(self, name):
        query = f'SELECT {name} FROM every_type WHERE {name} IS NOT NULL ORDER BY id'
        return [value for value, in self.rows_in_binary(query)]

    def send_binary(self, name, value):
        return self.rows(f'SELECT (%s)::text', of_type(self.connection, name)(value))[0][0]


matrix.run(Psycopg3())
