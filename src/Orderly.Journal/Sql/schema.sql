-- name: lock_migrations
select {pg: 1 from pg_advisory_xact_lock(7093517)} {sqlite: 1}

-- name: schema_versions
select version, sha256 from schema_version order by version

-- name: has_schema
{pg: select count(*) from pg_class where oid = to_regclass('schema_version')}
{sqlite: select count(*) from sqlite_master where type = 'table' and name = 'schema_version'}

-- name: add_schema_version
insert into schema_version {values: version int, name text, sha256 text, applied bigint}

-- name: prepare_journal_months
{pg: select count(*) filter (where prepare_journal_month(m::date)) from generate_series(
    date_trunc('month', to_timestamp($1 / 1000000.0) at time zone 'UTC'), to_timestamp($2 / 1000000.0) at time zone 'UTC', interval '1 month') as m}
{sqlite: select 0 where $1 is null and $2 is null}
