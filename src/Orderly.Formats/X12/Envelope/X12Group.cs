namespace Orderly.Formats.X12.Envelope;

/// <summary>A functional group from its GS up to its GE, or to where it was cut off.</summary>
public sealed class X12Group
{
    internal X12Group(X12Interchange interchange, X12Segment header)
    {
        Interchange = interchange;
        Header = header;
    }

    public X12Interchange Interchange { get; }

    /// <summary>The GS segment.</summary>
    public X12Segment Header { get; }

    public X12Segment? Trailer { get; internal set; }

    public string FunctionalId => Header.Text(1);

    public string ControlNumber => Header.Text(6);

    /// <summary>GS08, such as 005010X222A1.</summary>
    public string Version => Header.Text(8);

    public IReadOnlyList<X12TransactionSet> TransactionSets => SetList;

    internal List<X12TransactionSet> SetList { get; } = [];

    /// <summary>Issues with the group itself; codes are AK905's.</summary>
    public IReadOnlyList<X12Issue> Issues => IssueList;

    internal List<X12Issue> IssueList { get; } = [];

    /// <summary>Acknowledgements are never acknowledged.</summary>
    public bool IsAcknowledgement => FunctionalId == "FA";

    /// <summary>AK901: A accepted, P some transaction sets refused, R all refused.</summary>
    public char Verdict =>
        IssueList.Exists(issue => issue.Kind == X12IssueKind.Refused) || (SetList.Count > 0 && SetList.TrueForAll(set => !set.IsAccepted)) ? 'R'
        : SetList.Exists(set => !set.IsAccepted) ? 'P'
        : 'A';

    internal void Refuse(string code, int offset, string text) => IssueList.Add(new X12Issue(X12IssueLevel.Group, code, X12IssueKind.Refused, offset, text));
}
