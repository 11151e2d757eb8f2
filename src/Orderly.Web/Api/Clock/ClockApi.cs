using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Clocks;

namespace Orderly.Web.Api.Clock;

/// <summary>Hospital time: at <paramref name="Real"/> it was <paramref name="Hospital"/>, and it runs <paramref name="Rate"/> times as fast.</summary>
internal sealed record ClockDocument(DateTimeOffset Now, DateTimeOffset Real, DateTimeOffset Hospital, double Rate);

internal static class ClockApi
{
    public static void MapClock(this IEndpointRouteBuilder api) =>
        api.MapGet("/clock", Read).WithName("ReadClock").WithSummary("Hospital time, which due dates and SLAs run on");

    private static Ok<ClockDocument> Read(HospitalClock clock)
    {
        var anchor = clock.Anchor;
        return TypedResults.Ok(new ClockDocument(clock.Now(), anchor.Real, anchor.Hospital, anchor.Rate));
    }
}
