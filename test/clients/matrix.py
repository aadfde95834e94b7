"""The cells of the matrix, for clients in Python.

A client offers `rows(query, *parameters)`, where a question mark in the query
stands for a parameter, and `reconnect()`; what else it may offer is looked for
by name.  `lacks` says of other cells why the client does not have them.
"""
import datetime
import decimal
import os
import sys

sys.path.insert(0, os.environ['SNIPPETS'])

TERMS = (decimal.Decimal('123456.78'), decimal.Decimal('0.0475'), 36, datetime.date(2024, 1, 31))


def shown(rows):
    """Rows as questions.sql writes them."""
    def text(value):
        if isinstance(value, list):
            return ','.join(map(text, value))
        if hasattr(value, 'values'):
            return f"({','.join(map(text, value.values()))})"
        return 'NULL' if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return '\n'.join('|'.join(map(text, row)) for row in rows)


def cell(name, work, expected):
    """Says whether a piece of work gives what is expected."""
    try:
        got = work()
    except Exception as error:
        got = f'{type(error).__name__}: {error}'
    print('ok' if got == expected else 'not ok', '-', name)
    if got != expected:
        print('\n'.join('# ' + line[:600] for line in f'{got!r}\ninstead of {expected!r}'.splitlines()))


def run(client):
    """Says every cell of a client."""
    rows = client.rows
    values = rows('SELECT type, text, bytes FROM sample_value ORDER BY type, id')
    types = [name for name, in rows('SELECT type FROM type_of_loanfin ORDER BY type')]
    questions = {name: (query, answer) for name, query, answer in rows('SELECT cell, query, answer FROM question')}
    per_type = {name: [value for value in values if value[0] == name] for name in types}
    columns = '\n'.join(f'{name}|{name}' for name in types)

    def ask(name, *parameters, by=rows):
        query, answer = questions[name]
        cell(name, lambda: shown(by(query, *parameters)), answer)

    def kept(fill):
        rows('TRUNCATE kept')
        fill()
        return shown(rows('SELECT columns FROM difference'))

    def insert():
        for row in rows('SELECT * FROM every_type'):
            rows(f"INSERT INTO kept VALUES ({', '.join('?' * len(row))})", *row)

    def reconnect():
        before = rows('SELECT money_schedule FROM every_type WHERE id = 1')
        try:
            return f"the connection is alive: {rows('SELECT pg_terminate_backend(pg_backend_pid())')}"
        except Exception:
            client.reconnect()
        return rows('SELECT money_schedule FROM every_type WHERE id = 1') == before

    for name, (query, answer) in questions.items():
        if name.startswith('reads ') and name not in client.lacks:
            ask(name, by=client.rows_in_binary if name.endswith(' in binary') else rows)
    for name in types:
        cell(f'sends {name}', lambda: [rows(f'SELECT CAST(? AS {name})::text', value)[0][0]
             for value, in rows(f'SELECT {name} FROM every_type WHERE {name} IS NOT NULL ORDER BY id')],
             [text for _, text, _ in per_type[name]])
    ask('sends numbers and dates', *TERMS)
    ask('sends a double', 0.1 * 0.7)
    ask('sends a grade', 'doubtful')
    cell('inserts every type', lambda: kept(getattr(client, 'insert', insert)), '')
    cell('survives a reconnect', reconnect, True)
    if hasattr(client, 'copy_out'):
        query, answer = questions['copies out']
        cell('copies out', lambda: client.copy_out(query), answer)
        cell('copies in', lambda: kept(lambda: client.copy_in('COPY kept FROM STDIN', answer)), '')
    # in binary: the types whose values differ, of which there are none; rows are not asked for
    sent = {name: [(bytes(sent), text) for _, text, sent in per_type[name] if sent] for name in types}
    if hasattr(client, 'read_binary'):
        cell('reads every type in binary', lambda: [name for name in types if sent[name]
             and client.read_binary(name) != [value for value, _ in sent[name]]], [])
    if hasattr(client, 'send_binary'):
        cell('sends every type in binary', lambda: [name for name in types if any(
             client.send_binary(name, value) != text for value, text in sent[name])], [])
    if hasattr(client, 'reflect'):
        cell('reflects the columns', lambda: '\n'.join(f'{name}|{kind}' for name, kind in client.reflect()
                                                       if name != 'id'), columns)
    for name, reason in client.lacks.items():
        print('ok -', name, '# SKIP', reason)
