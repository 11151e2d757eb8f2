using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orderly.Journal;
using Orderly.Web.Api;

namespace Orderly.Web.Layout;

/// <summary>
/// What a person or a program gets when something went wrong: in words, with what is safe and a trace to tell. Never a stack.
/// </summary>
internal static class FaultPages
{
    public static void UseFaultPages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // Every answer can be traced, whether or not anyone listens to traces.
        using var activity = Activity.Current is null ? new Activity("request").Start() : null;
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.ContentLength is null && http.Response.ContentType is null && http.Response.StatusCode is 401 or 403 or 404 or 405 or 415 or 429)
            {
                await Explain(http, http.Response.StatusCode, Words(http, http.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has left; there is nobody to tell.
        }
        catch (StoreUnavailableException away) when (!http.Response.HasStarted)
        {
            Log(http, away);
            http.Response.Headers.RetryAfter = "2";
            await Explain(http, StatusCodes.Status503ServiceUnavailable, ("The store did not answer", "It cannot be read or written right now. Nothing you did is lost. Try again in a moment."));
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Explain(http, bad.StatusCode, ("That request could not be read", RequestWords.Of(http, bad)));
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            Log(http, fault);
            await Explain(http, StatusCodes.Status500InternalServerError, ("This page met a fault", "It is ours, not yours, and was written down. Nothing you did before is lost."));
        }
    });

    private static async Task Explain(HttpContext http, int status, (string Title, string Words) said)
    {
        var trace = Activity.Current?.Id ?? http.TraceIdentifier;
        http.Response.StatusCode = status;
        if (http.Request.Path.StartsWithSegments("/api") || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await Problems.Plain(status, said.Title, said.Words).ExecuteAsync(http);
            return;
        }

        var shells = http.RequestServices.GetRequiredService<Shells>();
        var page = shells.Notice(shells.Find(http), said.Title, said.Words, status, status >= 500 ? trace : null);
        await page.ExecuteAsync(http);
    }

    private static string Accepted(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api/v1/deployments") ? "multipart/form-data" : "application/json";

    private static void Log(HttpContext http, Exception fault) => WebLog.Fault(
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Orderly.Web"), http.Request.Method, http.GetEndpoint()?.DisplayName ?? "", fault);

    private static (string Title, string Words) Words(HttpContext http, int status) => status switch
    {
        401 when http.Request.Headers.Authorization.Count > 0 => ("The token is not known", "Expected a known token as 'Authorization: Bearer TOKEN', but the header carries none. Ask whoever keeps the clients of the API."),
        401 => ("You are signed out", "Expected a signed-in person or a known token, but the request has neither. Sign in and come back; nothing you did is lost."),
        403 => ("This is not open to your role", "Expected a role that may see or do this, but yours may not. If it should, whoever keeps the organisation can change your binding."),
        404 => ("Nothing is here", "Expected a page under this address, but there is none."),
        405 => ("That does not go here", "Expected another method for this address."),
        415 => ("That cannot be read here", $"Expected a body as {Accepted(http)}, but it is '{http.Request.ContentType}'."),
        _ => ("Too many requests", "Expected fewer requests a second from one caller. Wait a moment and go on."),
    };
}
