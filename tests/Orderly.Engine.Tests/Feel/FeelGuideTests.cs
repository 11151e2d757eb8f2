namespace Orderly.Engine.Tests.Feel;

/// <summary>The examples of docs/feel.md.</summary>
public sealed class FeelGuideTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Guide()).Where(line => line.Contains('→', StringComparison.Ordinal)))
            {
                var parts = line.Split('→');
                examples.Add(parts[0].Trim(), parts[1].Trim());
            }
            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_the_guide_says(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    private static string Guide()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var guide = Path.Combine(folder.FullName, "docs", "feel.md");
            if (File.Exists(guide))
                return guide;
        }
        throw new FileNotFoundException("Expected docs/feel.md above the test binaries, but it is not there");
    }
}
