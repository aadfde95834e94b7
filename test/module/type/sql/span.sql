-- span: every refusal once.
\set VERBOSITY default
SELECT '[1,2.5]'::span, '[-1.00,-1]'::span;
SELECT '[2,1]'::span;
SELECT '(1,2)'::span;
SELECT '[1,2'::span;
SELECT '[1.005,2]'::span;
