using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Cases.Listing;
using Orderly.Web.Layout;
using Orderly.Web.Security;

namespace Orderly.Web.Cases;

internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases", List).RequireAuthorization(Policies.AtWork);
        pages.MapGet("/cases/{id:guid}", Show).RequireAuthorization(Policies.AtWork);
    }

    private static async Task<RazorComponentResult> List(
        HttpContext http, CaseListReading reading, Shells shells, OrderlyWebOptions options, string? q, string? ended, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.Read(viewer, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), ended == "yes", options.Sight, cancel);
        var watch = viewer.Holds(options.Sight.AllCases) ? ["all"] : await shells.WatchQueues(viewer, cancel);
        return new RazorComponentResult<CasesPage>(new { Shell = await shells.Of(viewer, "Cases", "/cases", watch, cancel), View = view }) { PreventStreamingRendering = true };
    }

    private static async Task<RazorComponentResult> Show(
        HttpContext http, CaseReading reading, Shells shells, OrderlyWebOptions options, Guid id, string? only, string? flow, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        if (await reading.Read(viewer, id, CaseChoice.Parse(only, flow), viewer.Holds(options.Sight.Messages), cancel) is not { } view)
        {
            return shells.NotFound(viewer, "case", "Expected a case you have a part in, but there is none under this address. It may be another department's, or archived.");
        }

        var title = $"{view.Patient?.Name ?? view.Key}: {view.Process.ToLowerInvariant()}";
        return new RazorComponentResult<CasePage>(new { Shell = await shells.Of(viewer, title, "/cases", [$"case:{id}"], cancel), View = view }) { PreventStreamingRendering = true };
    }
}
