using System.Globalization;
using System.Text;

namespace Orderly.Bench.Measure;

/// <summary>The table as Markdown, so that docs/performance.md takes it as it is printed.</summary>
internal static class Table
{
    public static string Render(string machine, IEnumerable<Result> results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {machine}");
        text.AppendLine();
        text.AppendLine("| Work | Store | Median | Rounds | p50 | p99 | CPU each | Goal |");
        text.AppendLine("|---|---|---:|---|---:|---:|---:|---|");
        foreach (var result in results)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Work} | {result.Store} | {Number(result.Median)} {result.Unit} | {string.Join(" · ", result.Rates.Select(Number))} | {Milliseconds(result, 0.5)} | {Milliseconds(result, 0.99)} | {Microseconds(result)} | {result.Goal} |");
        return text.ToString();
    }

    private static string Number(double value) =>
        value >= 100 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Microseconds(Result result) =>
        result.Processor is { } each ? each.TotalMicroseconds.ToString("#,0 'µs'", CultureInfo.InvariantCulture) : "";

    private static string Milliseconds(Result result, double share) =>
        result.Latencies is { Count: > 0 } latencies
            ? latencies.Percentile(share).ToString("0.0 'ms'", CultureInfo.InvariantCulture)
            : "";
}
