alter table inbox add column held_until bigint;
