using System.Collections.Concurrent;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Runtime.Access;
using Orderly.Runtime.Clocks;

namespace Orderly.Web.Sources;

/// <summary>
/// Records who looked at whose data, before the bytes leave. The same view of the same patient within a quarter of an hour
/// is the same look; a page that refreshes itself does not fill the record.
/// </summary>
internal sealed class Looks(IStore store, AccessRecord record, HospitalClock clock)
{
    public static readonly TimeSpan SameLook = TimeSpan.FromMinutes(15);

    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(string Actor, string View, Guid Patient), long> latest = new();

    /// <exception cref="StoreUnavailableException">The look could not be recorded, so nothing may be shown.</exception>
    public async ValueTask Record(string actor, string view, IReadOnlyCollection<Guid> patients, CancellationToken cancel)
    {
        var now = Micros.From(clock.Now());
        var since = now - Micros.From(SameLook);
        var fresh = new List<Guid>();
        foreach (var patient in patients)
        {
            if (!await IsSameLook((actor, view, patient), since, cancel))
            {
                fresh.Add(patient);
            }
        }

        if (fresh.Count == 0)
        {
            return;
        }

        await record.Write(new AddAccess(now, actor, "treatment-operations", view, fresh));
        foreach (var patient in fresh)
        {
            latest[(actor, view, patient)] = now;
        }
    }

    private async ValueTask<bool> IsSameLook((string Actor, string View, Guid Patient) look, long since, CancellationToken cancel)
    {
        if (latest.TryGetValue(look, out var at))
        {
            return at > since;
        }

        if (latest.Count >= Most)
        {
            latest.Clear();
        }

        if (await store.Read.Records.LastLook(look.Patient, since, look.Actor, look.View, cancel) is not { } stored)
        {
            return false;
        }

        latest[look] = stored;
        return true;
    }
}
