namespace Orderly.Formats.Hl7.V2;

/// <summary>Collects issues without allocating while there are none.</summary>
internal struct IssueLog(int limit)
{
    private List<Hl7Issue>? issues;
    private bool isCut;

    /// <summary>The gravest kind seen, also among issues past the limit.</summary>
    public Hl7IssueKind Worst { get; private set; }

    public void Add(Hl7IssueCode code, Hl7IssueKind kind, int segment, int offset, string text)
    {
        var isGraver = kind > Worst;
        if (isGraver) Worst = kind;
        issues ??= [];
        // The one that makes a message unreadable is always told.
        if (issues.Count < limit || isGraver)
            issues.Add(new Hl7Issue(code, kind, segment, offset, text));
        else if (!isCut)
            issues.Add(new Hl7Issue(Hl7IssueCode.TooManyIssues, Hl7IssueKind.Suspect, 0, offset, $"Expected at most {limit} issues, but there are more; the rest is not listed."));
        isCut |= issues.Count > limit && !isGraver;
    }

    public readonly IReadOnlyList<Hl7Issue> ToList() => issues is null ? [] : issues;
}
