alter table inbox add column held_until integer;
