using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Orderly.Web.Api;
using Orderly.Web.Security.Authentication;

namespace Orderly.Web.Security;

/// <summary>
/// Refuses a change over the API that a browser brings from another site with a person's cookie. A token is sent by
/// programs alone and no browser adds it by itself, so it is not asked.
/// </summary>
internal sealed class SameOriginCheck : IEndpointFilter
{
    private const string SiteHeader = "Sec-Fetch-Site";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Objection(context.HttpContext) is { } objection ? ValueTask.FromResult<object?>(Problems.Denied(objection)) : next(context);

    private static string? Objection(HttpContext http)
    {
        var request = http.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (isSafe || !http.User.Identities.Any(identity => identity.AuthenticationType == Session.SchemeName))
        {
            return null;
        }

        if (request.Headers.TryGetValue(SiteHeader, out var site) && site.ToString() is not ("same-origin" or "none"))
        {
            return $"Expected a request of a page of this site, but it comes from another ({SiteHeader}: {site})";
        }

        var own = $"{request.Scheme}://{request.Host}";
        return request.Headers.TryGetValue(HeaderNames.Origin, out var origin) && !string.Equals(origin.ToString(), own, StringComparison.OrdinalIgnoreCase)
            ? $"Expected a request of a page of {own}, but it comes from {origin}"
            : null;
    }
}
