using Orderly.Web.Design;

namespace Orderly.Web.Messages;

/// <summary>
/// A message in the list, in or out. Of a patient nothing but the visit is shown here: the list is read by engineers, not by carers.
/// </summary>
/// <param name="Id">Of its row on the page.</param>
/// <param name="Key">Control id; of one that went out the key its receiver sees.</param>
public sealed record MessageLine(string Id, string Address, string Time, bool IsOut, string Type, string System, string Key, StatusLook Answer)
{
    /// <summary>Hospital time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The visit; empty when it is not known.</summary>
    public string About { get; init; } = "";

    public string State { get; init; } = "";

    public string Route { get; init; } = "";

    /// <summary>Times it was taken up or sent; empty when that is not kept any more.</summary>
    public string Tries { get; init; } = "";

    public string Did { get; init; } = "";
}

public sealed record MessageChip(string Name, string Address, bool IsCurrent);

public sealed record MessageListView(IReadOnlyList<MessageLine> Lines, string? Find, string State, string? Older)
{
    public IReadOnlyList<MessageChip> Chips { get; init; } = [];

    /// <summary>"1 stopped for a person, 3 refused".</summary>
    public string Standing { get; init; } = "";
}

/// <summary>One message that came in: as it came, by its fields, and what it was mapped to.</summary>
public sealed record MessageView(MessageLine Line, string Received, int Bytes, IReadOnlyList<SegmentView> Raw, IReadOnlyList<SegmentView> Ack)
{
    public IReadOnlyList<FieldView> Fields { get; init; } = [];

    public IReadOnlyList<MappedEvent> Events { get; init; } = [];

    /// <summary>Why it was not mapped, or what a person should know of how it was; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when it waits for the message before it.</summary>
    public string? HeldUntil { get; init; }

    public bool MayReplay { get; init; }

    public bool IsMasked { get; init; }

    public bool IsRefused { get; init; }

    /// <summary>Every time it was taken up, the first on top.</summary>
    public IReadOnlyList<MessageTry> Tries { get; init; } = [];

    /// <summary>What came of it in cases, in sentences with the case each is about.</summary>
    public IReadOnlyList<MessageTrail> Trail { get; init; } = [];

    public IReadOnlyList<MessageLink> Links { get; init; } = [];

    public string? Done { get; init; }

    public string? Refusal { get; init; }
}

public sealed record MessageTry(string Number, string At, StatusLook Result, string Detail);

/// <param name="Address">Of the case; null where the viewer may not see it.</param>
public sealed record MessageTrail(string Case, string? Address, string Did);

public sealed record MessageLink(string Words, string Address);

/// <summary>A segment in pieces, so that the name stands out and masked parts are marked.</summary>
public sealed record SegmentView(string Name, IReadOnlyList<(string Text, bool IsMasked)> Pieces);

public sealed record FieldView(string Path, string Name, string Value, bool IsMasked);

public sealed record MappedEvent(string Type, IReadOnlyList<(string Name, string Value)> Facts);
