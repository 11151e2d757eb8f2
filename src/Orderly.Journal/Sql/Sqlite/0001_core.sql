create table store (
    id integer primary key check (id = 1),
    store_id blob not null,
    era integer not null,
    feature_level integer not null,
    epoch integer not null,
    real_anchor integer not null,
    hospital_anchor integer not null,
    rate real not null
) strict;
create table seal_key (id integer primary key, purpose text not null, wrapped blob not null, created integer not null) strict;
create table data_protection_key (id text primary key, xml text not null) strict;
create table queue (
    id integer primary key,
    facility integer not null,
    unit text not null,
    role text not null,
    sensitivity integer not null,
    unique (facility, unit, role, sensitivity)
) strict;

create table node (id text primary key, epoch integer not null, lease_until integer not null) strict;
create table lane (no integer primary key, node text, epoch integer not null) strict;

create table batch (
    epoch integer not null,
    n integer not null,
    at integer not null,
    journal blob not null,
    records blob not null,
    audit blob not null,
    hash blob not null,
    primary key (epoch, n)
) strict;
create table instance (
    id blob primary key,
    facility integer not null,
    definition blob not null,
    parent blob,
    root blob not null,
    business_key text check (length(business_key) between 1 and 400),
    seq integer not null check (seq > 0),
    status integer not null,
    started integer not null,
    ended integer
) strict;
create index instance_root on instance (root);
create index instance_business_key on instance (business_key) where business_key is not null;
create table journal (
    instance blob not null,
    seq integer not null,
    epoch integer not null,
    n integer not null,
    at integer not null,
    actor text not null check (length(actor) between 1 and 400),
    world integer not null,
    codec integer not null,
    key_id integer not null,
    body blob not null,
    primary key (instance, seq)
) strict;
create table snapshot (
    instance blob primary key,
    seq integer not null,
    codec integer not null,
    engine integer not null,
    hash blob not null,
    key_id integer not null,
    body blob not null
) strict;
create table command_key (
    scope text not null,
    key text not null check (length(key) between 1 and 400),
    request_hash blob not null,
    instance blob not null,
    seq integer not null,
    created integer not null,
    expires integer not null,
    primary key (scope, key)
) strict;
create index command_key_expires on command_key (expires);

create table task (
    id blob primary key,
    facility integer not null,
    instance blob not null,
    queue integer not null,
    state integer not null,
    open integer not null check (open in (0, 1)),
    owner text,
    priority integer not null,
    rank integer not null,
    due integer not null,
    patient blob,
    focus blob,
    version integer not null,
    view blob not null
) strict;
create index task_queue on task (queue, rank, due, id) where open = 1;
create index task_owner on task (owner, due, id) where open = 1;
create index task_instance on task (instance);
create index task_patient on task (patient) where patient is not null;
create table clock (
    id blob primary key,
    instance blob not null,
    task blob,
    target integer not null,
    warn integer,
    breach integer,
    stopped_at integer,
    net integer
) strict;
create index clock_instance on clock (instance);
create table incident (
    id blob primary key,
    facility integer not null,
    instance blob not null,
    element text not null,
    kind text not null,
    message text not null,
    subject blob,
    raised integer not null,
    resolved integer
) strict;
create index incident_open on incident (facility, raised, id) where resolved is null;
create index incident_instance on incident (instance);

create table timer (
    lane integer not null,
    due integer not null,
    id blob not null,
    instance blob not null,
    primary key (lane, due, id)
) without rowid, strict;
create table subscription (
    id blob primary key,
    lane integer not null,
    name text not null check (length(name) between 1 and 400),
    key text not null,
    process text not null,
    instance blob,
    element text not null
) strict;
create index subscription_key on subscription (lane, name, key);
create index subscription_start on subscription (name) where instance is null;
create index subscription_instance on subscription (instance) where instance is not null;
create table message (
    id blob primary key,
    lane integer not null,
    name text not null check (length(name) between 1 and 400),
    key text not null,
    expires integer not null,
    epoch integer not null,
    n integer not null,
    i integer not null,
    key_id integer not null,
    body blob not null
) strict;
create index message_position on message (lane, epoch, n, i);
create index message_key on message (lane, name, key);
create index message_expires on message (expires);
create table delivery (
    message blob not null,
    process text not null,
    subscription blob not null,
    state integer not null,
    primary key (message, process)
) without rowid, strict;
create table start_lock (
    process text not null,
    key text not null,
    instance blob not null,
    primary key (process, key)
) without rowid, strict;
create table mail (
    to_instance blob not null,
    from_instance blob not null,
    seq integer not null,
    i integer not null,
    lane integer not null,
    key_id integer not null,
    body blob not null,
    primary key (to_instance, from_instance, seq, i)
) strict;
create index mail_lane on mail (lane);

create table effect (
    id blob primary key,
    facility integer not null,
    lane integer not null,
    order_key text not null,
    n integer not null,
    instance blob not null,
    seq integer not null,
    i integer not null,
    kind text not null check (length(kind) between 1 and 100),
    type text not null check (length(type) between 1 and 400),
    state integer not null,
    attempt integer not null,
    next_at integer not null,
    sender_epoch integer not null,
    worker text,
    key_id integer not null,
    body blob not null
) strict;
create index effect_order on effect (lane, order_key, n, seq, i) where state < 5;
create index effect_due on effect (lane, next_at, id) where state in (0, 1, 2);
create index effect_type on effect (kind, type, next_at, id) where state in (0, 1);
create index effect_state on effect (state, n, id) where state in (3, 4, 5, 6);
create index effect_instance on effect (instance);

create table inbox (
    id blob primary key,
    facility integer not null,
    source text not null check (length(source) between 1 and 400),
    control_id text not null,
    hash blob not null,
    type text not null,
    ordinal integer not null,
    lane integer not null,
    order_key text not null,
    state integer not null,
    route text,
    reason text,
    flagged integer not null,
    received integer not null,
    ack blob not null,
    key_id integer not null,
    raw blob not null,
    unique (source, control_id, hash)
) strict;
create index inbox_order on inbox (lane, order_key, ordinal) where state in (0, 2);
create index inbox_received on inbox (received, id);
create index inbox_state on inbox (state, received, id) where state in (0, 2, 3);
create table canonical_event (
    id blob primary key,
    facility integer not null,
    kind text not null,
    semantic_key text not null,
    encounter text,
    occurred integer not null,
    received integer not null,
    inbox blob,
    key_id integer not null,
    body blob not null
) strict;
create index canonical_event_semantic on canonical_event (semantic_key);
create index canonical_event_encounter on canonical_event (encounter, occurred) where encounter is not null;
create index canonical_event_inbox on canonical_event (inbox) where inbox is not null;

create table deployment (
    id blob primary key,
    kind text not null,
    key text not null,
    version integer not null,
    sha256 blob not null,
    at integer not null,
    actor text not null,
    body blob not null,
    unique (kind, key, version)
) strict;
create table organisation (version integer primary key, at integer not null, actor text not null, body blob not null) strict;
create table blob (sha256 blob primary key, key_id integer not null, body blob not null) strict;

create table patient (
    token blob primary key,
    facility integer not null,
    key_id integer not null,
    body blob not null,
    blind_mrn blob not null
) strict;
create index patient_mrn on patient (blind_mrn);
create table patient_alias (from_token blob primary key, to_token blob not null) strict;

create table history (
    epoch integer not null,
    n integer not null,
    i integer not null,
    instance blob not null,
    element text not null,
    event text not null,
    at integer not null,
    actor text not null,
    unit text,
    primary key (epoch, n, i)
) without rowid, strict;
create index history_instance on history (instance, at);
create table audit (
    epoch integer not null,
    n integer not null,
    i integer not null,
    at integer not null,
    actor text not null,
    what text not null,
    subject text not null,
    prev blob not null,
    hash blob not null,
    primary key (epoch, n, i)
) without rowid, strict;
create index audit_at on audit (at, epoch, n, i);
create index audit_subject on audit (subject, at);
create table access (
    epoch integer not null,
    n integer not null,
    i integer not null,
    at integer not null,
    actor text not null,
    purpose text not null,
    view text not null,
    patients blob not null,
    primary key (epoch, n, i)
) without rowid, strict;
create index access_at on access (at, epoch, n, i);
create table access_patient (
    patient blob not null,
    at integer not null,
    epoch integer not null,
    n integer not null,
    i integer not null,
    primary key (patient, at, epoch, n, i)
) without rowid, strict;
