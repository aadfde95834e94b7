COMMENT ON OPERATOR < (@TYPE@, @TYPE@) IS 'before in the order of @MANY@';
COMMENT ON OPERATOR <= (@TYPE@, @TYPE@) IS 'before in the order of @MANY@, or the same';
COMMENT ON OPERATOR > (@TYPE@, @TYPE@) IS 'after in the order of @MANY@';
COMMENT ON OPERATOR >= (@TYPE@, @TYPE@) IS 'after in the order of @MANY@, or the same';
