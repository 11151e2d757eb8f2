using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;

namespace Orderly.Web.Cases;

/// <summary>Reads journals for the screens.</summary>
internal sealed class InstanceTraces(IStore store)
{
    /// <summary>More than this is not folded for a screen: a 100,000-item instance has its own pages.</summary>
    private const int MostEntries = 5_000;

    public async ValueTask<InstanceTrace?> Of(Guid instance, CancellationToken cancel)
    {
        var entries = await Entries(instance, cancel);
        return entries.Count == 0 ? null : new InstanceTrace(entries);
    }

    public async ValueTask<IReadOnlyList<JournalEntry>> Entries(Guid instance, CancellationToken cancel) =>
        [.. (await store.Read.Instances.Journal(instance, after: 0, limit: MostEntries, cancel: cancel)).Select(row => new JournalEntry(
            new InstanceId(row.Instance), row.Seq, Micros.ToTime(row.At), CommandId: null, Actor.Person(row.Actor), row.World, EventJson.Read(row.Body)))];
}
