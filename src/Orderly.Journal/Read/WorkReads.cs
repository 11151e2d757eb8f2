using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>Where a worklist page ended; the next starts behind it.</summary>
public readonly record struct WorklistKey(int Rank, long Due, Guid Id)
{
    public static WorklistKey Start { get; } = new(int.MinValue, long.MinValue, Guid.Empty);

    public static WorklistKey Of(TaskRow task) => new(task.Rank, task.Due, task.Id);
}

public sealed class WorkReads
{
    /// <summary>Counts go no further: a list shows "1,000+".</summary>
    public const int CountLimit = 1000;

    private readonly SealedQueries queries;
    private readonly Dialect dialect;

    internal WorkReads(SealedQueries queries, Dialect dialect)
    {
        this.queries = queries;
        this.dialect = dialect;
    }

    public ValueTask<TaskRow?> Task(Guid id, CancellationToken cancel = default) =>
        queries.PlainOne("task", args => args.Uuid(id), RowMaps.Task, cancel);

    public async ValueTask<IReadOnlyList<TaskRow>> OfInstances(IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("tasks_of_instances", args => args.Uuids(instances), RowMaps.Task, cancel);

    /// <param name="tokens">All tokens of the patient: <see cref="PatientReads.Group"/>.</param>
    public async ValueTask<IReadOnlyList<TaskRow>> OfPatient(IReadOnlyCollection<Guid> tokens, CancellationToken cancel = default) =>
        await queries.Plain("tasks_of_patient", args => args.Uuids(tokens), RowMaps.Task, cancel);

    /// <summary>The open tasks of some queues by rank, due time, id.</summary>
    public async ValueTask<IReadOnlyList<TaskRow>> Page(
        IReadOnlyCollection<int> queues, WorklistKey after, int limit, CancellationToken cancel = default)
    {
        if (dialect == Dialect.Postgres) return await Page("worklist", args => args.Ints(queues), after, limit, RowMaps.Task, cancel);

        // One short scan of the index a queue, a merge of keys, and only then the rows: an IN over all would sort every open task.
        var keys = new List<WorklistKey>();
        foreach (var queue in queues)
            keys.AddRange(await Page("worklist_keys", args => args.Int(queue), after, limit, row => new WorklistKey(row.Int(0), row.Long(1), row.Uuid(2)), cancel));
        Guid[] ids = [.. keys.OrderBy(k => k.Rank).ThenBy(k => k.Due).ThenBy(k => k.Id).Take(limit).Select(k => k.Id)];
        var rows = await queries.Plain("tasks", args => args.Uuids(ids), RowMaps.Task, cancel);
        return [.. rows.OrderBy(t => t.Rank).ThenBy(t => t.Due).ThenBy(t => t.Id)];
    }

    /// <summary>Open tasks of some queues, up to <see cref="CountLimit"/> + 1, which means "more".</summary>
    public async ValueTask<int> Count(IReadOnlyCollection<int> queues, CancellationToken cancel = default)
    {
        const int Stop = CountLimit + 1;
        if (dialect == Dialect.Postgres) return (int)Math.Min(Stop, await Count(args => args.Ints(queues), Stop, cancel));
        var total = 0L;
        foreach (var queue in queues)
        {
            total += await Count(args => args.Int(queue), Stop, cancel);
            if (total >= Stop) return Stop;
        }
        return (int)total;
    }

    /// <summary>A person's own open tasks by due time; start after (<see cref="long.MinValue"/>, <see cref="Guid.Empty"/>).</summary>
    public async ValueTask<IReadOnlyList<TaskRow>> OfOwner(
        string owner, (long Due, Guid Id) after, int limit, CancellationToken cancel = default) =>
        await queries.Plain("tasks_of_owner", args =>
        {
            args.Text(owner);
            args.Long(after.Due);
            args.Uuid(after.Id);
            args.Long(limit);
        }, RowMaps.Task, cancel);

    private ValueTask<List<T>> Page<T>(
        string statement, Action<IArguments> queue, WorklistKey after, int limit, Func<IRow, T> map, CancellationToken cancel) =>
        queries.Plain(statement, args =>
        {
            queue(args);
            args.Int(after.Rank);
            args.Long(after.Due);
            args.Uuid(after.Id);
            args.Long(limit);
        }, map, cancel);

    private async ValueTask<long> Count(Action<IArguments> queue, int limit, CancellationToken cancel) =>
        (await queries.Plain("worklist_count", args =>
        {
            queue(args);
            args.Long(limit);
        }, row => row.Long(0), cancel)).Single();
}
