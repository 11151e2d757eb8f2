-- Messages that were refused by their header. Apart from the inbox: the same bytes sent again, once a route takes them, are no repeat.
create table refusal (
    id blob primary key,
    source text not null,
    control_id text not null,
    type text not null,
    listener text not null,
    reason text not null,
    received integer not null,
    ack blob not null,
    key_id integer not null,
    raw blob not null
) strict;
create index refusal_received on refusal (received, id);

-- Sites and units that only listen. A unit's own row goes before its site's, whose unit is ''.
create table activation (
    facility integer not null,
    unit text not null,
    listens integer not null check (listens in (0, 1)),
    since integer not null,
    actor text not null,
    reason text not null,
    primary key (facility, unit)
) strict;

-- Where the work behind an effect is, so that a unit that listens again sends nothing that was still to go.
alter table effect add column unit text;

-- What went out, newest first.
create index history_call on history (at, instance) where event = 'call.requested';

-- Boards read what is open; a case page reads the messages of its visit.
create index instance_case_open on instance (facility, id) where ended is null and parent is null;
create index inbox_visit on inbox (order_key, received);
create index inbox_source_received on inbox (source, received);
create index canonical_event_received on canonical_event (received, id);
