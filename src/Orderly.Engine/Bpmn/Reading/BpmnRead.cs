using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>What reading a file gave. With an error among the issues there are no processes: a file deploys whole or not at all.</summary>
public sealed record BpmnRead(ImmutableArray<ProcessModel> Processes, ImmutableArray<BpmnIssue> Issues)
{
    public bool Deployable => !Issues.Any(issue => issue.Severity == BpmnSeverity.Error);
}

/// <summary>Limits and choices of a read.</summary>
public sealed record BpmnReadOptions
{
    public static readonly BpmnReadOptions Default = new();

    public int MaxCharacters { get; init; } = 10_000_000;

    /// <summary>Of XML; scopes nest half as deep.</summary>
    public int MaxDepth { get; init; } = 2_500;

    public int MaxElements { get; init; } = 20_000;

    /// <summary>Also read processes whose <c>isExecutable</c> is not true.</summary>
    public bool IncludeNotExecutable { get; init; }
}
