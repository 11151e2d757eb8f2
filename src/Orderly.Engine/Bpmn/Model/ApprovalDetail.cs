namespace Orderly.Engine.Bpmn;

/// <summary><c>orderly:approval</c> at a user task: it is no work but a decision of those with the authority.</summary>
/// <param name="Kind">What is approved, for example <c>Requisition</c>.</param>
/// <param name="Amount">In <paramref name="Currency"/>; asked again when the case's variables change.</param>
/// <param name="Requester">Who asked, and so never approves.</param>
/// <param name="Steps">The ladder, a list of contexts <c>{role, limit, quorum, substitutes}</c>, mostly a decision table's answer.</param>
/// <param name="EmergencySteps">The ladder of the emergency path; none when absent.</param>
public sealed record ApprovalDetail(Expression Kind, Expression Amount, Expression Currency, Expression Requester, Expression Steps, Expression? EmergencySteps)
{
    /// <summary>An undecided request ends after this, and a given approval is good for as long.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How soon an emergency approval must be ratified.</summary>
    public TimeSpan RatifyWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The variable that receives the outcome.</summary>
    public string ResultVariable { get; init; } = "approval";
}
