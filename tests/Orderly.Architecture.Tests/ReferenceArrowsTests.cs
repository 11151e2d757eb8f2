using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Orderly.Architecture.Tests;

public sealed partial class ReferenceArrowsTests
{
    [Fact]
    public void Project_references_equal_the_table_in_the_architecture_page()
    {
        var documented = DocumentedArrows();
        var built = BuiltArrows();

        built.Keys.Order().ShouldBe(documented.Keys.Order(), "projects under src/ and rows of the table in docs/architecture.md");
        foreach (var (project, references) in built)
            references.Order().ShouldBe(documented[project].Order(), $"references of {project}");
    }

    [Fact]
    public void Engine_and_canonical_reference_no_package_that_ships()
    {
        foreach (var project in new[] { "Orderly.Engine", "Orderly.Canonical" })
            XDocument.Load(ProjectFile(project)).Descendants("PackageReference")
                .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all")
                .ShouldBeEmpty(project);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Orderly.slnx"));
        foreach (var folder in new[] { "src", "tests", "bench" })
            foreach (var project in Repository.Tracked(folder, ".csproj"))
                solution.ShouldContain($"\"{Repository.Relative(project)}\"");
    }

    private static Dictionary<string, string[]> BuiltArrows() =>
        Repository.Tracked("src", ".csproj").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => XDocument.Load(path).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
                .ToArray());

    /// <summary>Rows look like <c>| `Orderly.Journal` | job | Engine, Canonical | packages |</c>; "nothing" is no arrow, "all" is every other.</summary>
    private static Dictionary<string, string[]> DocumentedArrows()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups["project"].Value, match => match.Groups["references"].Value.Trim());
        return rows.ToDictionary(
            row => row.Key,
            row => row.Value switch
            {
                "nothing" => [],
                "all" => rows.Keys.Where(other => other != row.Key).ToArray(),
                var list => list.Split(',', StringSplitOptions.TrimEntries).Select(name => $"Orderly.{name}").ToArray(),
            });
    }

    private static string ProjectFile(string project) => Path.Combine(Repository.Root, "src", project, $"{project}.csproj");

    [GeneratedRegex(@"^\| `(?<project>Orderly[.\w]*)` \| [^|]* \| (?<references>[^|]*) \|")]
    private static partial Regex Row();
}
