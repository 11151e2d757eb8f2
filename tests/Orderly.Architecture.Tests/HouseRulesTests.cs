using System.Text.RegularExpressions;

namespace Orderly.Architecture.Tests;

public sealed partial class HouseRulesTests
{
    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        Repository.Tracked("src", ".cs", ".razor").Concat(Repository.Tracked("tests", ".cs"))
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > 500)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_unfinished_by_its_own_words()
    {
        Repository.Tracked("src", ".cs", ".razor", ".ts", ".js", ".sql")
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (Where: $"{Repository.Relative(path)}:{index + 1}", line)))
            .Where(at => Unfinished().IsMatch(at.line))
            .Select(at => at.Where)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Lock_files_record_no_download_address()
    {
        Directory.EnumerateFiles(Repository.Root, "package*lock.json", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules"))
            .Where(path => File.ReadAllText(path).Contains("\"resolved\": \"http"))
            .Select(Repository.Relative)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Names_do_not_end_in_words_that_hide_what_a_thing_is()
    {
        Repository.Tracked("src", ".cs")
            .Where(path => VagueName().IsMatch(Path.GetFileNameWithoutExtension(path)))
            .Select(Repository.Relative)
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(NotImplementedException|TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Utilities|Service|Processor|Impl)$")]
    private static partial Regex VagueName();
}
