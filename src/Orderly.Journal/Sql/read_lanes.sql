-- name: timers_due
select t.* from timer t where lane {in: $1 int} and due <= $2 order by due, id limit $3

-- name: timers_of
select t.* from timer t where lane {in: $1 int} and instance {in: $2 uuid} order by due, id

-- name: calls_due
select t.* from effect t
where lane {in: $1 int} and state = 0 and next_at <= $2 and kind = 'call' and not (type {in: $3 text}) and not exists (
    select 1 from effect p
    where p.lane = t.lane and p.order_key = t.order_key and p.state < 5 and (p.n, p.seq, p.i, p.id) < (t.n, t.seq, t.i, t.id))
order by next_at, id limit $4

-- name: effects_sending
select t.* from effect t where lane {in: $1 int} and state in (1, 2) order by next_at, id limit $2

-- name: jobs
select t.* from effect t
where kind = 'job' and type {in: $1 text} and state in (0, 1) and next_at <= $2 order by next_at, id limit $3

-- name: effect keyed
select t.* from effect t where id = $1

-- name: effects_of_instances
select t.* from effect t where instance {in: $1 uuid} order by id

-- name: sealed_by_place
select facility, unit, count(*) from effect where state = 5 group by facility, unit order by facility, unit

-- name: effects_in_state
select t.* from effect t where state = $1 and state in (3, 4, 5, 6) and (n, id) > ($2, $3) order by n, id limit $4

-- name: inbox_pending
select t.* from inbox_state s join inbox_message t on t.id = s.id
where s.lane {in: $1 int} and s.state in (0, 2) and s.state = 0 order by s.lane, s.order_key, s.ordinal limit $2

-- name: inbox_held
select lane, order_key, min(held_until) from inbox_state
where lane {in: $1 int} and state in (0, 2) and state = 2 group by lane, order_key order by 3, 1, 2 limit $2

-- name: inbox_held_of_key keyed
select t.* from inbox_state s join inbox_message t on t.id = s.id
where s.lane = $1 and s.order_key = $2 and s.state in (0, 2) and s.state = 2 order by s.ordinal

-- name: mail_pending
select t.* from mail t where lane {in: $1 int} order by to_instance, from_instance, seq, i limit $2

-- name: mail_to keyed
select t.* from mail t where to_instance = $1 order by from_instance, seq, i
