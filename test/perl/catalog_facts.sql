-- The facts of an extension's objects as lines of text, for the caller to sort:
-- what two installs are compared by.  Objects are those of the schema public.
\pset format unaligned
\pset tuples_only on
\set VERBOSITY terse
SELECT 'function', p.oid::regprocedure, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.prokind,
       CASE WHEN p.prosqlbody IS NULL THEN p.prosrc ELSE pg_get_functiondef(p.oid) END, p.prolang,
       p.procost, p.prorows, p.provolatile, p.proparallel, p.proisstrict, p.prosupport, p.proleakproof,
       obj_description(p.oid, 'pg_proc')
FROM   pg_proc p WHERE p.pronamespace = 'public'::regnamespace;
SELECT 'aggregate', a.aggfnoid::regprocedure, to_jsonb(a) - 'aggfnoid' || jsonb_build_object(
           'aggtranstype', a.aggtranstype::regtype, 'aggmtranstype', a.aggmtranstype::regtype,
           'aggsortop', a.aggsortop::regoper)
FROM   pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid
WHERE  p.pronamespace = 'public'::regnamespace;
SELECT 'type', t.oid::regtype, t.typlen, t.typbyval, t.typtype, t.typcategory, t.typispreferred, t.typdelim, t.typinput,
       t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typalign, t.typstorage, t.typcollation, t.typdefault,
       t.typarray::regtype, t.typelem::regtype, obj_description(t.oid, 'pg_type')
FROM   pg_type t WHERE t.typnamespace = 'public'::regnamespace;
SELECT 'operator', o.oid::regoperator, o.oprkind, o.oprcanmerge, o.oprcanhash, o.oprresult::regtype,
       o.oprcom::regoperator, o.oprnegate::regoperator, o.oprcode, o.oprrest, o.oprjoin,
       obj_description(o.oid, 'pg_operator')
FROM   pg_operator o WHERE o.oprnamespace = 'public'::regnamespace;
SELECT 'opclass', c.opcname, m.amname, c.opcintype::regtype, c.opcdefault, c.opckeytype::regtype, f.opfname
FROM   pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod JOIN pg_opfamily f ON f.oid = c.opcfamily
WHERE  c.opcnamespace = 'public'::regnamespace;
SELECT 'amop', f.opfname, a.amopstrategy, a.amoppurpose, a.amopopr::regoperator
FROM   pg_amop a JOIN pg_opfamily f ON f.oid = a.amopfamily
WHERE  f.opfnamespace = 'public'::regnamespace;
SELECT 'amproc', f.opfname, a.amproclefttype::regtype, a.amprocrighttype::regtype, a.amprocnum, a.amproc::regprocedure
FROM   pg_amproc a JOIN pg_opfamily f ON f.oid = a.amprocfamily
WHERE  f.opfnamespace = 'public'::regnamespace;
SELECT 'cast', c.castsource::regtype, c.casttarget::regtype, c.castfunc::regprocedure, c.castcontext, c.castmethod
FROM   pg_cast c WHERE c.oid >= 16384;
