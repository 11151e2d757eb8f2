-- name: lock_migrations
select {pg: 1 from pg_advisory_xact_lock(7093517)} {sqlite: 1}

-- name: schema_versions
select version, sha256 from schema_version order by version

-- name: add_schema_version
insert into schema_version {values: version int, name text, sha256 text, applied bigint}
