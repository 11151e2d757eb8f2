-- name: task keyed
select t.* from task t where id = $1

-- name: tasks_of_instances
select t.* from task t where instance {in: $1 uuid} order by id

-- name: tasks_of_patient
select t.* from task t where patient {in: $1 uuid} order by id

-- name: tasks keyed
select t.* from task t where id {in: $1 uuid}

-- name: worklist
{pg: select t.* from unnest($1::int[]) as q(queue) cross join lateral (
    select * from task where queue = q.queue and open = 1 and (rank, due, id) > ($2, $3, $4) order by rank, due, id limit $5) as t
order by t.rank, t.due, t.id limit $5}
{sqlite: select t.* from task t where queue = $1 and open = 1 and (rank, due, id) > ($2, $3, $4) order by rank, due, id limit $5}

-- name: worklist_keys
select rank, due, id from task where queue = $1 and open = 1 and (rank, due, id) > ($2, $3, $4) order by rank, due, id limit $5

-- name: worklist_count
{pg: select coalesce(sum(c.found), 0)::bigint from unnest($1::int[]) as q(queue) cross join lateral (
    select count(*) as found from (select 1 from task where queue = q.queue and open = 1 limit $2) as s) as c}
{sqlite: select count(*) from (select 1 from task where queue = $1 and open = 1 limit $2)}

-- name: tasks_of_owner
select t.* from task t where owner = $1 and open = 1 and (due, id) > ($2, $3) order by due, id limit $4
