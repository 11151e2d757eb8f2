using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orderly.Runtime.Projection;

/// <summary>What a list shows of a task beside its row's columns: no identifier of a patient. Times in hospital time.</summary>
public sealed record TaskView
{
    public required string Process { get; init; }

    public required string Element { get; init; }

    /// <summary>The model's name of the task; the element's id when it has none.</summary>
    public required string Name { get; init; }

    public string? Form { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? FollowUp { get; init; }

    public string? HoldReason { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>What was last given as the reason for where it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The authority it asks for; null for work.</summary>
    public Engine.Work.Approval? Approval { get; init; }

    /// <summary>Why its priority is what it is, once it was changed.</summary>
    public string? PriorityReason { get; init; }

    /// <summary>Whose work its owner does, when it was delegated.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who alone was asked; null when the whole queue is.</summary>
    public IReadOnlyList<string>? Nominated { get; init; }

    public IReadOnlyList<string>? Excluded { get; init; }

    public IReadOnlyList<string>? DeclinedBy { get; init; }

    /// <summary>What somebody wants to do with it while its listeners are asked; null when nothing is under way.</summary>
    public string? Asked { get; init; }

    public int Comments { get; init; }

    public int Attachments { get; init; }

    public ImmutableArray<string> CandidateUsers { get; init; } = [];

    public ImmutableArray<string> CandidateGroups { get; init; } = [];

    /// <summary>The SLA clock on the task, when it has one.</summary>
    public ClockView? Clock { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TaskViewJson.Default.TaskView);

    /// <exception cref="JsonException">Not a task's view.</exception>
    public static TaskView Read(ReadOnlySpan<byte> view) =>
        JsonSerializer.Deserialize(view, TaskViewJson.Default.TaskView) ?? throw new JsonException("Expected a task's view, but it is null");
}

/// <param name="Rung">The highest rung of the ladder reached; null before the first.</param>
/// <param name="PausedAt">When it was stopped; null while it runs.</param>
/// <param name="QuietUntil">No rung before this: someone has a plan.</param>
public sealed record ClockView(
    Guid Id, DateTimeOffset Started, TimeSpan Target, DateTimeOffset WarnAt, DateTimeOffset BreachAt, bool Warned, bool Breached, int? Rung,
    DateTimeOffset? PausedAt, string? PauseReason, DateTimeOffset? QuietUntil);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskView))]
internal sealed partial class TaskViewJson : JsonSerializerContext;
