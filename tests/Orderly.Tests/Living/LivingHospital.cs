using Orderly.Demo;
using Orderly.Simulator.Hospital.Staff;
using Orderly.Simulator.Hospital.Wire;
using Orderly.Tests.Faults.Evidence;

namespace Orderly.Tests.Living;

/// <summary>The demo's own composition in this process, on free ports, living through hours or days of hospital time.</summary>
internal sealed class LivingHospital : IAsyncDisposable
{
    public const string Engineer = "i-kovar";

    /// <summary>A Monday, as the day shift has begun.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 7, 30, 0, TimeSpan.FromHours(-4));

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder;

    private LivingHospital(string folder, LivingDemo demo) => (this.folder, Demo) = (folder, demo);

    public LivingDemo Demo { get; }

    public string Data => Path.Combine(folder, "demo");

    public StoreReading Store => StoreReading.OfSqlite(Path.Combine(Data, "orderly.db"));

    public static async Task<LivingHospital> OpenAsync(int rate, LineFaults faults, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("orderly-living-").FullName;
        return new LivingHospital(folder, await LivingDemo.StartAsync(
            new DemoSettings(Path.Combine(folder, "demo"), new Uri("http://127.0.0.1:0"), MllpPort: 0, rate, Start) { Faults = faults, Visitors = new HashSet<string>(), Quiet = true }, cancel));
    }

    /// <summary>Every facility's census, and where it differs from what the product has.</summary>
    public async Task<IReadOnlyList<DifferenceSeen>> Reconcile(bool mend, CancellationToken cancel)
    {
        var differences = new List<DifferenceSeen>();
        foreach (var facility in Orderly.Packs.PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!.Facilities)
            differences.AddRange((await Demo.Hospital.ReconcileAsync(facility, Demo.Keys[Engineer], mend, cancel)).Differences);
        return differences;
    }

    /// <summary>Everything that was received has been read, while the hospital's own line is silent.</summary>
    public Task MappedAsync(CancellationToken cancel) => Until(async () => (await Store.Unfinished()).Inbound == 0, "every message to be mapped", cancel);

    /// <summary>Everything that runs by itself has run: nothing unread, unsent or undelivered.</summary>
    public async Task AtRest(CancellationToken cancel)
    {
        await Demo.Hospital.DrainAsync(cancel);
        await Until(async () => (await Store.Unfinished()).IsNothing, "everything to be at rest", cancel);
    }

    public async Task Until(Func<Task<bool>> condition, string what, CancellationToken cancel)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (!await condition())
        {
            (DateTimeOffset.UtcNow < until).ShouldBeTrue($"Expected {what} within {Patience}, but there is {await Store.Unfinished()}: {string.Join("; ", await Store.Summary())}");
            await Task.Delay(50, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Demo.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
