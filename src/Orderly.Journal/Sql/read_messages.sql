-- name: matches
select m.*, s.* from message m join subscription s on s.lane = m.lane and s.name = m.name and s.key = m.key
where m.lane {in: $1 int} and m.expires > $2 and s.instance is not null
    and not exists (select 1 from delivery d where d.message = m.id and d.process = s.process)
order by m.epoch, m.n, m.i, s.id limit $3

-- name: matches_of_key
select m.*, s.* from message m join subscription s on s.lane = m.lane and s.name = m.name and s.key = m.key
where m.lane = $1 and m.name = $2 and m.key = $3 and m.expires > $4 and s.instance is not null
    and not exists (select 1 from delivery d where d.message = m.id and d.process = s.process)
order by m.epoch, m.n, m.i, s.id limit $5

-- name: starts
select m.*, s.* from message m join subscription s on s.name = m.name and s.instance is null
where m.lane {in: $1 int} and m.expires > $2
    and not exists (select 1 from delivery d where d.message = m.id and d.process = s.process)
order by m.epoch, m.n, m.i, s.id limit $3

-- name: starts_of_key
select m.*, s.* from message m join subscription s on s.name = m.name and s.instance is null
where m.lane = $1 and m.name = $2 and m.key = $3 and m.expires > $4
    and not exists (select 1 from delivery d where d.message = m.id and d.process = s.process)
order by m.epoch, m.n, m.i, s.id limit $5

-- name: messages_of_key keyed
select t.* from message t where lane = $1 and name = $2 and key = $3 order by epoch, n, i

-- name: messages_expired
select t.* from message t where lane {in: $1 int} and expires <= $2 order by expires, id limit $3

-- name: message keyed
select t.* from message t where id = $1

-- name: subscriptions_of_key
select t.* from subscription t where lane = $1 and name = $2 and key = $3 order by id

-- name: subscriptions_of_instances
select t.* from subscription t where instance {in: $1 uuid} order by id

-- name: start_subscriptions
select t.* from subscription t where instance is null order by name, id

-- name: deliveries keyed
select t.* from delivery t where message = $1 order by process

-- name: find_inbox keyed
select t.* from inbox_message t where source = $1 and control_id = $2 and hash = $3

-- name: inbox keyed
select t.* from inbox_message t where id = $1

-- name: inbox_page
select t.* from inbox_message t where (received, id) < ($1, $2) order by received desc, id desc limit $3

-- name: inbox_page_aside
select t.* from inbox_state s join inbox_message t on t.id = s.id
where s.state in (2, 3) and s.state = $4 and (s.received, s.id) < ($1, $2) order by s.received desc, s.id desc limit $3

-- name: inbox_page_in_state
select t.* from inbox_message t where state = $4 and (received, id) < ($1, $2) order by received desc, id desc limit $3

-- name: inbox_search
select t.* from inbox_message t where (received, id) < ($1, $2) and ($4 < 0 or state = $4) and ({pg: position($5 in lower(control_id || ' ' || type || ' ' || source || ' ' || order_key)) > 0}{sqlite: instr(lower(control_id || ' ' || type || ' ' || source || ' ' || order_key), $5) > 0}
    or order_key {in: $6 text})
order by received desc, id desc limit $3

-- name: inbox_of_order_key
select t.* from inbox_message t where order_key = $1 order by received, id limit $2

-- name: inbox_sources
select source, max(received) from inbox where received > $1 group by source order by source

-- name: refusals_page
select t.* from refusal t where (received, id) < ($1, $2) and ($4 = '' or {pg: position($4 in}{sqlite: instr(} lower(control_id || ' ' || type || ' ' || source || ' ' || listener){pg: )}{sqlite: , $4)} > 0)
order by received desc, id desc limit $3

-- name: refusal
select t.* from refusal t where id = $1

-- name: canonical_events_of_inboxes
select t.* from canonical_event t where inbox {in: $1 uuid} order by inbox, id

-- name: canonical_events_of_encounter
select t.* from canonical_event t where encounter = $1 order by occurred, id limit $2

-- name: canonical_event_kinds keyed
select kind, count(*) from canonical_event where encounter = $1 and facility = $2 group by kind order by kind

-- name: canonical_events_of_kind
select t.* from canonical_event t where encounter = $1 and kind = $2 order by occurred, id limit $3
