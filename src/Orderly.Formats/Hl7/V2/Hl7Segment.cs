using System.Text;

namespace Orderly.Formats.Hl7.V2;

/// <summary>One segment of a message: a view that copies nothing. <c>default</c> is the absent segment, all of whose fields are absent.</summary>
public readonly struct Hl7Segment
{
    private readonly Hl7Message? message;
    private readonly int index;

    internal Hl7Segment(Hl7Message message, int index)
    {
        this.message = message;
        this.index = index;
    }

    public bool IsAbsent => message is null;

    /// <summary>1-based position among all segments of the message; 0 when absent.</summary>
    public int Number => message is null ? 0 : index + 1;

    /// <summary>Byte offset in the message.</summary>
    public int Offset => message is null ? 0 : Entry.Start;

    /// <summary>Three characters, or whatever stands before the first field separator of a malformed line; empty when absent.</summary>
    public string Name => message is null ? "" : SegmentNames.ToText(Entry.Name) ?? Encoding.Latin1.GetString(Field(0).Raw.Span);

    /// <summary>The bytes from the name up to, not including, the terminator.</summary>
    public ReadOnlyMemory<byte> Raw => message is null ? default : message.Bytes[Entry.Start..Entry.End];

    /// <summary>Number of the last field in the standard's numbering, where MSH-1 is the field separator.</summary>
    public int FieldCount => message is null ? 0 : message.Index.FieldCount(index);

    public bool Is(string name) => message is not null && Entry.Name != 0 && Entry.Name == SegmentNames.Pack(name);

    /// <summary>The field with this number; 0 is the segment's name. Absent beyond the last.</summary>
    public Hl7Part Field(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (message is null || number > message.Index.FieldCount(index)) return default;
        var (start, end, firstMark, markEnd) = message.Index.Field(index, number);
        return new Hl7Part(message, Hl7Level.Field, start, end, firstMark, markEnd);
    }

    /// <summary>Reads the field, repetition and component of a path here; the path's own segment name and number are not looked at.</summary>
    public Hl7Value Value(Hl7Path path)
    {
        var part = Field(path.Field).Repetition(path.RepetitionOrFirst);
        if (path.Component > 0) part = part.Component(path.Component);
        if (path.Subcomponent > 0) part = part.Subcomponent(path.Subcomponent);
        return part.Value;
    }

    /// <inheritdoc cref="Hl7Value.Text"/>
    public string? Text(Hl7Path path) => Value(path).Text;

    public override string ToString() => Name;

    private SegmentEntry Entry => message!.Index.Segments[index];
}
