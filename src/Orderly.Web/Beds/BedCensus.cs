using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Web.Beds;

/// <summary>Who lies in a bed, and since when.</summary>
internal sealed record Occupant(string Encounter, Guid? Patient, Bed Bed, DateTimeOffset Since, DateTimeOffset? Expected);

/// <summary>What a bed was last told to be, by itself or by someone leaving it.</summary>
internal sealed record BedWord(BedStatus? Status, DateTimeOffset At, string? Reason);

/// <summary>Beds and who is in them at one moment, as the events told so far say.</summary>
internal sealed record Census(IReadOnlyDictionary<Bed, Occupant> Occupants, IReadOnlyDictionary<Bed, BedWord> Words);

/// <summary>
/// Follows where patients are by the events of their moves. Kept in memory and brought up to date when it is asked; it reads on from
/// what it has read, an hour of overlap included, because events of several visits are stored out of order. Of each visit the move
/// that happened last holds, in whatever order moves came.
/// </summary>
internal sealed class BedCensus(IStore store) : IDisposable
{
    private const int Page = 1_000;
    private static readonly long Overlap = Micros.From(TimeSpan.FromHours(1));

    private static readonly string[] Kinds =
    [
        .. new[]
        {
            PatientFlowEventType.Admitted, PatientFlowEventType.AdmitCancelled, PatientFlowEventType.Transferred, PatientFlowEventType.TransferCancelled, PatientFlowEventType.Discharged,
            PatientFlowEventType.DischargeCancelled, PatientFlowEventType.Deceased, PatientFlowEventType.DischargeOrdered, PatientFlowEventType.DischargePending, PatientFlowEventType.ExpectedDischargeSet,
            PatientFlowEventType.BedStatusChanged,
        }.Select(type => type.ToString()),
    ];

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, Stay> stays = [];
    private readonly Dictionary<Bed, BedWord> words = [];
    private (long Received, Guid Id) read = (long.MinValue, Guid.Empty);

    public async ValueTask<Census> Now(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await ReadOn(cancel);
            return new Census(Occupants(), new Dictionary<Bed, BedWord>(words));
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async ValueTask ReadOn(CancellationToken cancel)
    {
        var from = read.Received == long.MinValue ? read : (read.Received - Overlap, Guid.Empty);
        while (true)
        {
            var rows = await store.Read.Inbox.EventsOfKinds(Kinds, from, Page, cancel);
            foreach (var row in rows)
            {
                Take(JsonSerializer.Deserialize(row.Body, CanonicalJson.Default.PatientFlowEvent)!);
            }

            if (rows.Count == 0)
            {
                return;
            }

            from = (rows[^1].Received, rows[^1].Id);
            read = from.CompareTo(read) > 0 ? from : read;
            if (rows.Count < Page)
            {
                return;
            }
        }
    }

    private void Take(PatientFlowEvent told)
    {
        var here = BedOf(told, told.Location?.To ?? told.Location?.From);
        if (told.Type == PatientFlowEventType.BedStatusChanged)
        {
            if (here is { } bed && (!words.TryGetValue(bed, out var before) || before.At <= told.OccurredAt))
            {
                words[bed] = new BedWord((told.Payload as BedDetail)?.Status, told.OccurredAt, (told.Payload as BedDetail)?.Reason);
            }

            return;
        }

        if (told.Encounter?.ToString() is not { } encounter)
        {
            return;
        }

        stays.TryGetValue(encounter, out var known);
        var stay = (known ?? new Stay(null, DateTimeOffset.MinValue, false)) with { Patient = told.Patient is { } token ? Guid.ParseExact(token.ToString(), "N") : known?.Patient };
        stay = told.Type switch
        {
            PatientFlowEventType.ExpectedDischargeSet or PatientFlowEventType.DischargePending or PatientFlowEventType.DischargeOrdered =>
                stay with { Expected = (told.Payload as DischargeDetail)?.ExpectedAt ?? stay.Expected, Bed = stay.Bed ?? here, Since = stay.Bed is null && here is not null ? told.OccurredAt : stay.Since },
            _ when told.OccurredAt < stay.Moved => stay,
            PatientFlowEventType.Discharged or PatientFlowEventType.AdmitCancelled or PatientFlowEventType.Deceased => stay.Left(told.OccurredAt, here),
            PatientFlowEventType.DischargeCancelled => stay with { HasLeft = false, Moved = told.OccurredAt, Bed = here ?? stay.Bed },
            _ => stay with { HasLeft = false, Moved = told.OccurredAt, Bed = here ?? stay.Bed, Since = stay.Bed == here && stay.Since > DateTimeOffset.MinValue ? stay.Since : told.OccurredAt },
        };
        stays[encounter] = stay;
    }

    /// <summary>Two visits in one bed: whoever came last is shown, since the other's leaving has not been told yet.</summary>
    private Dictionary<Bed, Occupant> Occupants()
    {
        var occupants = new Dictionary<Bed, Occupant>();
        foreach (var (encounter, stay) in stays.OrderBy(one => one.Value.Moved).ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            if (stay is { HasLeft: false, Bed: { } bed })
            {
                occupants[bed] = new Occupant(encounter, stay.Patient, bed, stay.Since, stay.Expected);
            }
            else if (stay is { HasLeft: true, Bed: { } left } && (!words.TryGetValue(left, out var before) || before.At < stay.Moved))
            {
                words[left] = new BedWord(null, stay.Moved, null);
            }
        }

        return occupants;
    }

    private static Bed? BedOf(PatientFlowEvent told, Location? place) =>
        place is { Room: { } room, Bed: { } bed } ? new Bed(told.Facility, place.Unit, room, bed) : null;

    private sealed record Stay(Bed? Bed, DateTimeOffset Moved, bool HasLeft)
    {
        public Guid? Patient { get; init; }

        public DateTimeOffset Since { get; init; }

        public DateTimeOffset? Expected { get; init; }

        public Stay Left(DateTimeOffset at, Bed? from) => this with { HasLeft = true, Moved = at, Bed = from ?? Bed };
    }
}
