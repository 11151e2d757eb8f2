-- Every message pays for every index on its way in: what one index can answer is not kept in two.
drop index inbox_received;
drop index inbox_received_source;
create index inbox_arrival on inbox (received, id, source);
-- Pages of what stands aside. What is still to be mapped is found in its order.
drop index inbox_state;
create index inbox_aside on inbox (state, received, id) where state in (2, 3);
drop index canonical_event_semantic;
-- A key is looked for and added by its name only, so its row lives in the index of names.
create table command_key_by_name (
    scope text not null,
    key text not null check (length(key) between 1 and 400),
    request_hash blob not null,
    instance blob not null,
    seq integer not null,
    created integer not null,
    expires integer not null,
    primary key (scope, key)
) strict, without rowid;
insert into command_key_by_name select scope, key, request_hash, instance, seq, created, expires from command_key;
drop table command_key;
alter table command_key_by_name rename to command_key;
create index command_key_expires on command_key (expires);
