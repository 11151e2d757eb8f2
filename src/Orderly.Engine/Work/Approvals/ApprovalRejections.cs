using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

public sealed record RequesterApproves(string Person) : Rejection($"Expected someone other than who asked, but '{Person}' asked for it");

public sealed record OnePersonTwoSteps(string Person) : Rejection($"Expected someone who has no part in this approval yet, but '{Person}' has voted or approved its emergency");

public sealed record NotAnApprover(string Person, string Role) : Rejection($"Expected someone with the role '{Role}', its substitute or its delegate, but '{Person}' is none");

public sealed record LimitTooLow(decimal Limit, decimal Amount) : Rejection($"Expected an authority of {Amount} or more, but it is {Limit}");

public sealed record DelegationTooFar(string Why) : Rejection($"Expected a delegation within one's own authority, but {Why}");

public sealed record NoEmergencyPath(string Why) : Rejection($"Expected a request with an emergency path, but {Why}");

public sealed record VerdictUnreasoned(Verdict Verdict) : Rejection($"Expected a reason of 1 to {TaskDirecting.LongestReason} characters to {Verdict.ToString().ToLowerInvariant()}, but there is none");

public sealed record ApprovalIsForPeople(string Actor) : Rejection($"Expected a person to approve, but '{Actor}' is a system");
