using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Orderly.Tests.Faults.Evidence;

/// <summary>
/// Reads the tables with SQL of its own and its own connection: an oracle that asked the product's code would repeat its mistakes.
/// </summary>
internal sealed class StoreReading(Func<DbConnection> open)
{
    private static readonly (string Name, string Sql)[] Waits =
    [
        ("task", "select distinct instance from task where open = 1"),
        ("timer", "select distinct instance from timer"),
        ("subscription", "select distinct instance from subscription where instance is not null"),
        ("effect", "select distinct instance from effect where state < 5"),
        ("incident", "select distinct instance from incident where resolved is null"),
        ("child", "select distinct parent from instance where parent is not null and ended is null"),
    ];

    public static StoreReading OfSqlite(string path) =>
        new(() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString));

    public static StoreReading OfPostgres(string connection) => new(() => new NpgsqlConnection(connection));

    /// <summary>Work that is under way by itself and must be over before anything is judged.</summary>
    public async Task<Unfinished> Unfinished()
    {
        await using var connection = await Open();
        return new Unfinished(
            Inbound: await Count(connection, "select count(*) from inbox_message where state in (0, 2)"),
            Effects: await Count(connection, "select count(*) from effect where state in (0, 1, 2)"),
            Mail: await Count(connection, "select count(*) from mail"));
    }

    /// <summary>Commits so far: two looks with the same number between them saw one state.</summary>
    public async Task<long> Commits()
    {
        await using var connection = await Open();
        return await Count(connection, "select count(*) from batch");
    }

    /// <summary>When the next timer is due, in microseconds of hospital time; null when there is none.</summary>
    public async Task<long?> EarliestTimer()
    {
        await using var connection = await Open();
        return (await Rows(connection, "select min(due) from timer", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0)))[0];
    }

    /// <summary>Messages that are for an instance that waits, and have not been handed to it.</summary>
    public async Task<int> Deliverable(long now)
    {
        await using var connection = await Open();
        var expiries = await Rows(
            connection,
            """
            select m.expires from message m where not exists (select 1 from delivery d where d.message = m.id) and
              exists (select 1 from subscription s where s.name = m.name and s.key = m.key)
            """,
            row => row.GetInt64(0));
        return expiries.Count(expires => expires > now);
    }

    /// <summary>Whether a message of that name lies there that nobody has taken.</summary>
    public async Task<bool> IsLeft(string message)
    {
        await using var connection = await Open();
        return (await Rows(connection, "select m.name from message m where not exists (select 1 from delivery d where d.message = m.id)", row => row.GetString(0))).Contains(message);
    }

    public async Task<IReadOnlyList<InboxFact>> Inbox()
    {
        await using var connection = await Open();
        return await Rows(connection, "select control_id, hash, state, reason, order_key, ordinal from inbox_message", row => new InboxFact(
            ControlId: row.GetString(0),
            Hash: Convert.ToHexStringLower((byte[])row.GetValue(1)),
            State: Convert.ToInt32(row.GetValue(2), null),
            Reason: row.IsDBNull(3) ? null : row.GetString(3),
            OrderKey: row.GetString(4),
            Ordinal: row.GetInt64(5)));
    }

    public async Task<IReadOnlyList<InstanceFact>> Instances()
    {
        await using var connection = await Open();
        var waits = new Dictionary<Guid, List<string>>();
        foreach (var (name, sql) in Waits)
            foreach (var instance in await Rows(connection, sql, row => Id(row, 0)))
            {
                if (!waits.TryGetValue(instance, out var named)) waits[instance] = named = [];
                named.Add(name);
            }
        return await Rows(
            connection,
            "select i.id, coalesce(d.key, ''), i.business_key, i.ended from instance i left join deployment d on d.id = i.definition",
            row => new InstanceFact(
                Id(row, 0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), HasEnded: !row.IsDBNull(3),
                WaitsFor: waits.GetValueOrDefault(Id(row, 0)) ?? []));
    }

    /// <summary>Messages taken apart and reasons, for a person who reads a failed run.</summary>
    public async Task<IReadOnlyList<string>> Summary()
    {
        await using var connection = await Open();
        var lines = new List<string>();
        foreach (var (title, sql) in new[]
        {
            ("inbox by state", "select state, count(*) from inbox_message group by state order by state"),
            ("effects by state", "select state, count(*) from effect group by state order by state"),
            ("instances by status", "select status, count(*) from instance group by status order by status"),
            ("messages by name and deliveries", "select m.name || ' ' || (select count(*) from delivery d where d.message = m.id), count(*) from message m group by 1 order by 1"),
            ("mail that waits, by its sender's entry", "select 'letter ' || m.seq || '/' || m.i || (case when m.to_instance = m.from_instance then ' to itself' else '' end) || ', receiver at entry ' || coalesce(i.seq, 0) || ' with status ' || coalesce(i.status, -1) || (case when exists (select 1 from incident c where c.instance = m.to_instance and c.resolved is null) then ', with an incident' else '' end), count(*) from mail m left join instance i on i.id = m.to_instance group by 1"),
            ("open incidents", "select kind || ' at ' || element || ': ' || message, count(*) from incident where resolved is null group by 1 order by 2 desc limit 5"),
        })
            lines.AddRange((await Rows(connection, sql, row => $"{title}: {row.GetValue(0)} × {row.GetValue(1)}")));
        return lines;
    }

    public async Task<IReadOnlyList<string>> OpenIncidents()
    {
        await using var connection = await Open();
        return await Rows(connection, "select kind || ' at ' || element || ': ' || message from incident where resolved is null", row => row.GetString(0));
    }

    /// <summary>Encounters of which an event was received so much later than it happened.</summary>
    public async Task<IReadOnlySet<string>> VisitsToldLate(string kind, TimeSpan by)
    {
        await using var connection = await Open();
        var rows = await Rows(connection, "select encounter, kind, received - occurred from canonical_event where encounter is not null", row => (row.GetString(0), row.GetString(1), row.GetInt64(2)));
        return rows.Where(row => row.Item2 == kind && row.Item3 >= by.Ticks / TimeSpan.TicksPerMicrosecond).Select(row => row.Item1).ToHashSet();
    }

    /// <summary>What must be nothing when a day is tied out: each line is one thing that is not as it must be.</summary>
    public async Task<IReadOnlyList<string>> Violations()
    {
        await using var connection = await Open();
        var lines = new List<string>();
        foreach (var (what, sql) in new[]
        {
            ("task open in a case that has ended", "select t.id from task t join instance i on i.id = t.instance where t.open = 1 and i.ended is not null"),
            ("running clock of a task that is over", "select c.id from clock c join task t on t.id = c.task where t.open = 0 and c.net is null and c.stopped_at is null"),
            ("running clock in a case that has ended", "select c.id from clock c join instance i on i.id = c.instance where i.ended is not null and c.stopped_at is null and c.net is null"),
            ("escalation open of a task that is over", "select e.clock from escalation e join task t on t.id = e.task where t.open = 0 and e.ended is null"),
            ("timer of a case that has ended", "select t.id from timer t join instance i on i.id = t.instance where i.ended is not null"),
            ("subscription of a case that has ended", "select s.id from subscription s join instance i on i.id = s.instance where i.ended is not null"),
            ("message in quarantine", "select id from inbox_message where state = 3"),
            ("two patients in one bed", "select min(encounter) from occupancy where there = 1 group by facility, unit, room, bed having count(*) > 1"),
        })
        {
            var count = (await Rows(connection, sql, row => row.GetValue(0))).Count;
            if (count > 0) lines.Add($"Expected no {what}, but there are {count}");
        }
        return lines;
    }

    /// <summary>How much work was done and how much of it late, for a person who follows a run.</summary>
    public async Task<IReadOnlyList<string>> Pace()
    {
        await using var connection = await Open();
        var lines = new List<string>();
        foreach (var (title, sql) in new[]
        {
            ("tasks open", "select count(*) from task where open = 1"),
            ("tasks over", "select count(*) from task where open = 0"),
            ("clocks breached", "select count(*) from history where event = 'clock.breached'"),
            ("clocks started", "select count(*) from history where event = 'clock.started'"),
            ("cases open", "select count(*) from instance where ended is null and parent is null"),
            ("cases over", "select count(*) from instance where ended is not null and parent is null"),
        })
            lines.Add($"{title} {await Count(connection, sql)}");
        return lines;
    }

    private async Task<DbConnection> Open()
    {
        var connection = open();
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> Count(DbConnection connection, string sql) =>
        (await Rows(connection, sql, row => Convert.ToInt64(row.GetValue(0), null)))[0];

    private static async Task<List<T>> Rows<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A uuid on PostgreSQL, its 16 bytes in network order on SQLite.</summary>
    private static Guid Id(DbDataReader row, int column) =>
        row.GetValue(column) switch { Guid id => id, byte[] bytes => new Guid(bytes, bigEndian: true), var other => throw new InvalidDataException($"Expected an id, but got {other.GetType().Name}") };
}

internal sealed record Unfinished(long Inbound, long Effects, long Mail)
{
    public bool IsNothing => this is { Inbound: 0, Effects: 0, Mail: 0 };
}
