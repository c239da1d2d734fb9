"""One query for each kind of object in a schema; %(schema)s is its oid. PostgreSQL 15 and newer.

The first column is the object's name within the schema; every other one is a fact that is compared.
"""

from typing import Final

_SCHEMA = """
SELECT '' AS name, pg_get_userbyid(n.nspowner) AS owner,
       coalesce(n.nspacl, acldefault('n', n.nspowner))::text[] AS rights,
       obj_description(n.oid, 'pg_namespace') AS comment
FROM pg_namespace n WHERE n.oid = %(schema)s
"""

_TABLE = """
SELECT c.relname AS name, c.relkind::text AS kind, c.relpersistence::text AS persistence, c.reloptions AS options,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS row_security_forced,
       c.relreplident::text AS replica_identity, c.relhasrules AS has_rules, c.reltablespace <> 0 AS in_tablespace,
       (SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)
         AS parents,
       pg_get_userbyid(c.relowner) AS owner, coalesce(c.relacl, acldefault('r', c.relowner))::text[] AS rights,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c WHERE c.relnamespace = %(schema)s AND c.relkind IN ('r', 'p', 'f', 'v', 'm') ORDER BY c.relname
"""

_COLUMN = """
SELECT c.relname || '.' || a.attname AS name, c.relname AS table_name, a.attname AS column_name,
       row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) AS position,
       format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS "default", a.attidentity::text AS identity,
       a.attgenerated::text AS generated,
       CASE WHEN a.attcollation <> t.typcollation
         THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname) FROM pg_collation l
               JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
       a.attcompression::text AS compression, nullif(a.attstattarget, -1) AS statistics_target,
       a.attoptions AS options, a.attacl::text[] AS rights, col_description(c.oid, a.attnum) AS comment
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = %(schema)s AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
"""

_CONSTRAINT = """
SELECT c.relname || '.' || k.conname AS name, c.relname AS table_name, k.conname AS constraint_name,
       k.contype::text AS type, pg_get_constraintdef(k.oid) AS definition, k.convalidated AS validated,
       k.connoinherit AS not_inherited,
       (SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
       (SELECT f.relname FROM pg_class f WHERE f.oid = k.confrelid) AS target,
       (SELECT f.relnamespace = %(schema)s FROM pg_class f WHERE f.oid = k.confrelid) AS target_is_here,
       obj_description(k.oid, 'pg_constraint') AS comment
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = %(schema)s ORDER BY c.relname, k.conname
"""

_INDEX = """
SELECT i.relname AS name, c.relname AS table_name, pg_get_indexdef(i.oid) AS definition, x.indisunique AS is_unique,
       x.indisvalid AS is_valid, x.indisclustered AS is_clustered, x.indisreplident AS is_replica_identity,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')) AS of_constraint,
       i.reloptions AS options, obj_description(i.oid, 'pg_class') AS comment
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE i.relnamespace = %(schema)s ORDER BY i.relname
"""

_TRIGGER = """
SELECT c.relname || '.' || t.tgname AS name, c.relname AS table_name, t.tgname AS trigger_name,
       pg_get_triggerdef(t.oid) AS definition, t.tgenabled::text AS enabled,
       obj_description(t.oid, 'pg_trigger') AS comment
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = %(schema)s AND NOT t.tgisinternal ORDER BY c.relname, t.tgname
"""

_FUNCTION = """
SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, p.prokind::text AS kind,
       CASE WHEN p.prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(p.oid) END AS definition,
       pg_get_userbyid(p.proowner) AS owner, coalesce(p.proacl, acldefault('f', p.proowner))::text[] AS rights,
       obj_description(p.oid, 'pg_proc') AS comment
FROM pg_proc p WHERE p.pronamespace = %(schema)s ORDER BY 1
"""

_SEQUENCE = """
SELECT c.relname AS name, format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment,
       s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache, s.seqcycle AS cycles,
       d.deptype::text AS owned_how, d.refobjid::regclass::text AS owned_by_table, a.attname AS owned_by_column,
       pg_get_userbyid(c.relowner) AS owner, coalesce(c.relacl, acldefault('s', c.relowner))::text[] AS rights,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
  AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relnamespace = %(schema)s ORDER BY c.relname
"""

_POLICY = """
SELECT c.relname || '.' || p.polname AS name, c.relname AS table_name, p.polname AS policy_name,
       p.polcmd::text AS command, p.polpermissive AS permissive,
       ARRAY(SELECT CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r) END::text
             FROM unnest(p.polroles) r ORDER BY 1) AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS condition, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
       obj_description(p.oid, 'pg_policy') AS comment
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = %(schema)s ORDER BY c.relname, p.polname
"""

_STATISTICS = """
SELECT s.stxname AS name, pg_get_statisticsobjdef(s.oid) AS definition, nullif(s.stxstattarget, -1) AS target,
       pg_get_userbyid(s.stxowner) AS owner, obj_description(s.oid, 'pg_statistic_ext') AS comment
FROM pg_statistic_ext s WHERE s.stxnamespace = %(schema)s ORDER BY s.stxname
"""

#: Types, domains, collations, operators, default rights ...: whatever else hangs on the schema, by PostgreSQL's record.
_OTHER = """
SELECT o.identity AS name, o.type AS type
FROM pg_depend d, LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) o
WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = %(schema)s
  AND d.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass,
                        'pg_statistic_ext'::regclass)
UNION ALL
SELECT c.relname, 'composite type' FROM pg_class c WHERE c.relnamespace = %(schema)s AND c.relkind = 'c'
ORDER BY 2, 1
"""

QUERIES: Final = {
    "schema": _SCHEMA,
    "table": _TABLE,
    "column": _COLUMN,
    "constraint": _CONSTRAINT,
    "index": _INDEX,
    "trigger": _TRIGGER,
    "function": _FUNCTION,
    "sequence": _SEQUENCE,
    "policy": _POLICY,
    "statistics": _STATISTICS,
    "other": _OTHER,
}
