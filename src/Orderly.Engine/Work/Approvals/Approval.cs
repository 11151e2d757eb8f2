namespace Orderly.Engine.Work;

/// <summary>A request for authority to spend, as its task carries it until it is decided.</summary>
/// <param name="Requester">Never approves.</param>
public sealed record Approval(string Kind, decimal Amount, string Currency, string Requester, IReadOnlyList<ApprovalStep> Steps, DateTimeOffset ExpiresAt)
{
    /// <summary>Which step is asked, from 0.</summary>
    public int At { get; init; }

    public IReadOnlyList<ApprovalVote>? Votes { get; init; }

    public IReadOnlyList<ApprovalDelegation>? Delegations { get; init; }

    /// <summary>Who may not vote although their role could: those who approved in the emergency that is to be ratified.</summary>
    public IReadOnlyList<string>? Barred { get; init; }

    /// <summary>The ladder of the emergency path; null when there is none.</summary>
    public IReadOnlyList<ApprovalStep>? EmergencySteps { get; init; }

    /// <summary>Why it is an emergency; null when it is none.</summary>
    public string? Emergency { get; init; }

    /// <summary>When the ratification it asks for is overdue; null when it ratifies nothing.</summary>
    public DateTimeOffset? RatifyBy { get; init; }

    public bool Overdue { get; init; }

    public ApprovalStep Step => Steps[At];

    /// <summary>Whether someone has voted, for oneself or for another: one person fills one step.</summary>
    public bool HasVoted(string person) => Votes is not null && Votes.Any(vote => vote.By == person || vote.OnBehalfOf == person);
}

/// <summary>One step of a ladder.</summary>
/// <param name="Limit">How much its people may approve; null for a step that endorses and carries no authority.</param>
/// <param name="Quorum">How many of them must approve.</param>
/// <param name="Substitutes">Roles that may stand in.</param>
public sealed record ApprovalStep(string Role, decimal? Limit, int Quorum, IReadOnlyList<string>? Substitutes)
{
    public bool IsOpenTo(IReadOnlyCollection<string> roles) => roles.Contains(Role) || (Substitutes is not null && Substitutes.Any(roles.Contains));
}

/// <param name="Limit">The authority it was given under; null for an endorsement.</param>
public sealed record ApprovalVote(int Step, string By, string? OnBehalfOf, Verdict Verdict, decimal? Limit, DateTimeOffset At);

/// <summary>Someone lends their vote on this request to another, for a time and up to an amount.</summary>
public sealed record ApprovalDelegation(int Step, string By, string To, decimal Limit, DateTimeOffset Until);

public enum Verdict
{
    Approve,
    Reject,

    /// <summary>Back to the requester, to be mended and asked again.</summary>
    Return,
}

public enum ApprovalOutcome
{
    Approved,
    ApprovedInEmergency,
    Rejected,
    Returned,
    Expired,
    Ratified,
    RatificationRefused,
}
