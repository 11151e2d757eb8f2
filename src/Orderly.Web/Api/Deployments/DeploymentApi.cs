using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Deployment;
using Orderly.Web.Forms;
using Orderly.Web.Security;

namespace Orderly.Web.Api.Deployments;

internal sealed record DeployedDocument(long World, IReadOnlyList<DefinitionDocument> Definitions, IReadOnlyList<IssueDocument> Warnings);

internal sealed record DefinitionDocument(string Kind, string Id, int Version, bool IsNew);

internal sealed record IssueDocument(string Resource, string? Element, string Rule, string Reason, int Line, int Column);

internal static class DeploymentApi
{
    private const long MostBytes = 20 << 20;

    public static void MapDeployments(this IEndpointRouteBuilder api) =>
        api.MapPost("/deployments", Deploy)
            .WithName("Deploy")
            .WithSummary("Puts models, decisions and forms in force together; all of them or none")
            .Accepts<IFormFileCollection>("multipart/form-data")
            // A program's token guards this, or a cookie with SameOriginCheck; there is no page whose form could be forged.
            .DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<DeployedDocument>, ProblemHttpResult>> Deploy(
        HttpContext http, Runtime.Deployment.Deployments deployments, CancellationToken cancel)
    {
        if (!http.Request.HasFormContentType)
        {
            return Problems.Make(StatusCodes.Status415UnsupportedMediaType, "not-multipart", "Files are needed", $"Expected multipart/form-data with the files to deploy, but got '{http.Request.ContentType}'");
        }

        var files = (await PostedForm.Read(http, cancel)).Files;
        if (files.Count == 0 || files.Sum(file => file.Length) > MostBytes)
        {
            return Problems.BadRequest("files-out-of-range", "Too few or too much", $"Expected 1 file or more with at most {MostBytes >> 20} MB together, but got {files.Count} with {files.Sum(file => file.Length) >> 20} MB");
        }

        var bundle = new DeploymentBundle();
        var resources = new List<Resource>();
        var issues = new List<IssueDocument>();
        foreach (var file in files)
        {
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancel);
            var content = memory.ToArray();
            if (file.FileName.EndsWith(Timing.Suffix, StringComparison.Ordinal))
            {
                bundle = Add(bundle, file.FileName, content, issues);
                continue;
            }

            if (KindOf(file.FileName) is not { } kind)
            {
                issues.Add(new IssueDocument(file.FileName, null, "file-kind", $"Expected a file that ends in .bpmn, .dmn, .form or {Timing.Suffix}, but it does not", 0, 0));
                continue;
            }

            if (kind == ResourceKind.Form)
            {
                issues.AddRange(FormSchemaReader.Read(content).Issues.Select(issue => new IssueDocument(file.FileName, issue.Where, "form-component", issue.Rule, 0, 0)));
            }

            resources.Add(new Resource(file.FileName, kind, content));
        }

        if (issues.Count > 0)
        {
            return Refused(issues);
        }

        return await deployments.DeployAsync(bundle with { Resources = [.. resources] }, ApiCaller.Of(http)) switch
        {
            DeploymentOutcome.Deployed deployed => TypedResults.Ok(new DeployedDocument(
                deployed.World,
                [.. deployed.Definitions.Select(one => new DefinitionDocument(one.Kind.ToString().ToLowerInvariant(), one.Id, one.Version, one.IsNew))],
                [.. deployed.Warnings.Select(Document)])),
            DeploymentOutcome.Refused refused => Refused([.. refused.Issues.Select(Document)]),
            DeploymentOutcome.Denied denied => Problems.Denied(denied.Reason),
            DeploymentOutcome.Unavailable away => Problems.Plain(StatusCodes.Status503ServiceUnavailable, "Not done, try again", away.Reason),
            var other => throw new InvalidOperationException($"Expected a known outcome, but it is {other.GetType().Name}"),
        };
    }

    private static DeploymentBundle Add(DeploymentBundle bundle, string name, byte[] content, List<IssueDocument> issues)
    {
        try
        {
            var timing = Timing.Read(content);
            return bundle with { Ladders = [.. bundle.Ladders, .. timing.Ladders], Calendars = [.. bundle.Calendars, .. timing.Calendars] };
        }
        catch (JsonException e)
        {
            issues.Add(new IssueDocument(name, null, "timing-json", $"Expected ladders and calendars as JSON, but: {e.Message}", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1));
            return bundle;
        }
    }

    private static ProblemHttpResult Refused(List<IssueDocument> issues) => Problems.Make(
        StatusCodes.Status422UnprocessableEntity, "deployment-refused", "Nothing was deployed", $"{issues.Count} rules are broken; the first: {issues[0].Reason}", ("issues", issues));

    private static IssueDocument Document(DeploymentIssue issue) => new(issue.Resource, issue.Element, issue.Rule, issue.Reason, issue.Line, issue.Column);

    private static ResourceKind? KindOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".bpmn" => ResourceKind.Bpmn,
        ".dmn" => ResourceKind.Dmn,
        ".form" => ResourceKind.Form,
        _ => null,
    };
}
