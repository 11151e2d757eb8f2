namespace Orderly.Bench.Measure;

/// <summary>Durations of one run, in milliseconds. Not thread-safe: one per client, merged at the end.</summary>
internal sealed class Latencies
{
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(TimeSpan duration) => milliseconds.Add(duration.TotalMilliseconds);

    public void Merge(Latencies other) => milliseconds.AddRange(other.milliseconds);

    /// <param name="share">0 to 1; 0.5 is the median. NaN when nothing was measured.</param>
    public double Percentile(double share)
    {
        if (milliseconds.Count == 0) return double.NaN;
        milliseconds.Sort();
        var index = (int)Math.Ceiling(share * milliseconds.Count) - 1;
        return milliseconds[Math.Clamp(index, 0, milliseconds.Count - 1)];
    }
}
