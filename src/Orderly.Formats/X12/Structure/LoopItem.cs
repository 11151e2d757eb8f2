namespace Orderly.Formats.X12.Structure;

/// <summary>One place in a loop: a segment, or a loop inside, which its first segment opens.</summary>
internal sealed class LoopItem
{
    /// <summary>The segment that stands here, or opens the loop that stands here.</summary>
    public required uint Key { get; init; }

    public required string Id { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>Greatest number; <see cref="int.MaxValue"/> for no limit.</summary>
    public required int Max { get; init; }

    /// <summary>Places with the same order may come in any order: they are one place in the base standard.</summary>
    public int Order { get; set; }

    /// <summary>What tells this place from others with the same segment.</summary>
    public ElementValues[] Qualifiers { get; init; } = [];

    /// <summary>What an element may hold, judged after the place is found.</summary>
    public ElementValues[] Allowed { get; init; } = [];

    /// <summary>Bit n is set where the implementation requires element n beyond the standard.</summary>
    public ulong RequiredMask { get; init; }

    /// <summary>The loop that stands here; null for a segment.</summary>
    public LoopDefinition? Loop { get; init; }

    public bool Matches(X12Segment segment)
    {
        foreach (var qualifier in Qualifiers)
            if (!qualifier.Holds(segment)) return false;
        return true;
    }
}

/// <summary>Values of one element, or of one component when <paramref name="Component"/> is not 0.</summary>
internal sealed record ElementValues(int Element, int Component, byte[][] Values)
{
    public bool Holds(X12Segment segment)
    {
        var found = Component == 0 ? segment.Element(Element) : segment.Component(Element, Component);
        foreach (var value in Values)
            if (found.SequenceEqual(value)) return true;
        return false;
    }
}

/// <summary>A loop by its name in the implementation guide, such as 2010AA.</summary>
internal sealed class LoopDefinition(string id, LoopItem[] items)
{
    public string Id => id;

    public LoopItem[] Items => items;

    /// <summary>True when the segment stands somewhere in this loop or in one inside.</summary>
    public bool Mentions(uint key) => Array.Exists(items, item => item.Key == key || (item.Loop?.Mentions(key) ?? false));
}
