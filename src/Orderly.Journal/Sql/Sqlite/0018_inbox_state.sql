-- What became of a message stands beside it: the message, its bytes and its indexes are written once, and no row says that it is
-- mapped, as nearly all of them are.
create table inbox_state (
    id blob primary key,
    lane integer not null,
    order_key text not null,
    ordinal integer not null,
    received integer not null,
    state integer not null,
    reason text,
    held_until integer
) strict, without rowid;
insert into inbox_state select id, lane, order_key, ordinal, received, state, reason, held_until from inbox where state <> 1 or reason is not null;
create index inbox_state_order on inbox_state (lane, order_key, ordinal) where state in (0, 2);
create index inbox_state_aside on inbox_state (state, received, id) where state in (2, 3);
drop index inbox_order;
drop index inbox_aside;
alter table inbox drop column state;
alter table inbox drop column reason;
alter table inbox drop column held_until;
create view inbox_message as
    select i.id, i.facility, i.source, i.control_id, i.hash, i.type, i.ordinal, i.lane, i.order_key, coalesce(s.state, 1) as state, i.route, s.reason,
        i.flagged, i.received, i.ack, i.key_id, i.raw, s.held_until
    from inbox i left join inbox_state s on s.id = i.id;
