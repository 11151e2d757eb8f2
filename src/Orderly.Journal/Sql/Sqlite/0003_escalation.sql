-- Who was told of late work: one row an addressee of a rung, open until someone has a plan or the clock ends.
create table escalation (
    clock blob not null,
    level integer not null,
    i integer not null,
    facility integer not null,
    instance blob not null,
    task blob,
    element text not null,
    queue integer not null,
    to_owner integer not null check (to_owner in (0, 1)),
    role text not null,
    unit text,
    channel text,
    at integer not null,
    ended integer,
    primary key (clock, level, i)
) strict;
create index escalation_open on escalation (queue, at) where ended is null;
create index escalation_task on escalation (task) where ended is null;
create index escalation_instance on escalation (instance);
