using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Orderly.Web.Security;

/// <summary>
/// Refuses a page's post that does not carry the page's token. It stands on the group of pages and not on each handler,
/// so that a new post is guarded without anyone thinking of it.
/// </summary>
internal sealed class AntiforgeryCheck(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        if (http.Request.HasFormContentType)
        {
            await PostedForm.Read(http, http.RequestAborted);
        }

        if (await antiforgery.IsRequestValidAsync(http))
        {
            return await next(context);
        }

        return Results.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            type: "https://orderly.health/problems/antiforgery",
            title: "The page is too old to post from",
            detail: "Expected the token of an open page, but it is missing or expired. Load the page again; nothing was changed.");
    }
}
