-- name: upsert_task
insert into task {values: id uuid, facility smallint, instance uuid, queue int, state smallint, open smallint, owner text, priority smallint,
    rank int, due bigint, patient uuid, focus uuid, version bigint, view bytes}
on conflict (id) do update set
    queue = excluded.queue, state = excluded.state, open = excluded.open, owner = excluded.owner, priority = excluded.priority,
    rank = excluded.rank, due = excluded.due, patient = excluded.patient, focus = excluded.focus, version = excluded.version, view = excluded.view

-- name: upsert_clock
insert into clock {values: id uuid, instance uuid, task uuid, target bigint, warn bigint, breach bigint, stopped_at bigint, net bigint}
on conflict (id) do update set
    target = excluded.target, warn = excluded.warn, breach = excluded.breach, stopped_at = excluded.stopped_at, net = excluded.net

-- name: upsert_incident
insert into incident {values: id uuid, facility smallint, instance uuid, element text, kind text, message text, subject uuid, raised bigint, resolved bigint}
on conflict (id) do update set message = excluded.message, subject = excluded.subject, resolved = excluded.resolved

-- name: upsert_escalation
insert into escalation {values: clock uuid, level smallint, i smallint, facility smallint, instance uuid, task uuid, element text, queue int,
    to_owner smallint, role text, unit text, channel text, at bigint, ended bigint}
on conflict (clock, level, i) do update set
    queue = excluded.queue, to_owner = excluded.to_owner, role = excluded.role, unit = excluded.unit, channel = excluded.channel,
    at = excluded.at, ended = excluded.ended

-- name: end_escalations
update escalation set ended = r.new_ended
from {rows: a uuid, new_ended bigint} as r where clock = r.a and escalation.ended is null and escalation.at <= r.new_ended
    {pg: and not exists (select 1 from unnest($1::uuid[], $2::bigint[]) as e(a, new_ended)
        where e.a = r.a and e.new_ended < r.new_ended and e.new_ended >= escalation.at)}

-- name: put_snapshot
insert into snapshot {values: instance uuid, seq bigint, codec smallint, engine int, hash bytes, key_id bigint, body bytes}
on conflict (instance) do update set
    seq = excluded.seq, codec = excluded.codec, engine = excluded.engine, hash = excluded.hash, key_id = excluded.key_id, body = excluded.body
where snapshot.seq <= excluded.seq

-- name: add_timer
insert into timer {values: lane smallint, due bigint, id uuid, instance uuid} on conflict (lane, due, id) do nothing

-- name: remove_timer
delete from timer where (lane, due, id) in (select * from {rows: a smallint, b bigint, c uuid} as r)

-- name: open_subscription
insert into subscription {values: id uuid, lane smallint, name text, key text, process text, instance uuid, element text}
on conflict (id) do update set lane = excluded.lane, name = excluded.name, key = excluded.key

-- name: close_subscription
delete from subscription where id in (select * from {rows: a uuid} as r)

-- name: add_message
insert into message {values: id uuid, lane smallint, name text, key text, expires bigint, epoch bigint, n bigint, i int, key_id bigint, body bytes}
on conflict (id) do nothing

-- name: remove_message
delete from message where id in (select * from {rows: a uuid} as r)

-- name: update_delivery
update delivery set state = r.new_state from {rows: a uuid, b text, new_state smallint} as r where message = r.a and process = r.b

-- name: remove_delivery
delete from delivery where (message, process) in (select * from {rows: a uuid, b text} as r)

-- name: rekey_instance
update instance set business_key = r.new_key from {rows: a uuid, new_key text} as r where id = r.a

-- name: extend_start_lock
insert into start_lock (process, key, instance)
select r.a, r.new_key, r.c from {rows: a text, b text, new_key text, c uuid} as r
join start_lock l on l.process = r.a and l.key = r.b and l.instance = r.c
where true
on conflict (process, key) do nothing

-- name: release_start_lock
delete from start_lock where (process, key, instance) in (select * from {rows: a text, b text, c uuid} as r)

-- name: add_mail
insert into mail {values: to_instance uuid, from_instance uuid, seq bigint, i int, lane smallint, key_id bigint, body bytes}
on conflict (to_instance, from_instance, seq, i) do nothing

-- name: remove_mail
delete from mail where (to_instance, from_instance, seq, i) in (select * from {rows: a uuid, b uuid, c bigint, d int} as r)

-- name: add_effect
insert into effect {values: id uuid, facility smallint, lane smallint, order_key text, n bigint, instance uuid, seq bigint, i int, kind text, type text,
    state smallint, attempt int, next_at bigint, sender_epoch bigint, worker text, key_id bigint, body bytes, unit text}
on conflict (id) do update set
    state = excluded.state, attempt = excluded.attempt, next_at = excluded.next_at, sender_epoch = excluded.sender_epoch, worker = excluded.worker

-- name: update_effect
update effect set state = r.new_state, attempt = r.new_attempt, next_at = r.new_next_at, sender_epoch = r.new_sender_epoch, worker = r.new_worker
from {rows: a uuid, new_state smallint, new_attempt int, new_next_at bigint, new_sender_epoch bigint, new_worker text} as r where id = r.a

-- name: remove_effect
delete from effect where id in (select * from {rows: a uuid} as r)

-- name: add_inbox_state
insert into inbox_state {values: id uuid, lane smallint, order_key text, ordinal bigint, received bigint, state smallint, reason text}

-- One that was done with is not held again: it was looked at twice, and its own event may hide the one it came after.
-- name: update_inbox_state
update inbox_state set state = r.new_state, reason = r.new_reason, held_until = r.new_held_until
from {rows: a uuid, new_state smallint, new_reason text, new_held_until bigint} as r
where id = r.a and (r.new_state <> 2 or inbox_state.state in (0, 2))

-- name: remove_inbox_state
delete from inbox_state where id in (select * from {rows: a uuid} as r)

-- name: add_refusal
insert into refusal {values: id uuid, source text, control_id text, type text, listener text, reason text, received bigint, ack bytes, key_id bigint, raw bytes}
on conflict (id) do nothing

-- name: put_activation
insert into activation {values: facility smallint, unit text, listens smallint, since bigint, actor text, reason text}
on conflict (facility, unit) do update set listens = excluded.listens, since = excluded.since, actor = excluded.actor, reason = excluded.reason

-- name: add_canonical_event
insert into canonical_event {values: id uuid, facility smallint, kind text, semantic_key text, encounter text, occurred bigint, received bigint,
    inbox uuid, key_id bigint, body bytes}
on conflict (id) do nothing

-- name: upsert_occupancy
insert into occupancy {values: facility smallint, encounter text, patient uuid, unit text, room text, bed text, moved bigint, there smallint}
on conflict (facility, encounter) do update set
    patient = coalesce(excluded.patient, occupancy.patient),
    unit = case when excluded.unit = '' then occupancy.unit else excluded.unit end,
    room = case when excluded.unit = '' then occupancy.room else excluded.room end,
    bed = case when excluded.unit = '' then occupancy.bed else excluded.bed end,
    moved = excluded.moved, there = excluded.there
where occupancy.moved <= excluded.moved

-- name: upsert_bed_request
insert into bed_request {values: facility smallint, encounter text, patient uuid, asked bigint, level text, isolation text, unit text, room text, bed text, told bigint}
on conflict (facility, encounter) do update set
    patient = coalesce(excluded.patient, bed_request.patient), level = coalesce(excluded.level, bed_request.level),
    isolation = coalesce(excluded.isolation, bed_request.isolation), unit = excluded.unit, room = excluded.room, bed = excluded.bed, told = excluded.told
where bed_request.told <= excluded.told

-- name: expect_exit
update occupancy set expected = r.new_expected, expected_told = r.new_told
from {rows: a smallint, b text, new_expected bigint, new_told bigint} as r
where facility = r.a and encounter = r.b and expected_told <= r.new_told

-- name: upsert_bed
insert into bed {values: facility smallint, unit text, room text, bed text, status text, reason text, told bigint}
on conflict (facility, unit, room, bed) do update set status = excluded.status, reason = excluded.reason, told = excluded.told
where bed.told <= excluded.told

-- name: upsert_patient
insert into patient {values: token uuid, facility smallint, key_id bigint, body bytes, blind_mrn bytes}
on conflict (token) do update set key_id = excluded.key_id, body = excluded.body, blind_mrn = excluded.blind_mrn

-- name: alias_patient
insert into patient_alias {values: from_token uuid, to_token uuid} on conflict (from_token) do update set to_token = excluded.to_token

-- name: put_blob
insert into blob {values: sha256 bytes, key_id bigint, body bytes} on conflict (sha256) do nothing

-- name: put_deployment
insert into deployment {values: id uuid, kind text, key text, version int, sha256 bytes, at bigint, actor text, body bytes}

-- name: put_organisation
insert into organisation {values: version int, at bigint, actor text, body bytes}

-- name: add_history
insert into history {values: epoch bigint, n bigint, i int, instance uuid, element text, event text, at bigint, actor text, unit text}

-- name: add_audit
insert into audit {values: epoch bigint, n bigint, i int, at bigint, actor text, what text, subject text, prev bytes, hash bytes}

-- name: add_access
insert into access {values: epoch bigint, n bigint, i int, at bigint, actor text, purpose text, view text, patients bytes}

-- name: add_access_patient
insert into access_patient {values: patient uuid, at bigint, epoch bigint, n bigint, i int} on conflict do nothing
