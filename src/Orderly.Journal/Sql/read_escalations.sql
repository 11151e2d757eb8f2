-- name: escalations_told
select e.* from escalation e left join task t on t.id = e.task
where e.ended is null and e.queue {in: $1 int} and (e.to_owner = 0 or t.owner is null or t.owner = $2)
order by e.at, e.clock, e.level, e.i limit $3

-- name: escalations_of_owner
select e.* from task t join escalation e on e.task = t.id
where t.owner = $1 and t.open = 1 and e.ended is null and e.to_owner = 1 order by e.at, e.clock, e.level, e.i limit $2

-- name: escalations_of_clock
select e.* from escalation e where e.clock = $1 order by e.level, e.i

-- name: escalations_of_instances
select e.* from escalation e where e.instance {in: $1 uuid} order by e.clock, e.level, e.i
