using System.Text.Json;
using Orderly.Engine.Dmn.Documents;

namespace Orderly.Web.Api.Decisions;

/// <param name="Inputs">Names the input data it needs, its own and those of the decisions it requires.</param>
internal sealed record DecisionDocument(string Id, string Name, int Version, Guid Deployment, string Model, IReadOnlyList<string> Inputs);

/// <param name="Inputs">Values by name. Dates and durations as <c>{"@feel": "date", "value": "2026-06-09"}</c>; a string stays a string.</param>
/// <param name="Version">Which one; without it and without a deployment the newest.</param>
/// <param name="Deployment">The version that this deployment brought.</param>
/// <param name="Facility">Whose time <c>now()</c> and <c>today()</c> tell; UTC without.</param>
/// <param name="Instance">The case it is asked for. The caller must be able to see it, and the question goes on record.</param>
/// <param name="Trace">Also tell how it came about.</param>
internal sealed record EvaluationRequest(JsonElement? Inputs = null, int? Version = null, Guid? Deployment = null, short? Facility = null, Guid? Instance = null, bool Trace = false);

/// <summary>One of a batch: a decision's id, or its name where no other has it, and what <see cref="EvaluationRequest"/> asks.</summary>
internal sealed record BatchedEvaluation(string Decision, JsonElement? Inputs = null, int? Version = null, Guid? Deployment = null, short? Facility = null, Guid? Instance = null, bool Trace = false);

internal sealed record BatchRequest(IReadOnlyList<BatchedEvaluation> Evaluations);

/// <param name="World">The version of the definitions in force, one for the whole batch.</param>
internal sealed record BatchDocument(long World, IReadOnlyList<EvaluatedDocument> Answers);

/// <param name="Value">Dates and durations as FEEL's strings.</param>
/// <param name="Failed">The value is null because something failed, and the issues say what.</param>
internal sealed record EvaluatedDocument(string Decision, int Version, Guid Deployment, JsonElement Value, bool Failed, IReadOnlyList<DmnIssueDocument> Issues)
{
    /// <summary>Names among the inputs that the decision does not take: what a case has beside them, or a name misspelt.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public DmnTraceDocument? Trace { get; init; }
}
