namespace Orderly.Canonical.Clocks;

/// <summary>What someone who was told of late work does about it. A plan quiets the ladder for its minutes; it stops no clock.</summary>
public static class EscalationPlan
{
    /// <summary>The codes, as journals keep them.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["ON_IT", "CALLED", "REASSIGNED", "STAFF_COMING", "WAITS_ON_OTHERS", "PASSED_ON"];
}
