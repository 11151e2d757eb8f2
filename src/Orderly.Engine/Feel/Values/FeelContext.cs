using System.Collections;
using System.Collections.Immutable;

namespace Orderly.Engine.Feel;

/// <summary>
/// Named values in the order they were put. A context is also a scope. Equality does not depend on the order.
/// </summary>
public sealed class FeelContext : FeelValue, IFeelScope
{
    public static readonly FeelContext Empty = new([], null);

    private readonly ImmutableArray<KeyValuePair<string, FeelValue>> entries;
    private readonly Dictionary<string, int>? index;
    private readonly (long Size, int Nesting) measure;

    private FeelContext(ImmutableArray<KeyValuePair<string, FeelValue>> entries, Dictionary<string, int>? index) =>
        (this.entries, this.index, measure) = (entries, index ?? (entries.Length > 8 ? Index(entries) : null), Measure(entries.Select(entry => entry.Value)));

    public ImmutableArray<KeyValuePair<string, FeelValue>> Entries => entries;

    public IEnumerable<string> Names => entries.Select(entry => entry.Key);

    public int Count => entries.Length;

    internal override long Size => measure.Size;

    internal override int Nesting => measure.Nesting;

    public override string TypeName => "context";

    /// <summary>Later entries of the same name replace earlier ones in place.</summary>
    public static FeelContext Of(params IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var builder = new Builder();
        foreach (var (name, value) in entries)
            builder.Set(name, value);
        return builder.Build();
    }

    public bool TryGet(string name, out FeelValue value)
    {
        var at = Find(name);
        value = at < 0 ? FeelNull.Instance : entries[at].Value;
        return at >= 0;
    }

    /// <summary>The value, or null when there is no entry of that name.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : FeelNull.Instance;

    public FeelContext With(string name, FeelValue value)
    {
        var at = Find(name);
        var entry = KeyValuePair.Create(name, value);
        return at < 0 ? new(entries.Add(entry), null) : new(entries.SetItem(at, entry), index);
    }

    public FeelContext Without(string name)
    {
        var at = Find(name);
        return at < 0 ? this : new(entries.RemoveAt(at), null);
    }

    public override bool Equals(FeelValue? other)
    {
        if (other is not FeelContext that || that.Count != Count)
            return false;
        foreach (var (name, value) in entries)
        {
            if (!that.TryGet(name, out var counterpart) || !value.Equals(counterpart))
                return false;
        }
        return true;
    }

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (name, value) in entries)
            hash ^= HashCode.Combine(name, value);
        return hash;
    }

    public override string ToString() => $"{{{string.Join(", ", entries.Select(entry => $"{KeyText(entry.Key)}: {entry.Value.ToLiteral()}"))}}}";

    private static string KeyText(string key) =>
        key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ') && !char.IsDigit(key[0]) ? key : new FeelString(key).ToLiteral();

    private static Dictionary<string, int> Index(ImmutableArray<KeyValuePair<string, FeelValue>> entries)
    {
        var index = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
            index[entries[i].Key] = i;
        return index;
    }

    private int Find(string name)
    {
        if (index is not null)
            return index.TryGetValue(name, out var at) ? at : -1;
        for (var i = 0; i < entries.Length; i++)
        {
            if (string.Equals(entries[i].Key, name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    /// <summary>Collects entries; usable with a collection initialiser of (name, value) pairs.</summary>
    public sealed class Builder : IEnumerable<KeyValuePair<string, FeelValue>>
    {
        private readonly ImmutableArray<KeyValuePair<string, FeelValue>>.Builder entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);

        public bool Contains(string name) => index.ContainsKey(name);

        public Builder Set(string name, FeelValue value)
        {
            if (index.TryGetValue(name, out var at))
                entries[at] = KeyValuePair.Create(name, value);
            else
            {
                index[name] = entries.Count;
                entries.Add(KeyValuePair.Create(name, value));
            }
            return this;
        }

        public void Add(string name, FeelValue value) => Set(name, value);

        public FeelContext Build() => entries.Count == 0 ? Empty : new(entries.ToImmutable(), null);

        public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator() => entries.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
