-- Who lies where, as the feeds told it: one row a visit, also after its exit, so that a movement that comes late brings nobody back.
create table occupancy (
    facility smallint not null,
    encounter text not null,
    patient uuid,
    unit text not null,
    room text,
    bed text,
    moved bigint not null,
    there smallint not null check (there in (0, 1)),
    primary key (facility, encounter)
);
create index occupancy_there on occupancy (facility, unit, room, bed) where there = 1;
