-- name: census
select t.* from occupancy t where t.facility = $1 and t.there = 1 order by t.unit, t.room, t.bed, t.encounter

-- name: occupancy
select t.* from occupancy t where t.facility = $1 and t.encounter = $2

-- name: beds
select t.* from bed t where t.facility = $1

-- name: bed_requests
select t.*, coalesce(o.there, 0) from bed_request t left join occupancy o on o.facility = t.facility and o.encounter = t.encounter
where t.facility = $1 and (o.encounter is null or o.there = 1) order by t.asked, t.encounter
