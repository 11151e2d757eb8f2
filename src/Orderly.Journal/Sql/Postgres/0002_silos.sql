-- Which silos there are. Orleans reads its statements from OrleansQuery by key; parameters and result columns are its contract,
-- tables and statements are ours. Each change of membership moves the cluster's version in the same statement, or does nothing.
create table silo_version (
    deployment text primary key,
    version int not null,
    moved timestamptz not null default now()
);
create table silo (
    deployment text not null references silo_version (deployment),
    address text not null,
    port int not null,
    generation int not null,
    name text not null,
    host text not null,
    status int not null,
    proxy_port int not null,
    suspected text,
    started timestamptz not null,
    alive timestamptz not null,
    primary key (deployment, address, port, generation)
);
create table OrleansQuery (QueryKey text primary key, QueryText text not null);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', $$
    with added as (
        insert into silo_version (deployment, version) values (@DeploymentId, 0) on conflict (deployment) do nothing returning 1)
    select exists (select from added)
$$),
('MembershipReadAllKey', $$
    select v.version as "Version", s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName",
        s.host as "HostName", s.status as "Status", s.proxy_port as "ProxyPort", s.suspected as "SuspectTimes",
        s.started as "StartTime", s.alive as "IAmAliveTime"
    from silo_version v left join silo s on s.deployment = v.deployment
    where v.deployment = @DeploymentId
$$),
('MembershipReadRowKey', $$
    select v.version as "Version", s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName",
        s.host as "HostName", s.status as "Status", s.proxy_port as "ProxyPort", s.suspected as "SuspectTimes",
        s.started as "StartTime", s.alive as "IAmAliveTime"
    from silo_version v
    left join silo s on s.deployment = v.deployment and s.address = @Address and s.port = @Port and s.generation = @Generation
    where v.deployment = @DeploymentId
$$),
-- A silo that is there already leaves the version where it is: whoever added it moved the version past the one expected here.
('InsertMembershipKey', $$
    with moved as (
        update silo_version v set version = v.version + 1, moved = now()
        where v.deployment = @DeploymentId and v.version = @Version and not exists (
            select from silo s
            where s.deployment = v.deployment and s.address = @Address and s.port = @Port and s.generation = @Generation)
        returning v.deployment),
    added as (
        insert into silo (deployment, address, port, generation, name, host, status, proxy_port, started, alive)
        select deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
        returning 1)
    select exists (select from added)
$$),
-- The row is locked first, so that the version never moves for a silo that is being cleaned away. A heartbeat is never taken back.
('UpdateMembershipKey', $$
    with seen as (
        select deployment from silo
        where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation
        for update),
    moved as (
        update silo_version v set version = v.version + 1, moved = now() from seen
        where v.deployment = seen.deployment and v.version = @Version
        returning v.deployment),
    changed as (
        update silo s set status = @Status, suspected = @SuspectTimes, alive = greatest(s.alive, @IAmAliveTime) from moved
        where s.deployment = moved.deployment and s.address = @Address and s.port = @Port and s.generation = @Generation
        returning 1)
    select exists (select from changed)
$$),
('UpdateIAmAlivetimeKey', $$
    update silo set alive = @IAmAliveTime
    where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
-- Asked for by clients alone, which there are none of; Orleans does not start without it.
('GatewaysQueryKey', $$
    select address as "Address", proxy_port as "ProxyPort", generation as "Generation" from silo
    where deployment = @DeploymentId and status = @Status and proxy_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    with gone as (delete from silo where deployment = @DeploymentId returning 1),
    counted as (select count(*) from gone)
    delete from silo_version using counted where deployment = @DeploymentId
$$),
-- 6 is Dead, the only state nobody comes back from.
('CleanupDefunctSiloEntriesKey', $$
    delete from silo where deployment = @DeploymentId and status = 6 and alive < @IAmAliveTime and started < @IAmAliveTime
$$),
-- One dead silo, as it was seen: a row that changed since stays for the next look.
('CleanupDefunctSiloEntryKey', $$
    delete from silo
    where deployment = @DeploymentId and status = 6 and address = @Address and port = @Port and generation = @Generation
        and started = @StartTime and alive = @IAmAliveTime and coalesce(suspected, '') = coalesce(@SuspectTimes, '')
$$);
