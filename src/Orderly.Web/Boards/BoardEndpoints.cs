using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

internal static class BoardEndpoints
{
    public const string Path = "/board";
    public const string WallPath = "/board/wall";

    /// <summary>Any task of any case, and any message: a board is about all of them.</summary>
    private static readonly string[] Watch = ["cases", "inbox"];

    public static void MapBoards(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(Policies.SeeBoards);
        pages.MapGet(WallPath, Wall).RequireAuthorization(Policies.SeeBoards);
    }

    private static async Task<RazorComponentResult> Show(
        HttpContext http, BoardReading reading, Hospital hospital, Shells shells, OrderlyWebOptions options, string? unit, string? site, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var places = BoardPlace.OpenTo(viewer, options.Sight.AllCases, hospital);
        if (BoardPlace.Choose(places, unit, site) is not { } place)
        {
            return Missing(shells, viewer);
        }

        var view = await reading.Read(viewer, place, places, cancel);
        return new RazorComponentResult<BoardPage>(new { Shell = await shells.Of(viewer, $"At risk, {place.Name}", Path, Watch, cancel), View = view }) { PreventStreamingRendering = true };
    }

    private static async Task<RazorComponentResult> Wall(
        HttpContext http, BoardReading reading, Hospital hospital, Shells shells, OrderlyWebOptions options, string? unit, string? site, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        if (BoardPlace.Choose(BoardPlace.OpenTo(viewer, options.Sight.AllCases, hospital), unit, site) is not { } place)
        {
            return Missing(shells, viewer);
        }

        var view = await reading.ReadWall(place, cancel);
        return new RazorComponentResult<WallPage>(new { Shell = shells.For(viewer, $"Wall, {place.Name}", null, Watch), View = view }) { PreventStreamingRendering = true };
    }

    private static RazorComponentResult Missing(Shells shells, Viewer viewer) =>
        shells.NotFound(viewer, "board", "Expected a unit or a site you look after, but there is none under this address.");
}
