using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Orderly.Web.Boards;

namespace Orderly.Web.Security.Authentication;

/// <summary>
/// A wall hangs for days without a hand on it and names nobody, so it keeps its session. The session opens nothing else once nobody has
/// touched it for the idle time: whoever leaves the wall then signs in again.
/// </summary>
internal static class UnattendedWall
{
    /// <summary>Until when the session opens everything; there once a wall has renewed it by itself.</summary>
    private const string AttendedUntil = "attended-until";

    public static bool IsWall(HttpRequest request) => request.Path == BoardEndpoints.WallPath;

    /// <summary>Notes, before the cookie is renewed, who renews it: a hand, or the wall by itself.</summary>
    public static void Renewing(CookieSlidingExpirationContext sliding, bool isHand)
    {
        if (!sliding.ShouldRenew) return;
        var items = sliding.Properties.Items;
        var now = sliding.Options.TimeProvider!.GetUtcNow();
        if (isHand)
        {
            if (Until(items) is not { } until || now <= until) items.Remove(AttendedUntil);
        }
        else if (IsWall(sliding.Request) && sliding.Properties.ExpiresUtc is { } expires)
        {
            items.TryAdd(AttendedUntil, expires.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Whether the session is one that only the wall has kept, and is used for something else.</summary>
    public static bool IsOver(CookieValidatePrincipalContext validating) =>
        Until(validating.Properties.Items) is { } until && validating.Options.TimeProvider!.GetUtcNow() > until
        && !IsWall(validating.Request) && validating.Request.Path != Live.LiveEndpoints.Path;

    private static DateTimeOffset? Until(IDictionary<string, string?> items) =>
        items.TryGetValue(AttendedUntil, out var text) && text is not null ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture) : null;
}
