using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orderly.Simulator.Erp;

/// <summary>The sandbox's HTTP surface.</summary>
internal sealed class ErpEndpoints(ErpBooks books, BehaviourDial dial, ErpSandboxOptions options)
{
    public const int MaxBodyBytes = 256 * 1024;
    private readonly byte[] authorization = Encoding.UTF8.GetBytes($"Bearer {options.Token}");

    public void Map(IEndpointRouteBuilder routes)
    {
        var erp = routes.MapGroup("").AddEndpointFilter(RequireToken);
        erp.MapPost("/operations/{verb}", BookAsync);
        erp.MapGet("/documents", FindDocuments);
        erp.MapGet("/documents/{number}", (string number) => Found(books.ByNumber(number), "number", number));
        erp.MapGet("/ledger", () => Results.Ok(books.Totals()));
        erp.MapGet("/behaviour", () => Results.Ok(dial.Current));
        erp.MapPut("/behaviour", SetBehaviour);
    }

    private async Task<IResult> BookAsync(HttpContext context, string verb)
    {
        if (BookableVerb.Named(verb) is not { } bookable)
            return Problem(Refusal.VerbUnknown(verb));
        var body = await ReadBodyAsync(context.Request);
        if (context.Request.Query["preview"] == "true")
            return Answer(books.Preview(bookable, body), context);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (string.IsNullOrWhiteSpace(key))
            return Problem(Refusal.KeyMissing());

        var behaviour = dial.Current;
        if (behaviour.SlowMilliseconds > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(behaviour.SlowMilliseconds), options.Clock, context.RequestAborted);
        if (dial.TakeFailure())
            return Problem(new Refusal(behaviour.FailStatus, "told-to-fail", "Expected an answer, but the sandbox was told to fail."));
        if (behaviour.Refuse && books.ByKey(key) is null)
            return Problem(Refusal.PeriodClosed());

        var booking = books.Book(bookable, key, body);
        if (booking is not Booking.Refused && dial.TakeLoss())
        {
            context.Abort();
            return Results.Empty;
        }
        return Answer(booking, context);
    }

    private IResult FindDocuments(string? key, string? encounter) =>
        key is null ? Results.Ok(books.OfEncounter(encounter)) : Found(books.ByKey(key), "key", key);

    private IResult SetBehaviour(ErpBehaviour behaviour)
    {
        if (behaviour.Problem() is { } problem)
            return Problem(Refusal.BodyInvalid(problem));
        dial.Current = behaviour;
        return Results.Ok(behaviour);
    }

    private async ValueTask<object?> RequireToken(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(invocation.HttpContext.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(given, authorization)
            ? await next(invocation)
            : Problem(new Refusal(401, "token-invalid", "Expected the sandbox's bearer token, but got none or another."));
    }

    private static IResult Answer(Booking booking, HttpContext context)
    {
        switch (booking)
        {
            case Booking.Booked { Document: { Number: "" } preview }:
                return Results.Ok(preview);
            case Booking.Booked { Document: var document }:
                return Results.Created($"/documents/{document.Number}", document);
            case Booking.Repeated { Document: var document }:
                context.Response.Headers["Idempotent-Replayed"] = "true";
                return Results.Ok(document);
            default:
                return Problem(((Booking.Refused)booking).Because);
        }
    }

    private static IResult Found(ErpDocument? document, string by, string value) => document is null
        ? Problem(new Refusal(404, "document-unknown", $"Expected a document with {by} '{value}', but there is none."))
        : Results.Ok(document);

    private static IResult Problem(Refusal refusal) =>
        Results.Problem(statusCode: refusal.Status, type: $"urn:orderly:erp-sandbox:{refusal.Type}", detail: refusal.Detail);

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }
}
