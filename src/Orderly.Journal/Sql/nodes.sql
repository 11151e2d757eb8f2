-- name: join_node
insert into node {values: id text, epoch bigint, lease_until bigint}
on conflict (id) do update set epoch = excluded.epoch, lease_until = excluded.lease_until

-- name: free_own_lanes
update lane set node = null where node = $1 returning no

-- name: renew_node
update node set lease_until = $3 where id = $1 and epoch = $2 returning id

-- name: leave_node
update node set epoch = 0, lease_until = 0 where id = $1 and epoch = $2 returning id

-- name: void_dead_nodes
update node set epoch = 0 where lease_until < $1 and epoch <> 0 and id <> $2 returning id

-- name: free_voided_lanes
update lane set node = null
where node is not null and not exists (select 1 from node where node.id = lane.node and node.epoch <> 0)
returning no

-- name: live_nodes
select count(*) from node where epoch <> 0 and lease_until >= $1

-- name: own_lanes
select no, epoch from lane where node = $1 order by no

-- name: free_lanes
select no from lane where node is null order by no limit $1 {pg: for update}

-- name: take_lane
update lane set node = r.new_node, epoch = r.new_epoch from {rows: a smallint, new_node text, new_epoch bigint} as r
where no = r.a returning no

-- name: release_lane
update lane set node = null where no = $1 and node = $2 and epoch = $3 returning no

-- name: add_lane
insert into lane {values: no smallint, epoch bigint} on conflict (no) do nothing

-- name: clock_now
select {pg: (extract(epoch from clock_timestamp()) * 1000000)::bigint} {sqlite: 0}
