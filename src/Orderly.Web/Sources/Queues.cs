using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Security;

namespace Orderly.Web.Sources;

/// <summary>The queues that hold or held work, and which of them a person may see. The store makes a queue when its first task arrives.</summary>
internal sealed record Queues(IReadOnlyDictionary<int, QueueRow> All)
{
    public static async ValueTask<Queues> Read(IStore store, CancellationToken cancel) =>
        new((await store.Settings.Queues(cancel)).ToDictionary(queue => queue.Id));

    public QueueRow? Find(int id) => All.GetValueOrDefault(id);

    public IReadOnlyList<int> OpenTo(Viewer viewer) => [.. All.Values.Where(queue => IsOpenTo(queue, viewer)).Select(queue => queue.Id)];

    public bool IsOpenTo(int queue, Viewer viewer) => Find(queue) is { } row && IsOpenTo(row, viewer);

    private static bool IsOpenTo(QueueRow row, Viewer viewer)
    {
        var queue = new WorkQueue(row.Id, row.Facility, row.Unit.Length == 0 ? null : row.Unit, row.Role, (SensitivityLabel)row.Sensitivity);
        return viewer.Bindings.Any(queue.IsOpenTo);
    }
}
