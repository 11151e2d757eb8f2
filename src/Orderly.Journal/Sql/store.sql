-- name: next_epoch
update store set epoch = epoch + 1 where id = 1 returning epoch

-- name: add_store
insert into store {values: id smallint, store_id uuid, era int, feature_level int, epoch bigint, real_anchor bigint, hospital_anchor bigint, rate float8}
on conflict (id) do nothing

-- name: store
select store_id, era, feature_level, real_anchor, hospital_anchor, rate from store where id = 1

-- name: set_clock
update store set real_anchor = $1, hospital_anchor = $2, rate = $3 where id = 1 returning id

-- name: raise_era
update store set era = era + 1 where id = 1 returning era

-- name: raise_feature_level
update store set feature_level = $1 where id = 1 and feature_level <= $1 returning feature_level

-- name: add_seal_key
insert into seal_key {values: id bigint, purpose text, wrapped bytes, created bigint}

-- name: seal_keys
select id, wrapped from seal_key order by id

-- name: data_protection_keys
select xml from data_protection_key order by id

-- name: add_data_protection_key
insert into data_protection_key {values: id text, xml text} on conflict (id) do update set xml = excluded.xml

-- name: queues
select id, facility, unit, role, sensitivity from queue order by id

-- name: add_queue
insert into queue (id, facility, unit, role, sensitivity)
select (select coalesce(max(id), 0) + 1 from queue), r.facility, r.unit, r.role, r.sensitivity
from {rows: facility smallint, unit text, role text, sensitivity smallint} as r
where true
on conflict (facility, unit, role, sensitivity) do nothing

-- name: find_queue
select id, facility, unit, role, sensitivity from queue where facility = $1 and unit = $2 and role = $3 and sensitivity = $4

-- name: lock_store
select id from store where id = 1 {pg: for update}

-- name: activations
select t.* from activation t order by facility, unit

-- name: delete_expired_keys
delete from command_key where (scope, key) in (select scope, key from command_key where expires <= $1 order by expires limit $2) returning scope
