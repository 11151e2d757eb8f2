using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Web.Activation;
using Orderly.Web.Assets;
using Orderly.Web.Beds;
using Orderly.Web.Boards;
using Orderly.Web.Live;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Layout;

/// <summary>Makes what surrounds a page, and finds the person a request is from.</summary>
internal sealed class Shells(Hospital hospital, EscalationSight escalations, AssetShelf assets, OrderlyWebOptions options)
{
    /// <summary>For a page of a person at work: it shows how much they are told of, and follows it.</summary>
    public async ValueTask<ShellView> Of(Viewer viewer, string title, string place, IReadOnlyList<string> watch, CancellationToken cancel) =>
        For(viewer, title, place, [.. watch, .. viewer.Roles.Select(role => LiveFeed.Told(role.Code))], (await escalations.ToldTo(viewer, cancel)).Count);

    public ShellView For(Viewer? viewer, string title, string? place, IReadOnlyList<string> watch, int told = 0) => new()
    {
        Title = title,
        Place = place,
        Viewer = viewer is null ? null : new ViewerView(viewer.Name, viewer.RoleNames, [.. Places(viewer, told)]),
        Now = hospital.TimeAt(viewer?.Facility ?? hospital.Organisation.Facilities.FirstOrDefault()?.Id ?? 0).Here,
        Facility = viewer is null ? null : hospital.Facility(viewer.Facility)?.Name,
        Watch = watch,
        Style = assets.AddressOf(AssetShelf.Style)!,
        Script = assets.AddressOf(AssetShelf.Script),
        Worker = assets.AddressOf(AssetShelf.LiveWorker),
        Favicon = assets.AddressOf(AssetShelf.Favicon),
    };

    /// <summary>The signed-in person. Endpoints with a policy only get here with one.</summary>
    /// <exception cref="InvalidOperationException">The request is nobody's, or of a person who left the organisation.</exception>
    public Viewer Viewer(HttpContext http) => Find(http)
        ?? throw new InvalidOperationException("Expected a person of the organisation behind the request, but there is none");

    public Viewer? Find(HttpContext http) => http.User.FindFirst(Claims.Subject)?.Value is { } person && http.User.HasClaim(Claims.Kind, Claims.PersonKind)
        ? Security.Viewer.Of(hospital.Organisation, person, hospital.Now)
        : null;

    /// <summary>The page for what is not there or not the viewer's: the two are not told apart.</summary>
    public RazorComponentResult NotFound(Viewer? viewer, string what, string words) => Notice(viewer, $"No such {what}", words, StatusCodes.Status404NotFound);

    public RazorComponentResult Notice(Viewer? viewer, string title, string words, int status, string? trace = null) =>
        new RazorComponentResult<NoticePage>(new { View = For(viewer, title, null, []), Title = title, Words = words, Trace = trace, Back = viewer is null ? "/sign-in" : "/", BackWords = viewer is null ? "Sign in" : "Go to your work" })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public async ValueTask<IReadOnlyList<string>> WatchQueues(Viewer viewer, CancellationToken cancel) =>
        [.. (await Queues.Read(hospital.Store, cancel)).OpenTo(viewer).Select(queue => $"queue:{queue}")];

    private IEnumerable<PlaceLink> Places(Viewer viewer, int told)
    {
        yield return new PlaceLink("/worklist", "Worklist", told);
        if (viewer.Holds(options.Sight.AllCases))
        {
            yield return new PlaceLink(BoardEndpoints.Path, "At risk");
        }

        if (viewer.Holds([.. options.Sight.AllCases, .. options.Sight.Beds]))
        {
            yield return new PlaceLink(BedEndpoints.Path, "Beds");
        }

        yield return new PlaceLink("/cases", "Cases");
        if (viewer.Holds(options.Sight.Messages))
        {
            yield return new PlaceLink("/messages", "Messages");
        }

        if (viewer.Holds(options.Sight.Incidents))
        {
            yield return new PlaceLink("/incidents", "Incidents");
        }

        if (viewer.Holds(options.Sight.Activation))
        {
            yield return new PlaceLink(ActivationEndpoints.Path, "Activation");
        }
    }
}
