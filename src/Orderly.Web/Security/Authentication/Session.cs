using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Orderly.Web.Security.Authentication;

/// <summary>The cookie a person is signed in by: no token, no role, nothing but who it is and which sign-in it came of, sealed.</summary>
internal static class Session
{
    public const string SchemeName = "session";

    /// <summary>Set by the client on what it fetches by itself: such a request keeps nobody signed in.</summary>
    public const string BackgroundHeader = "Orderly-Background";

    private const string Either = "session-or-token";

    public static void AddSessionAndTokens(this IServiceCollection services, OrderlyWebOptions options) => services.AddSingleton<EndedSessions>()
        .AddAuthentication(Either)
        .AddPolicyScheme(Either, Either, scheme => scheme.ForwardDefaultSelector =
            http => http.Request.Headers.Authorization.Count > 0 ? BearerTokens.SchemeName : SchemeName)
        .AddCookie(SchemeName, cookie =>
        {
            cookie.Cookie.Name = CookieName(options, "session");
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = options.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.Path = "/";
            cookie.ExpireTimeSpan = options.IdleSignOut;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "return";
            cookie.Events.OnCheckSlidingExpiration = sliding =>
            {
                // The stream is opened by the page itself, again and again: it is no hand on the keyboard either.
                var request = sliding.HttpContext.Request;
                var isHand = !request.Headers.ContainsKey(BackgroundHeader) && request.Path != Live.LiveEndpoints.Path;
                UnattendedWall.Renewing(sliding, isHand);
                sliding.ShouldRenew &= isHand || UnattendedWall.IsWall(request);
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = validating =>
            {
                var ended = validating.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
                if (ended.Contains(validating.Principal?.FindFirst(Claims.Session)?.Value) || UnattendedWall.IsOver(validating)) validating.RejectPrincipal();
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToLogin = redirect => Answer(redirect, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = redirect => Answer(redirect, StatusCodes.Status403Forbidden);
        })
        .AddScheme<BearerTokenOptions, BearerTokens>(BearerTokens.SchemeName, token => token.Clients = options.Clients);

    /// <summary>The prefix makes the browser itself hold the cookie to this host, to https and to the whole path.</summary>
    public static string CookieName(OrderlyWebOptions options, string name) => options.RequireHttps ? $"__Host-orderly-{name}" : $"orderly-{name}";

    public static ClaimsPrincipal Principal(string person) =>
        new(new ClaimsIdentity([new Claim(Claims.Subject, person), new Claim(Claims.Kind, Claims.PersonKind), new Claim(Claims.Session, Guid.NewGuid().ToString("N"))], SchemeName, Claims.Subject, Claims.Role));

    // A page sends a person to sign in or to a page that explains; a program is told in a status and fetches nothing else.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        var request = redirect.Request;
        var isPage = HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && !request.Headers.ContainsKey(BackgroundHeader);
        if (isPage && status == StatusCodes.Status401Unauthorized)
        {
            redirect.Response.Redirect(redirect.RedirectUri);
            return Task.CompletedTask;
        }

        redirect.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
