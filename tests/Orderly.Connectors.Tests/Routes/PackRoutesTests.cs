using Orderly.Canonical.Organisation;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Tests.Routes;

public sealed class PackRoutesTests
{
    public static TheoryData<string> Packs => [.. PackDirectories().Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_route_of_a_pack_passes_the_tests_it_carries(string pack)
    {
        var directory = Path.Combine(PackDirectories().Single(path => Path.GetFileName(path) == pack), "routes");
        var routes = RouteSet.Load([directory], [new Facility(1, "HP", "Demo", "America/New_York")]);

        var results = RouteTests.Run(routes);

        results.ShouldNotBeEmpty();
        results.Where(result => result.Failure is not null).Select(result => $"{result.File}:{result.Line}: {result.Test}: {result.Failure}").ShouldBeEmpty();
    }

    private static IEnumerable<string> PackDirectories()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Orderly.slnx")))
                return Directory.EnumerateDirectories(Path.Combine(at.FullName, "packs")).Where(pack => Directory.Exists(Path.Combine(pack, "routes")));
        }

        throw new DirectoryNotFoundException("Expected the repository above the test's binaries, but there is none");
    }
}
