-- Who lies where, as the feeds told it: one row a visit, also after its exit, so that a movement that comes late brings nobody back.
create table occupancy (
    facility integer not null,
    encounter text not null,
    patient blob,
    unit text not null,
    room text,
    bed text,
    moved integer not null,
    there integer not null check (there in (0, 1)),
    primary key (facility, encounter)
) strict;
create index occupancy_there on occupancy (facility, unit, room, bed) where there = 1;
