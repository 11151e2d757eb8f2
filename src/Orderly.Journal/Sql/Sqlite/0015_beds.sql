-- What each bed was last told to be, by a word on the bed or by someone who left it. Who lies in it stands in occupancy, which goes before.
create table bed (
    facility integer not null,
    unit text not null,
    room text not null,
    bed text not null,
    status text,
    reason text,
    told integer not null,
    primary key (facility, unit, room, bed)
) strict;

-- When the patient is expected to leave, and when that was said.
alter table occupancy add column expected integer;
alter table occupancy add column expected_told integer not null default 0;

-- What a visit asked of a bed. It stays when the patient was placed: what they need does not end with that.
create table bed_request (
    facility integer not null,
    encounter text not null,
    patient blob,
    asked integer not null,
    level text,
    isolation text,
    unit text not null,
    room text,
    bed text,
    told integer not null,
    primary key (facility, encounter)
) strict;
