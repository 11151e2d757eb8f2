namespace Orderly.Engine.Tests.Dmn.Tck;

/// <summary>
/// The DMN Technology Compatibility Kit, group by group. Cases listed in <c>known-open.txt</c> do not pass yet; a listed case that passes
/// fails the test, so that the list only shrinks.
/// </summary>
public sealed class TckTests
{
    private static readonly HashSet<string> KnownOpen =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dmn", "Tck", "known-open.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string> Groups => [.. TckCorpus.Groups().DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_passes_but_for_its_known_open_cases(string group)
    {
        Assert.SkipWhen(group.Length == 0, "the corpus is not there: no folder shared/corpus/dmn-tck above the test binaries");
        var results = TckCorpus.Run(group);
        var regressions = results.Where(result => result.Fault is not null && !KnownOpen.Contains(result.Id)).ToList();
        var passes = results.Where(result => result.Fault is null && KnownOpen.Contains(result.Id)).ToList();
        regressions.ShouldBeEmpty(string.Join("\n", regressions.Select(result => $"{result.Id}: {result.Fault}")));
        passes.ShouldBeEmpty($"remove from known-open.txt, for they pass now: {string.Join(", ", passes.Select(result => result.Id))}");
    }

    [Fact]
    public void The_list_of_known_open_cases_names_only_cases_there_are()
    {
        Assert.SkipWhen(!TckCorpus.Groups().Any(), "the corpus is not there: no folder shared/corpus/dmn-tck above the test binaries");
        var all = TckCorpus.Groups().SelectMany(TckCorpus.Run).Select(result => result.Id).ToHashSet();
        KnownOpen.Where(id => !all.Contains(id)).ShouldBeEmpty();
    }
}
