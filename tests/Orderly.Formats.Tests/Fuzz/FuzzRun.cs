using System.Diagnostics;
using System.Globalization;

namespace Orderly.Formats.Tests.Fuzz;

/// <summary>
/// Runs a target over mutated inputs, each with its own seed. ORDERLY_FUZZ_SEED and ORDERLY_FUZZ_CASES choose others than the
/// defaults; a failure names the seed, which alone repeats it.
/// </summary>
internal static class FuzzRun
{
    private const long MaxAllocated = 64 * 1024 * 1024;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    public static void Run(int defaultCases, IReadOnlyList<byte[]> corpus, Action<byte[]> target) =>
        Run(defaultCases, corpus, (input, _) => target(input));

    /// <summary>The target may draw its own choices from the mutator, so that the seed fixes them too.</summary>
    public static void Run(int defaultCases, IReadOnlyList<byte[]> corpus, Action<byte[], Mutator> target)
    {
        var seed = FromEnvironment("ORDERLY_FUZZ_SEED", 1);
        var cases = FromEnvironment("ORDERLY_FUZZ_CASES", defaultCases);
        TestContext.Current.TestOutputHelper?.WriteLine($"seeds {seed} to {seed + cases - 1}");
        for (var i = 0; i < cases; i++) RunOne(seed + i, corpus, target);
    }

    private static void RunOne(int seed, IReadOnlyList<byte[]> corpus, Action<byte[], Mutator> target)
    {
        // A busy machine may stall one run; only an input that is slow each time is slow.
        for (var attempt = 1; ; attempt++)
        {
            var mutator = new Mutator(seed);
            var input = mutator.Mutate(corpus);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            try
            {
                target(input, mutator);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Expected no exception for any input, but seed {seed} gave one (ORDERLY_FUZZ_SEED={seed} ORDERLY_FUZZ_CASES=1 repeats it): {e.Message}", e);
            }
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated, $"seed {seed}");
            if (watch.Elapsed < MaxTime) return;
            attempt.ShouldBeLessThan(3, $"Expected each input within {MaxTime}, but seed {seed} took {watch.Elapsed}.");
        }
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
