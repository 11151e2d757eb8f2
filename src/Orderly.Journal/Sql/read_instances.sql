-- The head with each entry after its snapshot; what is large comes with the first of them only.
-- name: instance_loaded keyed
select t.*,
    (select q.id from incident q where q.instance = t.id and q.kind = 'Quarantine' and q.resolved is null order by q.id limit 1),
    s.seq, s.codec, s.engine, s.hash, s.key_id, case when j.seq is null or j.seq = s.seq + 1 then s.body end,
    j.seq, j.at, j.actor, j.world, j.codec, j.key_id, j.body
from instance t
    left join snapshot s on s.instance = $1 and $2 = 1
    left join journal j on j.instance = $1 and j.seq > coalesce(s.seq, 0) and j.seq <= t.seq
where t.id = $1 order by j.seq

-- name: instance keyed
select t.* from instance t where id = $1

-- name: instances_of_case
select t.* from instance t where root = $1 order by id

-- name: instances_of_cases
select t.* from instance t where root {in: $1 uuid} order by root, id

-- name: instances_by_business_key
select t.* from instance t where business_key = $1 order by id

-- name: instances_after
select t.* from instance t where id > $1 order by id limit $2

-- name: instances_by_business_keys
select t.* from instance t where business_key {in: $1 text} order by id

-- name: cases_open
select t.* from instance t where ended is null and parent is null and facility {in: $1 int} order by id limit $2

-- name: journal keyed
select instance, seq, at, actor, world, codec, key_id, body from journal
where instance = $1 and seq > $2 and seq <= $3 order by seq limit $4

-- name: blob keyed
select key_id, body from blob where sha256 = $1

-- name: clocks
select t.* from clock t where instance {in: $1 uuid} order by id

-- name: calls_newest
select t.* from history t where event = 'call.requested' and (at, instance) < ($1, $2) order by at desc, instance desc limit $3

-- name: history_of_instances
select t.* from history t where instance {in: $1 uuid} order by at, epoch, n, i limit $2

-- name: incidents_of_instances
select t.* from incident t where instance {in: $1 uuid} order by id

-- name: incidents_open
select t.* from incident t where resolved is null and facility {in: $1 int} and (raised, id) > ($2, $3) order by raised, id limit $4

-- name: incident keyed
select t.* from incident t where id = $1
