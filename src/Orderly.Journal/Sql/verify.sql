-- name: integrity
{pg: select 'ok'} {sqlite: select * from pragma_integrity_check}

-- name: journal_in_chain_order
select instance, seq, at, actor, world, codec, key_id, epoch, n, body from journal order by epoch, n, instance, seq

-- name: heads_apart
select i.id, i.seq from instance i
left join (select instance, count(*) as entries, max(seq) as last from journal group by instance) as j on j.instance = i.id
where coalesce(j.entries, 0) <> i.seq or coalesce(j.last, 0) <> i.seq
union all
select instance, max(seq) from journal j where not exists (select 1 from instance i where i.id = j.instance) group by instance
