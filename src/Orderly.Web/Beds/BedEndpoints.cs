using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Boards;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Beds;

internal static class BedEndpoints
{
    public const string Path = "/beds";

    private static readonly string[] Watch = ["cases", "inbox"];

    public static void MapBeds(this IEndpointRouteBuilder pages) => pages.MapGet(Path, Show).RequireAuthorization(Policies.SeeBeds);

    private static async Task<RazorComponentResult> Show(
        HttpContext http, BedReading reading, Hospital hospital, Shells shells, OrderlyWebOptions options, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var query = http.Request.Query;
        var places = BoardPlace.OpenTo(viewer, [.. options.Sight.AllCases, .. options.Sight.Beds], hospital);
        // A whole site is a lot of beds: without a word, a unit is shown.
        var place = query["unit"].Count + query["site"].Count == 0 && places.FirstOrDefault(one => one.Unit is not null) is { } first ? first : BoardPlace.Choose(places, query["unit"], query["site"]);
        if (place is null)
        {
            return shells.NotFound(viewer, "unit", "Expected a unit or a site you work at, but there is none under this address.");
        }

        var show = Enum.TryParse<BedShow>(query["show"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : BedShow.All;
        var view = await reading.Read(viewer, place, places, show, cancel);
        return new RazorComponentResult<BedsPage>(new { Shell = await shells.Of(viewer, $"Beds, {place.Name}", Path, Watch, cancel), View = view }) { PreventStreamingRendering = true };
    }
}
