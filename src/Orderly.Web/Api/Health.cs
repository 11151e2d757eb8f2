using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal;
using Orderly.Runtime.Nodes;

namespace Orderly.Web.Api;

/// <summary>For whoever restarts or routes: alive means the process answers, ready means it may be given work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Ready(RuntimeNode node, IStore store, Ailments ailments, CancellationToken cancel)
    {
        if (node.Fenced.IsCancellationRequested)
        {
            return Problems.Plain(StatusCodes.Status503ServiceUnavailable, "Not ready", "Expected this node to own its share, but another took over");
        }

        if (ailments.First is { } ails)
        {
            return Problems.Plain(StatusCodes.Status503ServiceUnavailable, "Not ready", ails);
        }

        try
        {
            await store.Settings.Facts(cancel);
            return TypedResults.Text("ready");
        }
        catch (StoreUnavailableException)
        {
            return Problems.Plain(StatusCodes.Status503ServiceUnavailable, "Not ready", "Expected the store to answer, but it does not");
        }
    }
}
