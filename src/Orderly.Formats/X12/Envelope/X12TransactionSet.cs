using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Envelope;

/// <summary>A transaction set from its ST up to its SE, or to where it was cut off.</summary>
public sealed class X12TransactionSet
{
    private readonly int first;

    internal X12TransactionSet(X12Group group, int first)
    {
        Group = group;
        this.first = first;
    }

    public X12Group Group { get; }

    /// <summary>Segments from ST to SE, both included.</summary>
    public int SegmentCount { get; internal set; }

    /// <summary>True when an SE closes it.</summary>
    public bool IsClosed { get; internal set; }

    public string Id => Segment(0).Text(1);

    public string ControlNumber => Segment(0).Text(2);

    /// <summary>ST03, or the group's version where the set does not say its own.</summary>
    public string Convention => Segment(0).Text(3) is { Length: > 0 } own ? own : Group.Version;

    /// <summary>Issues with the set itself; codes are IK502's.</summary>
    public IReadOnlyList<X12Issue> Issues => IssueList;

    internal List<X12Issue> IssueList { get; } = [];

    /// <summary>What is wrong inside, in the order of the segments.</summary>
    public IReadOnlyList<SegmentError> Errors => ErrorList;

    internal List<SegmentError> ErrorList { get; } = [];

    /// <summary>The loops by name; null when the set's structure is not known here.</summary>
    public X12Loop? Root { get; internal set; }

    public bool IsAccepted => IssueList.Count == 0 && ErrorList.Count == 0;

    /// <summary>IK502 codes in the order found; a set with errors inside carries "5".</summary>
    public IEnumerable<string> Codes => IssueList.Select(issue => issue.Code).Concat(ErrorList.Count > 0 ? ["5"] : []).Distinct();

    /// <summary>A segment by its 0-based index; ST is 0.</summary>
    public X12Segment Segment(int index) => Group.Interchange.Segment(first + index);

    internal void Refuse(string code, int offset, string text) => IssueList.Add(new X12Issue(X12IssueLevel.TransactionSet, code, X12IssueKind.Refused, offset, text));
}
