-- Who was told of late work: one row an addressee of a rung, open until someone has a plan or the clock ends.
create table escalation (
    clock uuid not null,
    level smallint not null,
    i smallint not null,
    facility smallint not null,
    instance uuid not null,
    task uuid,
    element text not null,
    queue int not null,
    to_owner smallint not null check (to_owner in (0, 1)),
    role text not null,
    unit text,
    channel text,
    at bigint not null,
    ended bigint,
    primary key (clock, level, i)
);
create index escalation_open on escalation (queue, at) where ended is null;
create index escalation_task on escalation (task) where ended is null;
create index escalation_instance on escalation (instance);
