-- name: audit_after
select t.* from audit t where (epoch, n, i) > ($1, $2, $3) order by epoch, n, i limit $4

-- name: audit_of_subject
select t.* from audit t where subject = $1 order by at desc, epoch desc, n desc, i desc limit $2

-- name: history_after
select t.* from history t where (epoch, n, i) > ($1, $2, $3) order by epoch, n, i limit $4

-- name: access_after
select t.* from access t where (epoch, n, i) > ($1, $2, $3) order by epoch, n, i limit $4

-- name: access_of_patient
select a.* from access_patient p join access a on a.epoch = p.epoch and a.n = p.n and a.i = p.i
where p.patient {in: $1 uuid} order by p.at desc, p.epoch desc, p.n desc, p.i desc limit $2

-- name: last_look
select max(a.at) from access_patient p join access a on a.epoch = p.epoch and a.n = p.n and a.i = p.i
where p.patient = $1 and p.at > $2 and a.actor = $3 and a.view = $4

-- name: batch_epochs
select distinct epoch from batch order by epoch

-- name: batches_after
select t.* from batch t where epoch = $1 and n > $2 order by n limit $3

-- name: history_of_batches
select t.* from history t where epoch = $1 and n > $2 and n <= $3 order by n, i

-- name: access_of_batches
select t.* from access t where epoch = $1 and n > $2 and n <= $3 order by n, i

-- name: audit_of_batches
select t.* from audit t where epoch = $1 and n > $2 and n <= $3 order by n, i

-- name: deployments
select id, kind, key, version, sha256, at, actor from deployment order by kind, key, version

-- name: deployment keyed
select t.* from deployment t where id = $1

-- name: deployment_latest
select t.* from deployment t where kind = $1 and key = $2 order by version desc limit 1

-- name: organisation
select t.* from organisation t order by version desc limit 1

-- name: patients keyed
select t.* from patient t where token {in: $1 uuid}

-- name: patients_by_mrn
select t.* from patient t where blind_mrn = $1

-- name: patient_aliases keyed
select from_token, to_token from patient_alias where from_token {in: $1 uuid}

-- name: patient_aliases_to
select from_token, to_token from patient_alias where to_token {in: $1 uuid}
