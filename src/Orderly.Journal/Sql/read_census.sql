-- name: census
select t.* from occupancy t where t.facility = $1 and t.there = 1 order by t.unit, t.room, t.bed, t.encounter

-- name: occupancy
select t.* from occupancy t where t.facility = $1 and t.encounter = $2

-- name: beds
select t.* from bed t where t.facility = $1
