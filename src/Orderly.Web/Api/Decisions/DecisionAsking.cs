using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Engine.Dmn.Documents;
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
    private const int MostListed = 10;

    /// <returns>Answers in the order asked, or what is wrong with the first that cannot be asked; then none is evaluated.</returns>
    public async Task<(BatchDocument? Answers, ProblemHttpResult? Problem)> Ask(HttpContext http, IReadOnlyList<BatchedEvaluation> asked, bool isBatch, CancellationToken cancel)
    {
        var world = hospital.World.Now.World;
        var ready = new List<Ready>(asked.Count);
        foreach (var (index, one) in asked.Index())
        {
            var where = isBatch ? $" in evaluation {index + 1}" : "";
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
        if ((asked.Facility is { } facility ? Given.Facility(hospital, facility, where) : null) is { } unknown)
        {
            return (null, unknown);
        }

        var (definition, missing) = Find(world, asked, where);
        if (definition is null)
        {
            return (null, Problems.NotFound(missing!));
        }

        if (asked.Instance is { } id && (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(http, head, cancel)))
        {
            return (null, Problems.NotFound($"Expected an instance{where} this caller may see, but there is no {id}"));
        }

        return Inputs(asked.Inputs, where, out var objection) is { } inputs ? (new Ready(asked, definition, inputs), null) : (null, objection);
    }

    /// <summary>A decision by its id, or by its name where one alone in force has it.</summary>
    private static (DecisionDefinition? Definition, string? Missing) Find(World world, BatchedEvaluation asked, string where)
    {
        var found = Candidates(world, asked.Decision);
        if (found.Count != 1)
        {
            var offered = found.Count > 1 ? $"the ids {Listed(found)} have this name" : world.Decisions.IsEmpty ? "none is deployed"
                : $"there is no '{Short(asked.Decision)}'; there are {Listed([.. world.Decisions.Keys.Order(StringComparer.Ordinal)])}";
            return (null, $"Expected {(found.Count > 1 ? "the id of one deployed decision" : "a deployed decision")}{where}, but {offered}");
        }

        var definition = world.Decisions[found[0]].LastOrDefault(definition =>
            (asked.Version is not { } version || definition.Version == version)
            && (asked.Deployment is not { } deployment || definition.Deployment == new DeploymentId(deployment)));
        return definition is null
            ? (null, $"Expected a deployed decision{where}, but there is no '{Short(asked.Decision)}'{(asked.Version is { } version ? $" of version {version}" : "")}{(asked.Deployment is { } deployment ? $" of deployment {deployment}" : "")}")
            : (definition, null);
    }

    private static IReadOnlyList<string> Candidates(World world, string idOrName) => world.Decisions.ContainsKey(idOrName)
        ? [idOrName]
        : [.. world.Decisions.Where(pair => pair.Value[^1].Model.Decisions.Any(decision => decision.Id == pair.Key && decision.Name == idOrName)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    private static string Listed(IReadOnlyList<string> ids) =>
        string.Join(", ", ids.Take(MostListed).Select(id => $"'{Short(id)}'")) + (ids.Count > MostListed ? $" and {ids.Count - MostListed} more" : "");

    private static FeelContext? Inputs(JsonElement? inputs, string where, out ProblemHttpResult? objection)
    {
        objection = Given.Object("inputs", inputs, where);
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
            return FeelJson.ReadInputs(given);
        }
        catch (JsonException unreadable)
        {
            objection = Problems.Invalid($"{unreadable.Message}{where.Replace(" in ", " of ", StringComparison.Ordinal)}");
            return null;
        }
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
            [.. outcome.Issues.Select(DmnIssueDocument.Of)])
        {
            Ignored = [.. one.Inputs.Names.Except(one.Definition.Model.InputsTaken(one.Definition.Id), StringComparer.Ordinal)],
            Trace = one.Asked.Trace ? DmnTraceDocument.Of(outcome) : null,
        };
    }

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private sealed record Ready(BatchedEvaluation Asked, DecisionDefinition Definition, FeelContext Inputs);
}
