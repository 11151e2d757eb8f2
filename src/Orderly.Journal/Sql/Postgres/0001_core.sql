create table store (
    id smallint primary key check (id = 1),
    store_id uuid not null,
    era int not null,
    feature_level int not null,
    epoch bigint not null,
    real_anchor bigint not null,
    hospital_anchor bigint not null,
    rate float8 not null
);
create table seal_key (id bigint primary key, purpose text not null, wrapped bytea not null, created bigint not null);
create table data_protection_key (id text primary key, xml text not null);
create table queue (
    id int primary key,
    facility smallint not null,
    unit text not null,
    role text not null,
    sensitivity smallint not null,
    unique (facility, unit, role, sensitivity)
);

create table node (id text primary key, epoch bigint not null, lease_until bigint not null);
create table lane (no smallint primary key, node text, epoch bigint not null);

create table batch (
    epoch bigint not null,
    n bigint not null,
    at bigint not null,
    journal bytea not null,
    records bytea not null,
    audit bytea not null,
    hash bytea not null,
    primary key (epoch, n)
);
create table instance (
    id uuid primary key,
    facility smallint not null,
    definition uuid not null,
    parent uuid,
    root uuid not null,
    business_key text check (length(business_key) between 1 and 400),
    seq bigint not null check (seq > 0),
    status smallint not null,
    started bigint not null,
    ended bigint
);
create index instance_root on instance (root);
create index instance_business_key on instance (business_key) where business_key is not null;
-- Time-ordered ids make a range of instances a month; the default part takes what no month was made for.
create table journal (
    instance uuid not null,
    seq bigint not null,
    epoch bigint not null,
    n bigint not null,
    at bigint not null,
    actor text not null check (length(actor) between 1 and 400),
    world bigint not null,
    codec smallint not null,
    key_id bigint not null,
    body bytea not null,
    primary key (instance, seq)
) partition by range (instance);
create table journal_default partition of journal default;
create function prepare_journal_month(month date) returns boolean language plpgsql as $$
declare
    part text := 'journal_' || to_char(month, 'YYYY_MM');
    lowest text := lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0') || repeat('0', 20);
    beyond text := lpad(to_hex((extract(epoch from (month + interval '1 month')::timestamp) * 1000)::bigint), 12, '0') || repeat('0', 20);
begin
    if to_regclass(part) is not null then return false; end if;
    execute format('create table %I partition of journal for values from (%L) to (%L)', part, lowest::uuid, beyond::uuid);
    return true;
exception
    -- Another node made it just now, or the default part already holds entries of that month, which then stays there.
    when duplicate_table or check_violation then return false;
end $$;
create table snapshot (
    instance uuid primary key,
    seq bigint not null,
    codec smallint not null,
    engine int not null,
    hash bytea not null,
    key_id bigint not null,
    body bytea not null
);
create table command_key (
    scope text not null,
    key text not null check (length(key) between 1 and 400),
    request_hash bytea not null,
    instance uuid not null,
    seq bigint not null,
    created bigint not null,
    expires bigint not null,
    primary key (scope, key)
);
create index command_key_expires on command_key (expires);

create table task (
    id uuid primary key,
    facility smallint not null,
    instance uuid not null,
    queue int not null,
    state smallint not null,
    open smallint not null check (open in (0, 1)),
    owner text,
    priority smallint not null,
    rank int not null,
    due bigint not null,
    patient uuid,
    focus uuid,
    version bigint not null,
    view bytea not null
);
create index task_queue on task (queue, rank, due, id) where open = 1;
create index task_owner on task (owner, due, id) where open = 1;
create index task_instance on task (instance);
create index task_patient on task (patient) where patient is not null;
create table clock (
    id uuid primary key,
    instance uuid not null,
    task uuid,
    target bigint not null,
    warn bigint,
    breach bigint,
    stopped_at bigint,
    net bigint
);
create index clock_instance on clock (instance);
create table incident (
    id uuid primary key,
    facility smallint not null,
    instance uuid not null,
    element text not null,
    kind text not null,
    message text not null,
    subject uuid,
    raised bigint not null,
    resolved bigint
);
create index incident_open on incident (facility, raised, id) where resolved is null;
create index incident_instance on incident (instance);

create table timer (
    lane smallint not null,
    due bigint not null,
    id uuid not null,
    instance uuid not null,
    primary key (lane, due, id)
);
create table subscription (
    id uuid primary key,
    lane smallint not null,
    name text not null check (length(name) between 1 and 400),
    key text not null,
    process text not null,
    instance uuid,
    element text not null
);
create index subscription_key on subscription (lane, name, key);
create index subscription_start on subscription (name) where instance is null;
create index subscription_instance on subscription (instance) where instance is not null;
create table message (
    id uuid primary key,
    lane smallint not null,
    name text not null check (length(name) between 1 and 400),
    key text not null,
    expires bigint not null,
    epoch bigint not null,
    n bigint not null,
    i int not null,
    key_id bigint not null,
    body bytea not null
);
create index message_position on message (lane, epoch, n, i);
create index message_key on message (lane, name, key);
create index message_expires on message (expires);
create table delivery (
    message uuid not null,
    process text not null,
    subscription uuid not null,
    state smallint not null,
    primary key (message, process)
);
create table start_lock (
    process text not null,
    key text not null,
    instance uuid not null,
    primary key (process, key)
);
create table mail (
    to_instance uuid not null,
    from_instance uuid not null,
    seq bigint not null,
    i int not null,
    lane smallint not null,
    key_id bigint not null,
    body bytea not null,
    primary key (to_instance, from_instance, seq, i)
);
create index mail_lane on mail (lane);

create table effect (
    id uuid primary key,
    facility smallint not null,
    lane smallint not null,
    order_key text not null,
    n bigint not null,
    instance uuid not null,
    seq bigint not null,
    i int not null,
    kind text not null check (length(kind) between 1 and 100),
    type text not null check (length(type) between 1 and 400),
    state smallint not null,
    attempt int not null,
    next_at bigint not null,
    sender_epoch bigint not null,
    worker text,
    key_id bigint not null,
    body bytea not null
);
create index effect_order on effect (lane, order_key, n, seq, i) where state < 5;
create index effect_due on effect (lane, next_at, id) where state in (0, 1, 2);
create index effect_type on effect (kind, type, next_at, id) where state in (0, 1);
create index effect_state on effect (state, n, id) where state in (3, 4, 5, 6);
create index effect_instance on effect (instance);

create table inbox (
    id uuid primary key,
    facility smallint not null,
    source text not null check (length(source) between 1 and 400),
    control_id text not null,
    hash bytea not null,
    type text not null,
    ordinal bigint not null,
    lane smallint not null,
    order_key text not null,
    state smallint not null,
    route text,
    reason text,
    flagged smallint not null,
    received bigint not null,
    ack bytea not null,
    key_id bigint not null,
    raw bytea not null,
    unique (source, control_id, hash)
);
create index inbox_order on inbox (lane, order_key, ordinal) where state in (0, 2);
create index inbox_received on inbox (received, id);
create index inbox_state on inbox (state, received, id) where state in (0, 2, 3);
create table canonical_event (
    id uuid primary key,
    facility smallint not null,
    kind text not null,
    semantic_key text not null,
    encounter text,
    occurred bigint not null,
    received bigint not null,
    inbox uuid,
    key_id bigint not null,
    body bytea not null
);
create index canonical_event_semantic on canonical_event (semantic_key);
create index canonical_event_encounter on canonical_event (encounter, occurred) where encounter is not null;
create index canonical_event_inbox on canonical_event (inbox) where inbox is not null;

create table deployment (
    id uuid primary key,
    kind text not null,
    key text not null,
    version int not null,
    sha256 bytea not null,
    at bigint not null,
    actor text not null,
    body bytea not null,
    unique (kind, key, version)
);
create table organisation (version int primary key, at bigint not null, actor text not null, body bytea not null);
create table blob (sha256 bytea primary key, key_id bigint not null, body bytea not null);

create table patient (
    token uuid primary key,
    facility smallint not null,
    key_id bigint not null,
    body bytea not null,
    blind_mrn bytea not null
);
create index patient_mrn on patient (blind_mrn);
create table patient_alias (from_token uuid primary key, to_token uuid not null);

create table history (
    epoch bigint not null,
    n bigint not null,
    i int not null,
    instance uuid not null,
    element text not null,
    event text not null,
    at bigint not null,
    actor text not null,
    unit text,
    primary key (epoch, n, i)
);
create index history_instance on history (instance, at);
create table audit (
    epoch bigint not null,
    n bigint not null,
    i int not null,
    at bigint not null,
    actor text not null,
    what text not null,
    subject text not null,
    prev bytea not null,
    hash bytea not null,
    primary key (epoch, n, i)
);
create index audit_at on audit (at, epoch, n, i);
create index audit_subject on audit (subject, at);
create table access (
    epoch bigint not null,
    n bigint not null,
    i int not null,
    at bigint not null,
    actor text not null,
    purpose text not null,
    view text not null,
    patients bytea not null,
    primary key (epoch, n, i)
);
create index access_at on access (at, epoch, n, i);
create table access_patient (
    patient uuid not null,
    at bigint not null,
    epoch bigint not null,
    n bigint not null,
    i int not null,
    primary key (patient, at, epoch, n, i)
);
