"""psycopg 2: parameters are written into the query, values of other types are read as text."""
import io

import matrix
import psycopg2
from loanfin_psycopg2 import connect


class Psycopg2:
    lacks = {'reads rows in binary': 'psycopg 2 has the text format only',
             'reads every type in binary': 'psycopg 2 has the text format only',
             'sends every type in binary': 'psycopg 2 has the text format only',
             'reflects the columns': 'psycopg 2 has no reflection'}

    def __init__(self):
        self.reconnect()

    def reconnect(self):
        self.connection = connect('')
        self.connection.autocommit = True

    def rows(self, query, *parameters):
        with self.connection.cursor() as cursor:
            cursor.execute(query.replace('?', '%s') if parameters else query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def copy_out(self, query):
        file = io.StringIO()
        with self.connection.cursor() as cursor:
            cursor.copy_expert(query, file)
        return file.getvalue()

    def copy_in(self, query, text):
        with self.connection.cursor() as cursor:
            cursor.copy_expert(query, io.StringIO(text))


matrix.run(Psycopg2())
