-- What each bed was last told to be, by a word on the bed or by someone who left it. Who lies in it stands in occupancy, which goes before.
create table bed (
    facility smallint not null,
    unit text not null,
    room text not null,
    bed text not null,
    status text,
    reason text,
    told bigint not null,
    primary key (facility, unit, room, bed)
);

-- When the patient is expected to leave, and when that was said.
alter table occupancy add column expected bigint;
alter table occupancy add column expected_told bigint not null default 0;

-- What a visit asked of a bed. It stays when the patient was placed: what they need does not end with that.
create table bed_request (
    facility smallint not null,
    encounter text not null,
    patient uuid,
    asked bigint not null,
    level text,
    isolation text,
    unit text not null,
    room text,
    bed text,
    told bigint not null,
    primary key (facility, encounter)
);
