using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Worklist;
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
        pages.MapPost(Path, Press).RequireAuthorization(Policies.SeeBoards);
        pages.MapGet(WallPath, Wall).RequireAuthorization(Policies.SeeBoards);
    }

    private static Task<RazorComponentResult> Show(
        HttpContext http, BoardReading reading, Hospital hospital, Shells shells, OrderlyWebOptions options, string? unit, string? site, Guid? ask, string? said, CancellationToken cancel) =>
        Page(http, reading, hospital, shells, options, (unit, site, ask), new Pressed { Done = said is null ? null : TaskPress.Said(said) }, cancel);

    // As on the worklist: what went through is answered by a redirect, what did not by the page itself.
    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Press(
        HttpContext http, BoardReading reading, TaskPress press, Hospital hospital, Shells shells, OrderlyWebOptions options, string? unit, string? site, Guid? ask, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var viewer = shells.Viewer(http);
        var (verb, pressed) = form["do"].ToString().Split(' ') switch
        {
            ["take", var id] when Guid.TryParse(id, out var task) => ("claim", await press.Claim(viewer, task, null)),
            ["ask", var id] when Guid.TryParse(id, out var task) => ("comment", await press.Say(viewer, task, form["text"].ToString())),
            _ => ("", new Pressed { Refusal = "Expected a button of this page, but it is none. Load the page again." }),
        };
        if (pressed.IsDone && BoardPlace.Choose(BoardPlace.OpenTo(viewer, options.Sight.AllCases, hospital), unit, site) is { } place)
        {
            return TypedResults.LocalRedirect($"{Path}{place.Query}&said={pressed.Verb ?? verb}");
        }

        var page = await Page(http, reading, hospital, shells, options, (unit, site, ask), pressed, cancel);
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private static async Task<RazorComponentResult> Page(
        HttpContext http, BoardReading reading, Hospital hospital, Shells shells, OrderlyWebOptions options, (string? Unit, string? Site, Guid? Ask) asked, Pressed pressed, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var places = BoardPlace.OpenTo(viewer, options.Sight.AllCases, hospital);
        if (BoardPlace.Choose(places, asked.Unit, asked.Site) is not { } place)
        {
            return Missing(shells, viewer);
        }

        var view = await reading.Read(viewer, place, places, asked.Ask, cancel) with { Done = pressed.Done, Refusal = pressed.Refusal };
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
