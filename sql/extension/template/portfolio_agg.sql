CREATE AGGREGATE portfolio_agg(@ARGS@) (
    SFUNC = @STEP@_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = @STEP@_accum, MINVFUNC = @STEP@_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
