using Orderly.Web.Design;

namespace Orderly.Web.Flow;

/// <summary>One row of the diagram's twin: the same fact in words.</summary>
public sealed record FlowStep(string Id, string Name, string Department, StatusLook Status)
{
    public string Who { get; init; } = "";

    public string Due { get; init; } = "";

    public ClockReading? Clock { get; init; }

    /// <summary>A token stands here and holds up what comes after.</summary>
    public bool IsStuck { get; init; }
}
