using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Live;

/// <summary>What an event of the stream carries: ids, and the hospital's time for the clock in the corner. Never a name.</summary>
internal sealed record LiveData(IReadOnlyList<string>? Touched, string? Time);

internal static class LiveEndpoints
{
    public const string Path = "/events";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    // The browser comes back by itself, and is then authenticated again: nobody listens on after signing out elsewhere.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Stream).RequireAuthorization(Policies.AtWork).ExcludeFromDescription();

    private static ServerSentEventsResult<LiveData> Stream(HttpContext http, LiveFeed feed, Hospital hospital, Shells shells, TimeProvider real, CancellationToken cancel)
    {
        var time = hospital.TimeAt(shells.Viewer(http).Facility);
        long? after = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : null;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(Events(feed, after, () => (hospital.TimeAt(0) with { Zone = time.Zone }).Here, real, cancel));
    }

    internal static async IAsyncEnumerable<SseItem<LiveData>> Events(
        LiveFeed feed, long? after, Func<DateTimeOffset> here, TimeProvider real, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var subscription = feed.Listen(after, out var missed);
        var ends = real.GetUtcNow() + Longest;
        var expected = after ?? feed.Number;
        var minute = here();
        yield return Item(missed ? "missed" : "beat", null, minute, expected);
        while (real.GetUtcNow() < ends && !cancel.IsCancellationRequested)
        {
            LiveStep? step = null;
            try
            {
                step = await subscription.Steps.ReadAsync(cancel).AsTask().WaitAsync(Beat, real, cancel);
            }
            catch (TimeoutException)
            {
                // Nothing changed for a while: the beat below says that the stream is alive.
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            var now = here();
            if (step is not null)
            {
                yield return Item(after is not null && step.Number > expected + 1 ? "missed" : "change", step.Touched, now, step.Number);
                (expected, after) = (step.Number, step.Number);
            }

            if (now.Minute != minute.Minute || now.Hour != minute.Hour)
            {
                minute = now;
                yield return Item("minute", null, now, expected);
            }
            else if (step is null)
            {
                yield return Item("beat", null, now, expected);
            }
        }
    }

    private static SseItem<LiveData> Item(string kind, IReadOnlyList<string>? touched, DateTimeOffset now, long number) =>
        new(new LiveData(touched, now.ToString("HH:mm", CultureInfo.InvariantCulture)), kind) { EventId = number.ToString(CultureInfo.InvariantCulture) };
}
