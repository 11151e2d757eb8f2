namespace Orderly.Formats.X12.Envelope;

/// <summary>Which transaction sets a functional group holds, and the implementations that are read.</summary>
internal static class FunctionalGroups
{
    private static readonly (string Id, string Sets, string[] Conventions)[] Known =
    [
        ("FA", "997 999", ["005010", "005010X230", "005010X231"]),
        ("HB", "271", ["005010X279"]),
        ("HC", "837", ["005010X222", "005010X223"]),
        ("HI", "278", ["005010X217"]),
        ("HN", "277", ["005010X212", "005010X214"]),
        ("HP", "835", ["005010X221"]),
        ("HR", "276", ["005010X212"]),
        ("HS", "270", ["005010X279"]),
        ("PI", "275", ["005010X210"]),
    ];

    public static bool IsKnown(string id) => Array.Exists(Known, group => group.Id == id);

    public static bool Holds(string id, string set) => Array.Exists(Known, group => group.Id == id && group.Sets.Contains(set, StringComparison.Ordinal));

    /// <summary>An erratum (A1, A2 ...) changes details of an implementation, not which it is.</summary>
    public static bool IsSupported(string id, string version) =>
        Array.Exists(Known, group => group.Id == id && Array.Exists(group.Conventions, convention => version == convention || (convention.Length > 6 && version.StartsWith(convention, StringComparison.Ordinal) && version[convention.Length..] is ['A', >= '1' and <= '9'])));
}
