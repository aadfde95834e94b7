"""asyncpg: the server tells the type of each parameter; binary unless a codec says text."""
import asyncio
import io

import matrix
import asyncpg
from loanfin_asyncpg import connect

loop = asyncio.new_event_loop()


class Asyncpg:
    lacks = {'reflects the columns': 'asyncpg has no reflection'}

    def __init__(self):
        self.reconnect()

    def reconnect(self):
        self.connection = loop.run_until_complete(connect())

    def rows(self, query, *parameters):
        for number in range(len(parameters)):
            query = query.replace('?', f'${number + 1}', 1)
        return [list(row) for row in loop.run_until_complete(self.connection.fetch(query, *parameters))]

    def copy_out(self, query):
        file = io.BytesIO()
        loop.run_until_complete(self.connection.copy_from_query(query[len('COPY ('):-len(') TO STDOUT')], output=file))
        return file.getvalue().decode()

    def copy_in(self, query, text):
        loop.run_until_complete(self.connection.copy_to_table(query.split()[1], source=io.BytesIO(text.encode())))

    def in_binary(self, name, query, *parameters):
        """The rows of a query while a type travels as its bytes."""
        async def rows():
            connection = await asyncpg.connect()
            await connection.set_type_codec(name, encoder=bytes, decoder=bytes, format='binary')
            got = await connection.fetch(query, *parameters)
            await connection.close()
            return [value for value, in got]
        return loop.run_until_complete(rows())

    def read_binary(self, name):
        return self.in_binary(name, f'SELECT {name} FROM every_type WHERE {name} IS NOT NULL ORDER BY id')

    def send_binary(self, name, value):
        return self.in_binary(name, f'SELECT CAST($1 AS {name})::text', value)[0]


matrix.run(Asyncpg())
