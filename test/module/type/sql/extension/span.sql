/* span: two amounts and what lies between them. */
-- since: 0.2.0
-- template: value TYPE=span ALIGNMENT=int4 LABEL='Span 区间'
COMMENT ON TYPE span IS 'Span 区间: two amounts, both included.';
COMMENT ON FUNCTION span_cmp(span, span) IS 'Order of two spans 区间: by their bytes.';
