using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Orderly.Engine.Process;
using Orderly.Runtime.Cluster;

namespace Orderly.Runtime.Tests.Cluster;

/// <summary>A command that may not travel makes its caller fail on one node in two, so there is no third kind.</summary>
public sealed partial class TravellingCommandsTests
{
    /// <summary>What comes by mail, and what an owner gives itself.</summary>
    private static readonly Type[] OwnersOwn =
        [typeof(StartByMessage), typeof(StartChild), typeof(DeliverMessage), typeof(ChildEnded), typeof(TellEscalation), typeof(Rekey), typeof(Continue)];

    private static readonly Type[] All =
        [.. typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract).OrderBy(type => type.Name)];

    [Fact]
    public void Every_command_may_travel_or_is_the_owners_own()
    {
        var travelling = All.Where(type => CallJson.MayTravel(type)).ToArray();

        travelling.Intersect(OwnersOwn).ShouldBeEmpty();
        All.Except(travelling).Except(OwnersOwn).ShouldBeEmpty("commands that are neither in the table of CallJson nor the owner's own");
    }

    [Fact]
    public void Whatever_is_given_to_routing_by_submissions_jobs_timers_effects_and_screens_may_travel()
    {
        var names = All.ToDictionary(type => type.Name);
        var made = SourcesOfCallers()
            .SelectMany(file => Construction().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), match.Groups[1].Value)))
            .Where(found => names.ContainsKey(found.Value))
            .ToArray();

        made.Select(found => found.Value).ShouldContain(nameof(FireTimer), "the search finds what is known to be there");
        made.Where(found => !CallJson.MayTravel(names[found.Value])).ShouldBeEmpty();
    }

    /// <summary>The code that holds a routing or a submissions door; owners and the mail are on the other side of it.</summary>
    private static IEnumerable<string> SourcesOfCallers([CallerFilePath] string here = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src"));
        return new[] { "Orderly.Runtime", "Orderly.Web", "Orderly" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "Ownership" or "Mail"));
    }

    [GeneratedRegex(@"\bnew (\w+)\s*\(")]
    private static partial Regex Construction();
}
