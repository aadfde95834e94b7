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
        loop.run_until_complete(self.connect_binary())

    def reconnect(self):
        self.connection = loop.run_until_complete(connect())

    def rows(self, query, *parameters):
        for number in range(len(parameters)):
            query = query.replace('?', f'${number + 1}', 1)
        return [list(row) for row in loop.run_until_complete(self.connection.fetch(query, *parameters))]

    rows_in_binary = rows

    def copy_out(self, query):
        file = io.BytesIO()
        loop.run_until_complete(self.connection.copy_from_query(query[len('COPY ('):-len(') TO STDOUT')], output=file))
        return file.getvalue().decode()

    def copy_in(self, query, text):
        loop.run_until_complete(self.connection.copy_to_table(query.split()[1], source=io.BytesIO(text.encode())))

    async def connect_binary(self):
        """A connection on which the types travel as their bytes."""
        self.binary = await asyncpg.connect(server_settings={'jit': 'off'})
        for name, in await self.binary.fetch('SELECT type FROM type_of_loanfin WHERE send IS NOT NULL'):
            await self.binary.set_type_codec(name, encoder=bytes, decoder=bytes, format='binary')

    def read_binary(self, name):
        query = f'SELECT {name} FROM every_type WHERE {name} IS NOT NULL ORDER BY id'
        return [value for value, in loop.run_until_complete(self.binary.fetch(query))]

    def send_binary(self, name, value):
        return loop.run_until_complete(self.binary.fetchval(f'SELECT CAST($1 AS {name})::text', value))


matrix.run(Asyncpg())
