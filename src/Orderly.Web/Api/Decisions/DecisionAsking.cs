using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Runtime.Access;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Decisions;

/// <summary>
/// Evaluates deployed decisions for whoever may call the API. Nothing changes by it; where one is asked for a case, that goes on record before
/// the answer leaves.
/// </summary>
internal sealed class DecisionAsking(Hospital hospital, InstanceSight sight, AccessRecord record)
{
    // What a whole request may spend, however many evaluations it holds; a decision of a few tables takes some hundred steps.
    private const int StepsOfRequest = 2_000_000;

    /// <returns>Answers in the order asked, or what is wrong with the first that cannot be asked; then none is evaluated.</returns>
    public async Task<(BatchDocument? Answers, ProblemHttpResult? Problem)> Ask(HttpContext http, IReadOnlyList<BatchedEvaluation> asked, CancellationToken cancel)
    {
        var world = hospital.World.Now.World;
        var ready = new List<Ready>(asked.Count);
        foreach (var (index, one) in asked.Index())
        {
            var where = asked.Count == 1 ? "" : $" in evaluation {index + 1}";
            var (read, problem) = await Read(http, world, one, where, cancel);
            if (read is null)
            {
                return (null, problem);
            }

            ready.Add(read);
        }

        await Record(ApiCaller.Of(http).Id, ready);
        var limits = FeelLimits.Default with { Steps = Math.Min(FeelLimits.Default.Steps, StepsOfRequest / asked.Count) };
        return (new BatchDocument(world.Version, [.. ready.Select(one => Answer(one, limits))]), null);
    }

    private async ValueTask<(Ready?, ProblemHttpResult?)> Read(HttpContext http, World world, BatchedEvaluation asked, string where, CancellationToken cancel)
    {
        if ((asked.Facility is { } facility ? Given.Facility(hospital, facility) : null) is { } unknown)
        {
            return (null, unknown);
        }

        if (Find(world, asked) is not { } definition)
        {
            return (null, Problems.NotFound($"Expected a deployed decision{where}, but there is no '{Short(asked.Decision)}'{(asked.Version is { } version ? $" of version {version}" : "")}{(asked.Deployment is { } deployment ? $" of deployment {deployment}" : "")}"));
        }

        if (asked.Instance is { } id && (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(http, head, cancel)))
        {
            return (null, Problems.NotFound($"Expected an instance{where} this caller may see, but there is no {id}"));
        }

        return Inputs(asked.Inputs, where, out var objection) is { } inputs ? (new Ready(asked, definition, inputs), null) : (null, objection);
    }

    private static DecisionDefinition? Find(World world, BatchedEvaluation asked)
    {
        var versions = world.Decisions.GetValueOrDefault(asked.Decision, []);
        return versions.LastOrDefault(definition =>
            (asked.Version is not { } version || definition.Version == version)
            && (asked.Deployment is not { } deployment || definition.Deployment == new DeploymentId(deployment)));
    }

    private static FeelContext? Inputs(JsonElement? inputs, string where, out ProblemHttpResult? objection)
    {
        objection = Given.Object("inputs", inputs);
        if (objection is not null || inputs is not { ValueKind: JsonValueKind.Object } given)
        {
            return objection is null ? FeelContext.Empty : null;
        }

        if (given.EnumerateObject().GroupBy(input => input.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            objection = Problems.Invalid($"Expected each input{where} once, but '{Short(twice.Key)}' is given twice");
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(given));
            if (FeelJson.Read(ref reader) is FeelContext values)
            {
                return values;
            }
        }
        catch (JsonException unreadable)
        {
            objection = Problems.Invalid($"{unreadable.Message}{where}");
            return null;
        }

        objection = Problems.Invalid($"Expected 'inputs'{where} as values by name, but it is one value");
        return null;
    }

    private async Task Record(string actor, List<Ready> ready)
    {
        var at = Micros.From(hospital.Now);
        var named = ready.Where(one => one.Asked.Instance is not null)
            .Select(one => new AddAudit(at, actor, $"EvaluateDecision {one.Definition.Id} v{one.Definition.Version}", $"instance/{one.Asked.Instance}")).ToList();
        if (named.Count > 0)
        {
            await record.Write(named);
        }
    }

    private EvaluatedDocument Answer(Ready one, FeelLimits limits)
    {
        var now = one.Asked.Facility is { } facility ? hospital.TimeAt(facility).Here : hospital.Now;
        var environment = new FeelEnvironment { Now = now, Limits = limits };
        var outcome = one.Definition.Model.Evaluate(one.Definition.Id, one.Inputs, environment, one.Asked.Trace);
        return new EvaluatedDocument(
            one.Definition.Id, one.Definition.Version, one.Definition.Deployment.Value, FeelJson.ToPlain(outcome.Value), outcome.Failed,
            [.. outcome.Issues.Select(issue => new EvaluationIssue(issue.Code, issue.Element, issue.Position, issue.Message, issue.Place))])
        {
            Ignored = [.. one.Inputs.Names.Except(one.Definition.Model.InputsTaken(one.Definition.Id), StringComparer.Ordinal)],
            Trace = one.Asked.Trace ? Trace(DmnExplanation.Of(outcome)) : null,
        };
    }

    private static TraceDocument Trace(DmnExplanation how) => new([.. DmnWords.Of(how)], how.Decisions);

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private sealed record Ready(BatchedEvaluation Asked, DecisionDefinition Definition, FeelContext Inputs);
}
