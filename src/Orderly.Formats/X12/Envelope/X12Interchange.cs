namespace Orderly.Formats.X12.Envelope;

/// <summary>One interchange from its ISA up to its IEA, or to where it was cut off.</summary>
public sealed class X12Interchange
{
    internal X12Interchange(X12File file, InterchangeHeader header, int first)
    {
        File = file;
        Header = header;
        First = first;
    }

    internal X12File File { get; }

    public InterchangeHeader Header { get; }

    public X12Delimiters Delimiters => Header.Delimiters;

    /// <summary>Index of the ISA among the segments of the file.</summary>
    internal int First { get; }

    /// <summary>Segments of the interchange, ISA and IEA included.</summary>
    public int SegmentCount { get; internal set; }

    public IReadOnlyList<X12Group> Groups => GroupList;

    internal List<X12Group> GroupList { get; } = [];

    /// <summary>Issues with the interchange itself; those with a code are TA105's.</summary>
    public IReadOnlyList<X12Issue> Issues => IssueList;

    internal List<X12Issue> IssueList { get; } = [];

    /// <summary>The first TA105 code it is refused with, or "000".</summary>
    public string NoteCode => IssueList.Find(issue => issue.Kind == X12IssueKind.Refused) is { Code: { Length: > 0 } code } ? code : "000";

    public bool IsAccepted => NoteCode == "000";

    /// <summary>A segment by its 0-based index in the interchange.</summary>
    public X12Segment Segment(int index) => File.Segment(First + index, Delimiters, index + 1);

    public IEnumerable<X12Segment> Segments => Enumerable.Range(0, SegmentCount).Select(Segment);
}
