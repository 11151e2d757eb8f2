using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>The open waits of one kind, by id. Most instances have few kinds, so a table allocates on its first entry.</summary>
public sealed class WaitSet<TId, TWait> : IReadOnlyCollection<TWait>
    where TId : struct, IGuidId<TId>
    where TWait : class, IWait
{
    private Dictionary<TId, TWait>? waits;

    public int Count => waits?.Count ?? 0;

    /// <summary>The wait, or null when it has ended or never was.</summary>
    public TWait? this[TId id] => waits is not null && waits.TryGetValue(id, out var wait) ? wait : null;

    public bool Contains(TId id) => waits is not null && waits.ContainsKey(id);

    public bool TryGet(TId id, [NotNullWhen(true)] out TWait? wait)
    {
        wait = this[id];
        return wait is not null;
    }

    /// <summary>In the order the waits began.</summary>
    public IEnumerable<TWait> InOrder() => waits is null ? [] : waits.Values.OrderBy(wait => wait.No);

    public IEnumerator<TWait> GetEnumerator() => InOrder().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Set(TId id, TWait wait) => (waits ??= [])[id] = wait;

    internal bool Remove(TId id) => waits is not null && waits.Remove(id);

    /// <summary>The wait an event speaks of; a journal that names one never opened is not this instance's.</summary>
    internal TWait Known(TId id) => this[id] ?? throw new InvalidOperationException($"Expected an open {typeof(TWait).Name} {id}, but there is none");
}
