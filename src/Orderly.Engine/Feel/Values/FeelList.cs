using System.Collections.Immutable;

namespace Orderly.Engine.Feel;

/// <summary>An ordered list of values.</summary>
public sealed class FeelList(ImmutableArray<FeelValue> items) : FeelValue
{
    private readonly (long Size, int Nesting) measure = Measure(items);

    public static readonly FeelList Empty = new([]);

    public ImmutableArray<FeelValue> Items { get; } = items;

    public int Count => Items.Length;

    public FeelValue this[int index] => Items[index];

    public override string TypeName => "list";

    internal override long Size => measure.Size;

    internal override int Nesting => measure.Nesting;

    public override bool Equals(FeelValue? other) => other is FeelList that && that.Items.AsSpan().SequenceEqual(Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Items.Select(item => item.ToLiteral()))}]";
}
