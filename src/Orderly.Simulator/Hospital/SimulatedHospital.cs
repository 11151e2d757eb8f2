using System.Globalization;
using System.Text.Json.Nodes;
using Orderly.Canonical.Organisation;
using Orderly.Simulator.Hospital.Staff;
using Orderly.Simulator.Hospital.Stays;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Simulator.Hospital;

/// <summary>
/// A hospital around a running product: its systems send HL7 over MLLP, its staff work through the public API with keys of their
/// own, on the product's hospital clock. It reads nothing of the product but what the API tells a caller.
/// </summary>
public sealed class SimulatedHospital : IAsyncDisposable
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(500);

    private readonly HospitalOptions options;
    private readonly HospitalTime time;
    private readonly Lock gate = new();
    private readonly HospitalModel model;
    private readonly HospitalMessages messages;
    private readonly Dictionary<string, Line> lines;
    private readonly Workplace place;
    private readonly HttpClientHandler connections = new() { MaxConnectionsPerServer = 64 };
    private readonly List<OrderlyClient> clients = [];
    private readonly List<Colleague> staff = [];

    private SimulatedHospital(HospitalOptions options, HospitalTime time)
    {
        (this.options, this.time) = (options, time);
        model = new HospitalModel(options.Model(time.Now));
        messages = new HospitalMessages(options.Seed);
        lines = options.Organisation.Facilities.ToDictionary(facility => facility.Code, _ => new Line(options.MllpHost, options.MllpPort, options.Faults, options.Real));
        place = new Workplace(time, options.Habits, options.LeftAlone, LetGo);
    }

    public HospitalTime Time => time;

    public StaffTally Staff => place.Tally;

    /// <summary>Messages answered AA, and those that wait to be sent.</summary>
    public (int Accepted, int Repeated, int Waiting) Messages
    {
        get
        {
            lock (gate)
                return (lines.Values.Sum(line => line.Tally.Accepted), lines.Values.Sum(line => line.Tally.Repeated), lines.Values.Sum(line => line.Waiting));
        }
    }

    /// <summary>Refusals by kind of message.</summary>
    public IReadOnlyDictionary<string, int> Refused
    {
        get
        {
            lock (gate)
                return lines.Values.SelectMany(line => line.Tally.Refused).GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.Sum(one => one.Value));
        }
    }

    /// <summary>The EHR's own census, as true as it gets.</summary>
    public IReadOnlyList<CensusLine> Census(short facility)
    {
        lock (gate)
            return model.Census(facility);
    }

    /// <summary>What the EHR does at midnight, or after an outage: hands in its census, and hears of the differences.</summary>
    /// <param name="mend">Have them mended too.</param>
    public async Task<ReconciliationSeen> ReconcileAsync(Facility facility, string key, bool mend, CancellationToken cancel = default)
    {
        using var client = new OrderlyClient(options.Api, key, connections);
        var patients = Census(facility.Id).Select(line => (JsonNode)new JsonObject
        {
            ["visit"] = line.Patient.Visit,
            ["authority"] = facility.Code,
            ["unit"] = line.Bed.Unit,
            ["room"] = line.Bed.Room,
            ["bed"] = line.Bed.Code,
            ["number"] = line.Patient.Mrn,
            ["family"] = line.Patient.Family,
            ["given"] = line.Patient.Given,
            ["birthDate"] = line.Patient.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["sex"] = line.Patient.Sex,
        });
        return await client.Reconcile(
            new JsonObject { ["facility"] = facility.Id, ["asOf"] = time.Now.ToString("O", CultureInfo.InvariantCulture), ["patients"] = new JsonArray([.. patients]), ["mend"] = mend }, cancel);
    }

    /// <summary>Asks the product what time it is, and opens.</summary>
    /// <exception cref="HttpRequestException">The product does not answer, or does not know the keys.</exception>
    public static async Task<SimulatedHospital> OpenAsync(HospitalOptions options, CancellationToken cancel = default)
    {
        if (options.Keys.Count == 0)
            throw new ArgumentException("Expected an API key of at least one person, but there is none", nameof(options));
        using var handler = new HttpClientHandler();
        using var asker = new OrderlyClient(options.Api, options.Keys.First().Value, handler);
        var clock = await asker.Clock(cancel);
        return new SimulatedHospital(options, new HospitalTime(clock.Real, clock.Hospital, clock.Rate, options.Real));
    }

    /// <summary>Lives until told to stop, or until the hour given; then nothing more happens by itself.</summary>
    public async Task RunAsync(DateTimeOffset? until, CancellationToken cancel = default)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = StartStaff(closing.Token);
        try
        {
            while (until is null || time.Now < until)
            {
                await Live(until, closing.Token);
                await Nap(closing.Token);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Being told to stop is how a hospital without an end ends.
        }
        finally
        {
            await closing.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends what the systems still hold back, whatever the hour.</summary>
    public async Task DrainAsync(CancellationToken cancel = default)
    {
        foreach (var line in lines.Values)
            await line.SendDue(DateTimeOffset.MaxValue, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines.Values)
            await line.DisposeAsync();
        foreach (var client in clients)
            client.Dispose();
        connections.Dispose();
    }

    private async Task Live(DateTimeOffset? until, CancellationToken cancel)
    {
        var now = time.Now;
        if (until is { } end && end < now)
            now = end;
        lock (gate)
        {
            foreach (var happened in model.Advance(now))
                lines[happened.Facility.Code].Take(messages.Write(happened));
        }
        await Task.WhenAll(lines.Values.Select(line => line.SendDue(now, cancel)));
    }

    private Task Nap(CancellationToken cancel)
    {
        DateTimeOffset next;
        lock (gate)
            next = lines.Values.Select(line => line.Next).OfType<DateTimeOffset>().Append(model.Next).Min();
        var real = (next - time.Now) / time.Rate;
        return time.Pass((real < LongestNap ? real : LongestNap) * time.Rate, cancel);
    }

    private void LetGo(string visit)
    {
        lock (gate)
            model.LetGo(visit, time.Now);
    }

    /// <summary>The same people each time, with what they have at hand.</summary>
    private List<Task> StartStaff(CancellationToken cancel)
    {
        if (staff.Count == 0)
            Engage();
        return [.. staff.Select(colleague => colleague.Work(cancel))];
    }

    private void Engage()
    {
        foreach (var (index, player) in new Roster(options.Organisation, options.NotPlayed).Players.Index())
        {
            if (!options.Keys.TryGetValue(player.Person, out var key))
                continue;
            var client = new OrderlyClient(options.Api, key, connections);
            clients.Add(client);
            staff.Add(new Colleague(player, client, place, new Random(Mixing.Of(options.Seed, 1_000_000 + index))));
        }
    }
}
