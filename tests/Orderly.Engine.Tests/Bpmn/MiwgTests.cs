using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Tests.Bpmn;

/// <summary>The interchange models of the BPMN Model Interchange Working Group, drawn by many tools.</summary>
public sealed class MiwgTests
{
    private const string Absent = "the corpus is not there: no folder shared/corpus/bpmn-miwg above the test binaries";

    [Fact]
    public void Every_file_deploys_or_is_refused_with_element_and_rule()
    {
        var files = Files();
        Assert.SkipWhen(files.Length == 0, Absent);
        foreach (var file in files)
        {
            foreach (var options in new[] { BpmnReadOptions.Default, new BpmnReadOptions { IncludeNotExecutable = true } })
            {
                using var stream = File.OpenRead(file);
                var read = BpmnReader.Read(stream, options);
                (read.Deployable == read.Processes.Length > 0).ShouldBeTrue(file);
                foreach (var issue in read.Issues.Where(issue => issue.Severity == BpmnSeverity.Error))
                {
                    issue.Rule.ShouldNotBeNullOrEmpty(file);
                    issue.Line.ShouldBeGreaterThan(0, file);
                    issue.Message.ShouldStartWith("Expected ", customMessage: file);
                    if (issue.Rule is not ("xml" or "no-executable-process"))
                        issue.ElementId.ShouldNotBeNullOrEmpty($"{file}: {issue}");
                }
            }
        }
    }

    [Fact]
    public void A_file_cut_off_or_damaged_anywhere_is_refused_without_a_crash()
    {
        var files = Files();
        Assert.SkipWhen(files.Length == 0, Absent);
        var random = new Random(7);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            for (var round = 0; round < 3; round++)
            {
                var at = random.Next(text.Length);
                BpmnReader.Read(text[..at], new BpmnReadOptions { IncludeNotExecutable = true }).ShouldNotBeNull();
                var (from, length) = (random.Next(text.Length), random.Next(200));
                BpmnReader.Read(text.Remove(from, Math.Min(length, text.Length - from)), new BpmnReadOptions { IncludeNotExecutable = true }).ShouldNotBeNull();
            }
        }
    }

    private static string[] Files()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus", "bpmn-miwg");
            if (Directory.Exists(corpus))
                return [.. Directory.EnumerateFiles(corpus, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        return [];
    }
}
