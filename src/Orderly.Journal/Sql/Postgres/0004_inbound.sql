alter table inbox add column held_until bigint;
create index patient_alias_to on patient_alias (to_token);
