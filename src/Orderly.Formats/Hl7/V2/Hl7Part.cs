namespace Orderly.Formats.Hl7.V2;

/// <summary>The levels of a segment's content, from the whole field down. Values are those of the index's marks.</summary>
public enum Hl7Level
{
    Field = 0,
    Repetition = 1,
    Component = 2,
    Subcomponent = 3,
}

/// <summary>
/// A field, repetition, component or subcomponent of a message: a view that copies nothing. A part that is not divided stands
/// for its own first child at every level below, as the standard wants a consumer to read it.
/// </summary>
public readonly struct Hl7Part
{
    private readonly Hl7Message? message;
    private readonly int start, end, firstMark, markEnd;

    internal Hl7Part(Hl7Message message, Hl7Level level, int start, int end, int firstMark, int markEnd)
    {
        this.message = message;
        Level = level;
        this.start = start;
        this.end = end;
        this.firstMark = firstMark;
        this.markEnd = markEnd;
    }

    public Hl7Level Level { get; }

    /// <summary>Byte offset in the message; 0 when absent.</summary>
    public int Offset => start;

    /// <summary>Presence of the part as a whole: <c>^^X</c> is a present field though its first component is empty.</summary>
    public Hl7Presence Presence => message is null ? Hl7Presence.Absent : Hl7Value.PresenceOf(Raw.Span);

    /// <summary>All bytes of the part as received, separators of lower levels included.</summary>
    public ReadOnlyMemory<byte> Raw => message is null ? default : message.Bytes[start..end];

    /// <summary>The first undivided value in this part: what a reader of a simple type takes.</summary>
    public Hl7Value Value => message is null
        ? default
        : new Hl7Value(message.Bytes[start..(firstMark < markEnd ? MarkOffset(firstMark) : end)], message.DelimitersAt(start), message.Charset);

    /// <inheritdoc cref="Hl7Value.Text"/>
    public string? Text => Value.Text;

    /// <summary>Number of parts one level down; 0 only when absent, else at least 1. A subcomponent counts itself.</summary>
    public int Count
    {
        get
        {
            if (message is null) return 0;
            var count = 1;
            for (var mark = firstMark; mark < markEnd; mark++)
            {
                if (MarkLevel(mark) == Level + 1) count++;
            }
            return count;
        }
    }

    /// <summary>The nth repetition (1-based) of a field; absent beyond the last.</summary>
    public Hl7Part Repetition(int n) => Down(Hl7Level.Repetition, n);

    /// <summary>The nth component (1-based), of the first repetition when this is a field.</summary>
    public Hl7Part Component(int n) => Down(Hl7Level.Component, n);

    /// <summary>The nth subcomponent (1-based), of the first repetition and component above it.</summary>
    public Hl7Part Subcomponent(int n) => Down(Hl7Level.Subcomponent, n);

    /// <summary>The parts one level down, in order, in one pass.</summary>
    public Children GetEnumerator() => new(this);

    private Hl7Part Down(Hl7Level level, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (level <= Level)
            throw new InvalidOperationException($"Expected a part above {level}, but this is a {Level}.");
        var part = this;
        while (part.message is not null && part.Level < level - 1) part = part.Child(1);
        return part.message is null ? default : part.Child(n);
    }

    private Hl7Part Child(int n)
    {
        var children = GetEnumerator();
        while (children.MoveNext())
        {
            if (--n == 0) return children.Current;
        }
        return default;
    }

    private Hl7Level MarkLevel(int mark) => (Hl7Level)(message!.Index.Marks[mark] >> MessageIndex.LevelShift);

    private int MarkOffset(int mark) => (int)(message!.Index.Marks[mark] & MessageIndex.OffsetMask);

    /// <summary>Walks the parts one level down.</summary>
    public struct Children
    {
        private readonly Hl7Part parent;
        private int nextStart, nextMark;
        private bool done;

        internal Children(Hl7Part parent)
        {
            this.parent = parent;
            nextStart = parent.start;
            nextMark = parent.firstMark;
            done = parent.message is null || parent.Level == Hl7Level.Subcomponent;
        }

        public Hl7Part Current { get; private set; }

        public bool MoveNext()
        {
            if (done) return false;
            var level = parent.Level + 1;
            var mark = nextMark;
            while (mark < parent.markEnd && parent.MarkLevel(mark) != level) mark++;
            done = mark >= parent.markEnd;
            var end = done ? parent.end : parent.MarkOffset(mark);
            Current = new Hl7Part(parent.message!, level, nextStart, end, nextMark, mark);
            nextStart = end + 1;
            nextMark = mark + 1;
            return true;
        }
    }
}
