using Orderly.Canonical.Organisation;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Routes;

namespace Orderly.Packs;

/// <summary>Names by which the files of a pack speak of each other: a misspelt one would be found only when nobody is told.</summary>
internal static class PackNames
{
    /// <summary>Those a ladder tells that no role is called.</summary>
    public static void CheckAudiences(YamlMap? ladders, OrganisationDirectory organisation)
    {
        if (ladders is null) return;
        var roles = organisation.Roles.Select(role => role.Code).Append("owner").ToHashSet(StringComparer.Ordinal);
        foreach (var ladder in ladders.Keys.ToList())
            foreach (var rung in ladders.Maps(ladder.Value))
                foreach (var audience in rung.Texts("audience").Where(audience => !roles.Contains(audience.Value)))
                    audience.Report($"Expected 'owner' or a role of the organisation in 'audience', but '{audience.Value}' is none{Nearest(audience.Value, roles)}");
    }

    /// <exception cref="ConfigurationException">A route is not as expected.</exception>
    public static void CheckRoutes(string folder, IReadOnlyCollection<Facility> facilities) => RouteSet.Load([folder], facilities);

    private static string Nearest(string given, IEnumerable<string> known) =>
        known.FirstOrDefault(name => name.Length > 3 && (name.StartsWith(given[..Math.Min(given.Length, 4)], StringComparison.Ordinal) || given.StartsWith(name[..4], StringComparison.Ordinal))) is { } near ? $"; is '{near}' meant?" : "";
}
