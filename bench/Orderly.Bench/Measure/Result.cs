namespace Orderly.Bench.Measure;

/// <summary>One line of the table: a rate over several rounds, with latencies where the work is a request.</summary>
/// <param name="Work">what was done, as design §8 names it</param>
/// <param name="Rates">units a second, one a round</param>
/// <param name="Latencies">of all rounds together; null where the work has none</param>
/// <param name="Goal">as design §8 states it</param>
internal sealed record Result(string Work, string Store, string Unit, IReadOnlyList<double> Rates, Latencies? Latencies, string Goal)
{
    /// <summary>This process's time on the cores for one unit, clients included, a database server not; what other programs take of the machine does not change it much.</summary>
    public TimeSpan? Processor { get; init; }

    public double Median
    {
        get
        {
            var sorted = Rates.Order().ToArray();
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
