using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>Who is told of late work.</summary>
public sealed class EscalationReads
{
    private readonly SealedQueries queries;

    internal EscalationReads(SealedQueries queries) => this.queries = queries;

    /// <summary>
    /// Open ones told to the places of a person, the longest first. Those told to a task's owner are among them when the
    /// person is it, or nobody is and the task waits in one of the places.
    /// </summary>
    public async ValueTask<IReadOnlyList<EscalationRow>> ToldTo(
        string person, IReadOnlyCollection<int> queues, int limit, CancellationToken cancel = default)
    {
        var told = await queries.Plain("escalations_told", args =>
        {
            args.Ints(queues);
            args.Text(person);
            args.Long(limit);
        }, RowMaps.Escalation, cancel);
        var owned = await queries.Plain("escalations_of_owner", args =>
        {
            args.Text(person);
            args.Long(limit);
        }, RowMaps.Escalation, cancel);
        return [.. told.Union(owned).OrderBy(row => row.At).ThenBy(row => row.Clock).ThenBy(row => row.Level).ThenBy(row => row.Index).Take(limit)];
    }

    /// <summary>All that a clock's rungs have told, ended ones too.</summary>
    public async ValueTask<IReadOnlyList<EscalationRow>> OfClock(Guid clock, CancellationToken cancel = default) =>
        await queries.Plain("escalations_of_clock", args => args.Uuid(clock), RowMaps.Escalation, cancel);

    public async ValueTask<IReadOnlyList<EscalationRow>> OfInstances(IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("escalations_of_instances", args => args.Uuids(instances), RowMaps.Escalation, cancel);
}
