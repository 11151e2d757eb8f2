using Orderly.Web.Design;

namespace Orderly.Web.Escalations;

/// <summary>Late work the viewer is told of.</summary>
public sealed record EscalatedView(IReadOnlyList<EscalatedLine> Lines, int Count)
{
    public static readonly EscalatedView Nothing = new([], 0);
}

/// <param name="Why">By which role, or as whose work, the viewer is told.</param>
/// <param name="Who">Who has the work.</param>
public sealed record EscalatedLine(
    Guid Clock, int Level, string Title, string About, string Place, string Who, string Why, string Since, ClockReading? Reading, string CaseAddress, string? TaskAddress);

/// <summary>A plan as its button says it.</summary>
public sealed record PlanChoice(string Code, string Words);

/// <summary>The coded plans in plain words.</summary>
internal static class PlanWords
{
    public static IReadOnlyList<PlanChoice> All { get; } =
    [
        new("ON_IT", "I am on it"),
        new("CALLED", "I called whoever has it"),
        new("REASSIGNED", "Given to someone else"),
        new("STAFF_COMING", "Staff are coming"),
        new("WAITS_ON_OTHERS", "It waits on others; I follow it up"),
        new("PASSED_ON", "Passed on to the next level"),
    ];

    public static IReadOnlyList<int> Minutes { get; } = [10, 15, 30, 60];

    public static string Of(string code) => All.FirstOrDefault(plan => plan.Code == code)?.Words ?? code;
}
