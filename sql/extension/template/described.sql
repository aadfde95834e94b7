COMMENT ON FUNCTION @TYPE@_in(cstring) IS
'Reads a @ONE@ @NAME@ from text and checks it completely.';
COMMENT ON FUNCTION @TYPE@_out(@TYPE@) IS
'Writes a @ONE@ @NAME@ as its canonical text.';
COMMENT ON FUNCTION @TYPE@_recv(internal) IS 'Reads a @ONE@ @NAME@ from its binary form and checks it like text.';
COMMENT ON FUNCTION @TYPE@_send(@TYPE@) IS
'Writes the binary form of a @ONE@ @NAME@.';
COMMENT ON FUNCTION @TYPE@_eq(@TYPE@, @TYPE@) IS
'Whether two @ONE@s @NAME@ are the same.';
COMMENT ON FUNCTION @TYPE@_ne(@TYPE@, @TYPE@) IS
'Whether two @ONE@s @NAME@ differ.';
COMMENT ON FUNCTION @TYPE@_lt(@TYPE@, @TYPE@) IS
'Whether a @ONE@ @NAME@ sorts before another.';
COMMENT ON FUNCTION @TYPE@_le(@TYPE@, @TYPE@) IS
'Whether a @ONE@ @NAME@ sorts before another or is the same.';
COMMENT ON FUNCTION @TYPE@_gt(@TYPE@, @TYPE@) IS
'Whether a @ONE@ @NAME@ sorts after another.';
COMMENT ON FUNCTION @TYPE@_ge(@TYPE@, @TYPE@) IS
'Whether a @ONE@ @NAME@ sorts after another or is the same.';
COMMENT ON FUNCTION @TYPE@_cmp(@TYPE@, @TYPE@) IS 'Order of two @ONE@s @NAME@: total, but without a financial meaning.';
COMMENT ON FUNCTION @TYPE@_hash(@TYPE@) IS
'Hash of a @ONE@ @NAME@; it never changes, and equal values have equal hashes.';
COMMENT ON FUNCTION @TYPE@_hash_extended(@TYPE@, bigint) IS
'Hash of a @ONE@ @NAME@ with a seed; it never changes, and equal values have equal hashes.';
COMMENT ON FUNCTION @TYPE@_to_jsonb(@TYPE@) IS
'The @ONE@ @NAME@ as a JSON object.';
COMMENT ON FUNCTION @TYPE@_to_json(@TYPE@) IS
'The @ONE@ @NAME@ as a JSON object, also inside to_jsonb(row) and json_agg.';
COMMENT ON FUNCTION @TYPE@_from_jsonb(jsonb) IS 'The @ONE@ @NAME@ that a JSON object describes, checked like text.';
COMMENT ON OPERATOR = (@TYPE@, @TYPE@) IS 'the same @ONE@';
COMMENT ON OPERATOR <> (@TYPE@, @TYPE@) IS 'a different @ONE@';
-- template: order_of TYPE=@TYPE@ MANY='@ONE@s'
