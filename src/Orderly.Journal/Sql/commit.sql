-- name: fence
select n.epoch from node n join {rows: name text, since bigint} as r on n.id = r.name and n.epoch = r.since {pg: for share of n}

-- name: claim_command_key
insert into command_key {values: scope text, key text, request_hash bytes, instance uuid, seq bigint, created bigint, expires bigint}
on conflict (scope, key) do update set
    request_hash = excluded.request_hash, instance = excluded.instance, seq = excluded.seq,
    created = excluded.created, expires = excluded.expires
where command_key.expires <= excluded.created
returning scope, key

-- name: find_command_key
select request_hash, instance, seq from command_key where scope = $1 and key = $2

-- name: claim_inbox
insert into inbox (id, facility, source, control_id, hash, type, ordinal, lane, order_key, route, received, ack, key_id, raw, flagged)
select r.*, case when exists (select 1 from inbox i where i.source = r.source and i.control_id = r.control_id and i.hash <> r.hash) then 1 else 0 end
from {rows: id uuid, facility smallint, source text, control_id text, hash bytes, type text, ordinal bigint, lane smallint, order_key text,
    route text, received bigint, ack bytes, key_id bigint, raw bytes} as r
where true
on conflict (source, control_id, hash) do nothing
returning id

-- name: claim_delivery
insert into delivery {values: message uuid, process text, subscription uuid, state smallint}
on conflict (message, process) do nothing
returning message, process

-- name: claim_start_lock
insert into start_lock {values: process text, key text, instance uuid}
on conflict (process, key) do update set instance = excluded.instance where start_lock.instance = excluded.instance
returning process, key

-- name: find_start_lock
select instance from start_lock where process = $1 and key = $2

-- name: claim_effect
update effect set state = r.new_state, attempt = r.new_attempt, next_at = r.new_next_at, sender_epoch = r.new_sender_epoch, worker = r.new_worker
from {rows: effect uuid, was_state smallint, was_attempt int, new_state smallint, new_attempt int, new_next_at bigint, new_sender_epoch bigint, new_worker text} as r
where id = r.effect and state = r.was_state and attempt = r.was_attempt
returning id

-- name: create_head
insert into instance {values: id uuid, facility smallint, definition uuid, parent uuid, root uuid, business_key text,
    seq bigint, status smallint, started bigint, ended bigint}
on conflict (id) do nothing
returning id

-- name: advance_head
update instance set seq = r.new_seq, status = r.new_status, ended = r.new_ended
from {rows: head uuid, expected bigint, new_seq bigint, new_status smallint, new_ended bigint} as r
where id = r.head and seq = r.expected
returning id

-- name: add_journal
insert into journal {values: instance uuid, seq bigint, epoch bigint, n bigint, at bigint, actor text, world bigint, codec smallint, key_id bigint, body bytes}

-- name: add_batch
insert into batch {values: epoch bigint, n bigint, at bigint, journal bytes, records bytes, audit bytes, hash bytes}

-- name: find_batch
select n from batch where epoch = $1 and n = $2

-- name: await_node
select epoch from node where id = $1 {pg: for update}
