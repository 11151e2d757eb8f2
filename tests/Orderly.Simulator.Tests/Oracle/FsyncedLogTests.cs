using Orderly.Simulator.Oracle;

namespace Orderly.Simulator.Tests.Oracle;

public sealed class FsyncedLogTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Lines_are_found_again_and_new_ones_go_behind_them()
    {
        var path = scratch.File("log");
        using (var log = FsyncedLog.Open(path))
        {
            log.Append("one");
            log.Append("two, with ü");
        }
        using (var log = FsyncedLog.Open(path))
        {
            log.Recovered.ShouldBe(["one", "two, with ü"]);
            log.Append("three");
        }

        File.ReadAllLines(path).ShouldBe(["one", "two, with ü", "three"]);
    }

    [Fact]
    public void Line_without_its_end_was_never_confirmed_and_is_dropped()
    {
        var path = scratch.File("log");
        File.WriteAllText(path, "one\ntwo\nthr");

        using (var log = FsyncedLog.Open(path))
        {
            log.Recovered.ShouldBe(["one", "two"]);
            log.Append("three");
        }

        File.ReadAllText(path).ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public void Text_of_two_lines_is_refused()
    {
        using var log = FsyncedLog.Open(scratch.File("log"));

        Should.Throw<ArgumentException>(() => log.Append("a\nb"));
    }

    [Fact]
    public void Second_writer_is_kept_out()
    {
        using var log = FsyncedLog.Open(scratch.File("log"));

        Should.Throw<IOException>(() => FsyncedLog.Open(scratch.File("log")));
    }

    [Fact]
    public void Appends_from_many_threads_are_whole_lines()
    {
        var path = scratch.File("log");
        using (var log = FsyncedLog.Open(path))
            Parallel.For(0, 64, i => log.Append($"line {i}"));

        File.ReadAllLines(path).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 64).Select(i => $"line {i}").Order(StringComparer.Ordinal));
    }
}
