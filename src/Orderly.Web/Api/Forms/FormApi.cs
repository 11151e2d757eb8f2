using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Forms;

internal static class FormApi
{
    public static void MapForms(this IEndpointRouteBuilder api) =>
        api.MapGet("/forms/{id}", Read).RequireAuthorization(Policies.AtWork)
            .WithName("ReadForm").WithSummary("What a task's form asks for, as it was deployed: form-js JSON").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Utf8ContentHttpResult, ProblemHttpResult>> Read(string id, Hospital hospital, CancellationToken cancel) =>
        await hospital.Store.Read.Definitions.Latest("form", id, cancel) is { } deployed
            ? TypedResults.Text(deployed.Body, "application/json")
            : Problems.NotFound($"Expected a deployed form '{(id.Length <= 60 ? id : $"{id[..60]}…")}', but there is none");
}
