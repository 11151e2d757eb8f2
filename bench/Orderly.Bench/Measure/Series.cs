namespace Orderly.Bench.Measure;

/// <summary>The rounds of one case on one store.</summary>
internal sealed class Series
{
    private readonly List<double> rates = [];
    private readonly Latencies latencies = new();
    private TimeSpan processor;

    public void Add(Round round)
    {
        rates.Add(round.Rate);
        processor += round.Processor;
        latencies.Merge(round.Latencies);
    }

    public Result ToResult(string work, string store, string goal) =>
        new(work, store, "/s", rates, latencies, goal) { Processor = processor / Math.Max(1, latencies.Count) };
}
