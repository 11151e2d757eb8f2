using Orderly.Engine.Ids;

namespace Orderly.Engine.Work;

/// <summary>A word on a request for approval.</summary>
/// <param name="Roles">The roles the person holds now; the host fills them in, whatever was sent.</param>
public sealed record DecideApproval(TaskId Task, Verdict Verdict, string? Reason = null, IReadOnlyList<string>? Roles = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Lend one's own vote on this request. What was lent is not lent on.</summary>
public sealed record DelegateApproval(TaskId Task, string To, decimal Limit, DateTimeOffset Until, IReadOnlyList<string>? Roles = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Take the emergency path.</summary>
public sealed record DeclareEmergency(TaskId Task, string Justification, int? IfVersion = null) : TaskCommand(Task, IfVersion);
