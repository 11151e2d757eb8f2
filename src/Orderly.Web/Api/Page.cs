using Microsoft.AspNetCore.Http.HttpResults;

namespace Orderly.Web.Api;

/// <summary>One page of a list. Ask again with <paramref name="Next"/> as cursor; absent = the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Paging
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 200;

    public static ProblemHttpResult? Objection(int? limit) => limit is null or (>= 1 and <= MostLimit)
        ? null
        : Problems.BadRequest("limit-out-of-range", "Too many at once", $"Expected a limit of 1 to {MostLimit}, but it is {limit}");

    public static ProblemHttpResult BadCursor() =>
        Problems.BadRequest("cursor-unreadable", "No cursor of ours", "Expected the cursor of a page of this list, but it is none. Start without one.");
}
