using Orderly.Journal.Changes;

namespace Orderly.Runtime.Feed;

/// <summary>Hands the changes of each commit to those who go on from them: timers, mail, correlation, effects, screens.</summary>
internal sealed class CommitSignals
{
    private Action<Guid, IReadOnlyList<Change>>[] listeners = [];

    /// <summary>Listeners are added while the node is put together; they must not block.</summary>
    public void Listen(Action<Guid, IReadOnlyList<Change>> listener) => listeners = [.. listeners, listener];

    /// <param name="instance">The instance whose commit it was; empty for work beside instances.</param>
    /// <param name="changes">All changes of the unit, in order.</param>
    public void Committed(Guid instance, IReadOnlyList<Change> changes)
    {
        foreach (var listener in listeners) listener(instance, changes);
    }
}
