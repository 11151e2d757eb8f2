using Orderly.Web.Design;

namespace Orderly.Web.Messages;

/// <summary>An inbound message in the list. What it is about is not shown here: the list is read by engineers, not by carers.</summary>
public sealed record MessageLine(Guid Id, string Address, string Time, string Type, string Source, string ControlId, StatusLook Answer, string State, string Route, string Did)
{
    public bool IsFlagged { get; init; }
}

public sealed record MessageListView(IReadOnlyList<MessageLine> Lines, string? Find, string State, string? Older)
{
    public IReadOnlyList<(string Name, string Address, bool IsCurrent)> States { get; init; } = [];
}

/// <summary>One message: as it came, by its fields, and what it was mapped to.</summary>
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

    public IReadOnlyList<(string Name, string Address)> Cases { get; init; } = [];

    public string? Done { get; init; }

    public string? Refusal { get; init; }
}

/// <summary>A segment in pieces, so that the name stands out and masked parts are marked.</summary>
public sealed record SegmentView(string Name, IReadOnlyList<(string Text, bool IsMasked)> Pieces);

public sealed record FieldView(string Path, string Name, string Value, bool IsMasked);

public sealed record MappedEvent(string Type, IReadOnlyList<(string Name, string Value)> Facts);
