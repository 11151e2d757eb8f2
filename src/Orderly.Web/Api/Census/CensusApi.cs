using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orderly.Canonical.Census;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Census;

/// <param name="AsOf">When the census was taken; what was heard of later is not held against it.</param>
/// <param name="Patients">Everyone in a bed of the facility.</param>
/// <param name="Mend">Also tell the differences to Orderly, as the feed would have.</param>
internal sealed record ReconciliationRequest(short Facility, DateTimeOffset AsOf, IReadOnlyList<CensusEntry> Patients, bool Mend = false);

/// <param name="Mended">Differences that were told; they are mapped within moments, and a second call shows what is left.</param>
internal sealed record ReconciliationDocument(short Facility, DateTimeOffset AsOf, int Patients, IReadOnlyList<CensusDifference> Differences, int Mended);

internal static class CensusApi
{
    private const int MostPatients = 20_000;

    public static void MapCensus(this IEndpointRouteBuilder api)
    {
        var census = api.MapGroup("/census").RequireAuthorization(Policies.WorkOnIncidents);
        census.MapGet("", Read).WithName("ReadCensus").WithSummary("Who lies where, as the feeds told it").ProducesProblem(403).ProducesProblem(422);
        census.MapPost("/reconciliations", Reconcile).WithName("ReconcileCensus").WithSummary("Compares an EHR's census with what the feeds told, and mends the differences if asked to").ProducesProblem(403).ProducesProblem(422).ProducesProblem(503);
    }

    private static async Task<Results<Ok<IReadOnlyList<KnownPlace>>, ProblemHttpResult>> Read(HttpContext http, short facility, Hospital hospital, Shells shells, CancellationToken cancel) =>
        Objection(http, facility, hospital, shells) is { } objection ? objection : TypedResults.Ok(await Known(hospital, facility, cancel));

    private static async Task<Results<Ok<ReconciliationDocument>, ProblemHttpResult>> Reconcile(
        HttpContext http, ReconciliationRequest request, Hospital hospital, Shells shells, Looks looks, CancellationToken cancel)
    {
        if (Objection(http, request.Facility, hospital, shells) is { } objection)
        {
            return objection;
        }

        if (request.Patients.Count > MostPatients)
        {
            return Problems.Invalid($"Expected at most {MostPatients} patients, but there are {request.Patients.Count}");
        }

        if (request.Patients.FirstOrDefault(entry => string.IsNullOrWhiteSpace(entry.Visit) || string.IsNullOrWhiteSpace(entry.Unit)) is not null)
        {
            return Problems.Invalid("Expected 'visit' and 'unit' of every patient, but one has none");
        }

        var differences = CensusComparison.Of(request.Patients, await Known(hospital, request.Facility, cancel), request.AsOf);
        await looks.Record(ApiCaller.Of(http).Id, "census", [], cancel);
        if (!request.Mend || differences.IsEmpty)
        {
            return TypedResults.Ok(new ReconciliationDocument(request.Facility, request.AsOf, request.Patients.Count, differences, 0));
        }

        if (http.RequestServices.GetService<ICensusMending>() is not { } mending || hospital.Facility(request.Facility) is not { } facility)
        {
            return Problems.Make(StatusCodes.Status503ServiceUnavailable, "nothing-to-mend-with", "Nothing to mend with", "Expected a server with routes for ADT, but this one has none");
        }

        var mended = await mending.MendAsync(facility, differences, request.AsOf, cancel);
        return TypedResults.Ok(new ReconciliationDocument(request.Facility, request.AsOf, request.Patients.Count, differences, mended));
    }

    private static ProblemHttpResult? Objection(HttpContext http, short facility, Hospital hospital, Shells shells) =>
        Given.Facility(hospital, facility)
        ?? (shells.Find(http) is { } viewer && !viewer.Facilities.Contains(facility) ? Problems.Denied($"Expected a facility of the caller, but {facility} is not") : null);

    private static async Task<IReadOnlyList<KnownPlace>> Known(Hospital hospital, short facility, CancellationToken cancel) =>
        [.. (await hospital.Store.Read.Census.Of(facility, cancel)).Select(Place)];

    private static KnownPlace Place(OccupancyRow row) => new(row.Encounter, row.Unit, row.Room, row.Bed, Micros.ToTime(row.Moved));
}
