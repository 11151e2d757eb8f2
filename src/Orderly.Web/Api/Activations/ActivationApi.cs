using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal;
using Orderly.Runtime.Activation;
using Orderly.Runtime.Submission;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Activations;

/// <summary>A site (<paramref name="Unit"/> null) or a unit, and whether what would leave it is kept back.</summary>
internal sealed record ActivationDocument(short Facility, string? Unit, bool ListensOnly, long KeptBack);

/// <param name="Unit">Null for the whole site.</param>
internal sealed record ActivationRequest(short Facility, string? Unit, bool ListensOnly, string Reason);

internal static class ActivationApi
{
    public static void MapActivations(this IEndpointRouteBuilder api)
    {
        var activations = api.MapGroup("/activations").RequireAuthorization(Policies.ChangeActivation);
        activations.MapGet("", List).WithName("ListActivations").WithSummary("Which sites and units act, and which only listen");
        activations.MapPost("", Set).WithName("SetActivation").WithSummary("Lets a site or unit act, or has it listen only").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Ok<List<ActivationDocument>>> List(Runtime.Activation.Activations activations, Hospital hospital, IStore store, CancellationToken cancel)
    {
        var kept = await store.Read.Effects.SealedByPlace(cancel);
        return TypedResults.Ok(hospital.Organisation.Facilities
            .SelectMany(facility => hospital.Organisation.Units.Where(unit => unit.Facility == facility.Id).Select(unit => (string?)unit.Code).Prepend(null)
                .Select(unit => new ActivationDocument(
                    facility.Id, unit, activations.ListensAt(facility.Id, unit ?? ""), kept.Where(one => one.Facility == facility.Id && (unit is null || one.Unit == unit)).Sum(one => one.Count))))
            .ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(HttpContext http, ActivationRequest request, Runtime.Activation.Activations activations)
    {
        var reply = await activations.SetAsync(request.Facility, request.Unit ?? "", request.ListensOnly, request.Reason ?? "", new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);
    }
}
