-- Laws of span: text, jsonb and binary are exact inverses.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE made AS
SELECT i, format('[%s,%s]', draw(i, 'low', 1e9), round(1e9 + draw(i, 'high', 1e9) / 100.0, 2))::span AS s
FROM generate_series(1, 300) AS i;
SELECT law('text and jsonb are exact inverses', $$
    SELECT i FROM made WHERE s::text::span <> s OR s::jsonb::span <> s $$);
SELECT is(encode(span_send('[1.00,2.50]'), 'hex'), '01c8019601', 'the bytes of docs/formats.md');

SELECT * FROM finish();
ROLLBACK;
